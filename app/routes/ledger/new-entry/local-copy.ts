import { type TypedEntry, typedEntryOf } from "#app/domain/ledger/typing/typed-entry.ts";

/** What this device holds of a draft that the database does not have yet. */
export interface LocalCopy {
  readonly id: string;
  readonly version: bigint;
  readonly entry: TypedEntry;
  /** It was sent to be posted, and no answer came. */
  readonly sent: boolean;
  readonly at: Date;
}

interface Owner {
  readonly login: string;
  readonly year: number;
}

/** On a shared device each person finds their own. */
const prefixOf = ({ login, year }: Owner) => `enveloppe.entry.${login}.${year}.`;

export function keepLocally(owner: Owner, { id, version, entry, sent }: Omit<LocalCopy, "at">): void {
  try {
    const copy = { version: version.toString(), entry, sent, at: new Date().toISOString() };
    localStorage.setItem(prefixOf(owner) + id, JSON.stringify(copy));
  } catch {
    // Storage that is full or forbidden: the database keeps the draft all the same.
  }
}

export function forget(owner: Owner, id: string): void {
  try {
    localStorage.removeItem(prefixOf(owner) + id);
  } catch {
    // Nothing was kept then.
  }
}

/** The latest copy that was never saved: this draft's own first. */
export function unsavedCopy(owner: Owner, id: string): LocalCopy | undefined {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefixOf(owner)));
    const copies = names.flatMap((name) => copyIn(localStorage.getItem(name), name.slice(prefixOf(owner).length)));
    const byTime = copies.toSorted((left, right) => right.at.getTime() - left.at.getTime());
    return byTime.find((copy) => copy.id === id) ?? byTime[0];
  } catch {
    return undefined;
  }
}

function copyIn(text: string | null, id: string): LocalCopy[] {
  try {
    const kept: { version?: unknown; entry?: unknown; sent?: unknown; at?: unknown } = JSON.parse(text ?? "");
    const at = new Date(String(kept.at));
    if (Number.isNaN(at.getTime()) || !/^\d{1,18}$/.test(String(kept.version))) return [];
    return [{ id, version: BigInt(String(kept.version)), entry: typedEntryOf(kept.entry), sent: kept.sent === true, at }];
  } catch {
    return [];
  }
}
