import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { readAnchorLine } from "#app/domain/ledger/anchor.ts";
import { anchorsAfter } from "./anchor.ts";
import type { Db } from "./client.ts";

export interface WrittenAnchors {
  readonly file: string;
  /** How many sets were added. */
  readonly added: number;
  /** The number of the last set that the file holds; 0n when it holds none. */
  readonly last: bigint;
}

/** The file of one organisation in the folder of anchors. */
export function anchorFileOf(folder: string, organisation: string): string {
  return path.join(folder, `${organisation}.anchors.jsonl`);
}

/**
 * Adds to the file every set that it does not hold yet, one line each, and waits for the disk. What the file holds is never written
 * again: it is the witness. A last line that was cut short by a crash is ended first, and its set is written whole after it.
 */
export async function appendAnchors(db: Db, file: string): Promise<WrittenAnchors> {
  const content = existsSync(file) ? readFileSync(file, "utf8") : "";
  const held = content.split("\n").flatMap((line) => readAnchorLine(line)?.id ?? []);
  const last = held.reduce((highest, id) => (id > highest ? id : highest), 0n);
  const sets = await anchorsAfter(db, last);
  const lines = sets.map(({ line }) => `${line}\n`).join("");
  if (lines !== "") append(file, content === "" || content.endsWith("\n") ? lines : `\n${lines}`);
  return { file, added: sets.length, last: sets.at(-1)?.id ?? last };
}

function append(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, "a", 0o644);
  try {
    const fresh = fstatSync(handle).size === 0;
    writeSync(handle, text);
    fsyncSync(handle);
    if (fresh) flushFolder(path.dirname(file));
  } finally {
    closeSync(handle);
  }
}

/** A new file is there after a power cut only once its folder was written. */
function flushFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
