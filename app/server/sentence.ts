/** What a person who starts the server has to know; drivers bury it in codes. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "The port is taken: another process listens there. Choose another PORT.";
  if (code === "EACCES" && "syscall" in error && error.syscall === "listen")
    return "The port may not be used by this account: choose a PORT above 1023.";
  if (typeof code === "string" && unreachable.has(code))
    return `The database of DATABASE_URL cannot be reached (${code}): is it running, and is the address right?`;
  if (typeof code === "string" && refused.has(code)) return `The database of DATABASE_URL refuses the connection: ${error.message}.`;
  return error.message;
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
]);
const refused = new Set(["28P01", "28000", "3D000", "53300", "57P03"]);
