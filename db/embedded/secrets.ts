import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** The passwords of the embedded server's accounts: random, made once, in one file that only its owner reads. */
export interface Passwords {
  readonly superuser: string;
  readonly migrator: string;
  readonly app: string;
  readonly reader: string;
}

const names = ["superuser", "migrator", "app", "reader"] as const;

/** Written whole and flushed before the cluster is made: a cluster whose passwords are lost cannot be entered again. */
export function passwordsIn(dataDir: string, clusterExists: boolean): Passwords {
  const file = path.join(dataDir, "postgres-passwords.json");
  if (!existsSync(file)) {
    if (clusterExists) throw new Error(`${file} is missing: restore it, or move ${dataDir} away to begin with an empty database.`);
    writePrivately(file, JSON.stringify(Object.fromEntries(names.map((name) => [name, randomBytes(24).toString("base64url")]))));
  }
  const read = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  for (const name of names) if (typeof read[name] !== "string") throw new Error(`${file} holds no password for ${name}: restore it.`);
  return read as Record<(typeof names)[number], string>;
}

/** All or nothing, flushed to the disk, readable by its owner alone. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
