/** A window of a person that shows a sheet, and the cell that has its keyboard; `seenAt` in milliseconds, of the clock of whoever keeps the list. */
export interface Guest {
  readonly stream: string;
  readonly person: bigint;
  readonly cell: string | null;
  readonly seenAt: number;
}

/** A person who is in a sheet, in one window or several. */
export interface Present {
  readonly person: bigint;
  /** Where their keyboard is, one cell for each window. */
  readonly cells: readonly string[];
}

/** Those who are there besides the one who looks, in the order in which they came. */
export function presentTo(person: bigint, guests: Iterable<Guest>): Present[] {
  const cells = new Map<bigint, string[]>();
  for (const guest of guests) {
    if (guest.person === person) continue;
    const own = cells.get(guest.person) ?? [];
    if (guest.cell !== null && !own.includes(guest.cell)) own.push(guest.cell);
    cells.set(guest.person, own);
  }
  return [...cells].map(([person, own]) => ({ person, cells: own }));
}

/** Two letters that tell a person: of the first name and of the last, what is between brackets left out. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\([^)]*\)/g, "")
    .trim()
    .split(/\s+/);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return (first.slice(0, 1) + last.slice(0, 1)).toLocaleUpperCase("fr");
}
