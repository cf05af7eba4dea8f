/** The most lines that one form holds. */
export const mostLines = 200;
