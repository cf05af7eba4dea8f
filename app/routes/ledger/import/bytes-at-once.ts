/** Beyond, a file is checked and imported as a job: a page should answer within some seconds. */
export const bytesAtOnce = 2_097_152;
