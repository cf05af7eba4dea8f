import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { chmodSync, chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Under which account the server runs, for PostgreSQL refuses to run as root:
 * - `self`: an ordinary user, who needs nothing;
 * - `other`: root, and the folders can be reached by the account of the server;
 * - `mapped`: root below a private folder: the same user, seen under another number inside a user namespace.
 */
export type Account =
  | { readonly kind: "self" }
  | { readonly kind: "other"; readonly uid: number; readonly gid: number }
  | { readonly kind: "mapped" };

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

const mapping = ["--user", "--map-user=65534", "--map-group=65534"];

/** Chooses by trying: the account must run `program` and enter `folder`. */
export function chooseAccount(program: string, folder: string): Account {
  if (process.getuid?.() !== 0) return { kind: "self" };
  for (const name of ["postgres", "nobody"]) {
    const account = accountNamed(name);
    if (account !== undefined && mayRun(account, program, folder)) return account;
  }
  if (mayRun({ kind: "mapped" }, program, folder)) return { kind: "mapped" };
  throw new Error(
    `PostgreSQL does not run as root, and no other account may enter ${folder}: start as an ordinary user, or choose a DATA_DIR that others may enter.`,
  );
}

export function commandFor(account: Account, file: string, args: readonly string[]): Command {
  switch (account.kind) {
    case "self":
      return { file, args, options: {} };
    case "other":
      return { file, args, options: { uid: account.uid, gid: account.gid } };
    case "mapped":
      return { file: "unshare", args: [...mapping, "--", file, ...args], options: {} };
  }
}

/** Gives `folder` and what it holds to the account, when someone else owns it (the cluster was made under another account). */
export function giveTo(account: Account, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const [uid, gid] = account.kind === "other" ? [account.uid, account.gid] : [0, 0];
  if (statSync(folder).uid === uid) return;
  chownTree(folder, uid, gid);
  chmodSync(folder, 0o700);
}

function accountNamed(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout?.trim() || Number.NaN));
  return uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid) || uid === 0
    ? undefined
    : { kind: "other", uid, gid };
}

function mayRun(account: Account, program: string, folder: string): boolean {
  const command = commandFor(account, "/bin/sh", ["-c", 'cd "$1" && exec "$2" --version', "sh", folder, program]);
  const options: SpawnSyncOptions = { ...command.options, stdio: "ignore", cwd: "/" };
  return spawnSync(command.file, [...command.args], options).status === 0;
}

function chownTree(file: string, uid: number, gid: number): void {
  // Leaves first, the folder last: an interrupted walk is seen, and done again, at the next start.
  const entry = lstatSync(file);
  if (entry.isSymbolicLink()) return;
  if (entry.isDirectory()) for (const name of readdirSync(file)) chownTree(path.join(file, name), uid, gid);
  chownSync(file, uid, gid);
}
