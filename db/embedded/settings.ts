import { totalmem } from "node:os";

const megabyte = 1_048_576;

/** What an embedded server is started with, beyond where it listens. */
export function serverSettings(): Readonly<Record<string, string>> {
  return { timezone: "UTC", log_timezone: "UTC", ...memorySettings(machineBytes()) };
}

/**
 * What the server may hold of its tables: an eighth of the machine's memory, or of what this container may use, between PostgreSQL's own
 * 128 MB and 1 GB; a quarter, as its manual counsels, is for a machine that does nothing else. It tells the planner that half of the memory
 * keeps files. Memory is taken as it is needed, not at the start (decision 0086).
 */
export function memorySettings(bytes: number): Readonly<Record<string, string>> {
  const shared = Math.min(1_024, Math.max(128, Math.floor(bytes / 8 / megabyte)));
  const cached = Math.max(256, Math.floor(bytes / 2 / megabyte));
  return { shared_buffers: `${shared}MB`, effective_cache_size: `${cached}MB` };
}

/** The lesser of what the machine has and what its container may use; without a limit the latter is 0, or more than there is. */
function machineBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
