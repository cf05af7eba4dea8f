import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What the operating system says of a process, zombies counted as dead: they answer to signal 0 and do nothing else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" && stateOf(pid) !== "Z";
  }
  const state = stateOf(pid);
  return state !== "Z" && state !== "X";
}

/** When the process began, in clock ticks since boot; tells a process from a later one with the same number. Empty where unknown. */
export function birthOf(pid: number): string {
  return statFields(pid)[19] ?? "";
}

/** The program and its arguments, or undefined where the system does not say (or the process is gone). */
export function commandLineOf(pid: number): readonly string[] | undefined {
  const text = readOrUndefined(`/proc/${pid}/cmdline`);
  return text === undefined || text === "" ? undefined : text.split("\0");
}

/** The living processes that work in `folder`: every process of a PostgreSQL server works in its data folder. Linux only. */
export function processesWorkingIn(folder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolderOf(pid) === folder && isAlive(pid));
}

/** Waits until `done()` holds; false when `limitMs` passed first. */
export async function waitUntil(done: () => boolean, limitMs: number, stepMs = 20): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (!done()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  return true;
}

function stateOf(pid: number): string | undefined {
  return statFields(pid)[0];
}

/** The fields of /proc/…/stat after the name, which may itself hold spaces and parentheses. */
function statFields(pid: number): string[] {
  const text = readOrUndefined(`/proc/${pid}/stat`);
  return text === undefined ? [] : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
