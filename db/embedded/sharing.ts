import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, isAlive, waitUntil } from "./process.ts";
import { writePrivately } from "./secrets.ts";

/**
 * Several processes may use the server of one data folder (the application, a command of the administrator). Each says so
 * while it does: the last one to leave stops the server, whoever started it. A process that was killed does not count.
 */
export function registerUser(dataDir: string): () => void {
  const folder = usersFolder(dataDir);
  const file = path.join(folder, `${process.pid}-${randomBytes(4).toString("hex")}`);
  writeFileSync(file, identity(), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

export function hasUsers(dataDir: string): boolean {
  const folder = usersFolder(dataDir);
  return readdirSync(folder).some((name) => {
    const file = path.join(folder, name);
    if (isHeld(file)) return true;
    rmSync(file, { force: true });
    return false;
  });
}

/** Writes in `file` that this process holds it. */
export function claim(file: string): void {
  writePrivately(file, identity());
}

/** One process at a time starts or stops the server of a data folder. */
export async function withLock<Value>(dataDir: string, work: () => Promise<Value>): Promise<Value> {
  const lock = path.join(dataDir, "embedded.lock");
  if (!(await waitUntil(() => take(lock), 180_000))) {
    throw new Error(`Another process has been starting or stopping the database in ${dataDir} for three minutes (see ${lock}).`);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  const mine = `${lock}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(mine, identity(), { mode: 0o600 });
  try {
    // A link appears with its content, where a file created and then written could be seen empty.
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!isHeld(lock)) discard(lock);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead process's lock aside; a live one that slipped in between is put back. */
function discard(lock: string): void {
  const aside = `${lock}.${process.pid}.old`;
  try {
    renameSync(lock, aside);
    if (isHeld(aside)) linkSync(aside, lock);
  } catch {
    return;
  } finally {
    rmSync(aside, { force: true });
  }
}

function usersFolder(dataDir: string): string {
  const folder = path.join(dataDir, "embedded-users");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function identity(): string {
  return `${process.pid} ${birthOf(process.pid)}`;
}

/** Whether the process that `claim` wrote in `file` still runs. */
export function isHeld(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  const [pid, birth] = text.split(" ");
  return isAlive(Number(pid)) && birthOf(Number(pid)) === birth;
}
