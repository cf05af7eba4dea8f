/** A failure of PostgreSQL, read by its SQLSTATE (never by its text, nor by a constraint's name alone). */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

export function constraintOf(error: unknown): string | undefined {
  return error instanceof Error && "constraint_name" in error && typeof error.constraint_name === "string"
    ? error.constraint_name
    : undefined;
}

const retriable = new Set(["40001", "40P01"]);

/** Serialisation failures and deadlocks: PostgreSQL asks to try the whole transaction again. */
export function isRetriable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && retriable.has(state);
}

export const sqlStates = {
  uniqueViolation: "23505",
  foreignKeyViolation: "23503",
  checkViolation: "23514",
  exclusionViolation: "23P01",
  insufficientPrivilege: "42501",
} as const;
