import { createStore, del, get, keys, set } from "idb-keyval";
import type { LeftBehind } from "./left-behind.ts";

/** Where a page keeps on the device what the server does not know yet. */
export interface Shelf {
  /** Undefined: nothing is left to be kept. */
  keep(left: LeftBehind | undefined): void;
  /** The page goes; what it kept stays for the next one. */
  close(): void;
}

/**
 * A shelf under `owner`, which names a person, an organisation and a sheet: nobody else's page looks there. Each page has an entry of its own, and a
 * lock (Web Locks) for as long as it lives, so that what is waiting is sent by one page alone; the entry of a page that is gone, be it closed,
 * crashed or signed out, is given to `onFound` of the first that asks, and removed once that one has kept it. Undefined where the browser keeps nothing: no
 * IndexedDB (a private window of some browsers) or no locks (plain HTTP).
 */
export async function openShelf(
  owner: string,
  { onFound, onFull }: { readonly onFound: (left: LeftBehind) => void; readonly onFull: () => void },
): Promise<Shelf | undefined> {
  if (!("locks" in navigator)) return undefined;
  const store = createStore("enveloppe", "left-behind");
  const name = `${owner}/${crypto.randomUUID()}`;
  const known = await keys<string>(store).catch(() => undefined);
  if (!known) return undefined;
  const closing = new AbortController();
  let writing = Promise.resolve();
  let isEmpty = true;
  let kept: (() => void)[] = [];
  const shelf: Shelf = {
    keep: (left) => {
      const told = kept;
      kept = [];
      const write = async () => {
        if (left) await set(name, left, store);
        else if (!isEmpty) await del(name, store);
        isEmpty = left === undefined;
        for (const tell of told) tell();
      };
      // A full disk keeps nothing more: the page itself still does, and asks before it is left.
      writing = writing.then(write).catch(onFull);
    },
    close: () => closing.abort(),
  };
  hold(name, closing.signal);
  const inherit = async (other: string) => {
    const left = await get<LeftBehind>(other, store);
    if (left && !closing.signal.aborted) {
      const isKept = new Promise<void>((resolve) => kept.push(resolve));
      onFound(left);
      await isKept;
    }
    if (!closing.signal.aborted) await del(other, store);
  };
  for (const other of known.filter((own) => own.startsWith(`${owner}/`))) {
    // Waits for the page that has it, if it lives.
    navigator.locks.request(lockOf(other), { signal: closing.signal }, () => inherit(other)).catch(() => undefined);
  }
  return shelf;
}

function hold(name: string, until: AbortSignal): void {
  void navigator.locks.request(lockOf(name), () => new Promise<void>((resolve) => until.addEventListener("abort", () => resolve())));
}

function lockOf(name: string): string {
  return `enveloppe left-behind ${name}`;
}
