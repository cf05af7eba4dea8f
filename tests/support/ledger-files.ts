import { fecColumns } from "#app/domain/fec/columns.ts";

/** A random generator that a seed alone decides: a failure is played again from the seed that it printed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The exercise of the made files. */
export const madeExercise = { year: 2025, firstDay: "2025-01-01", lastDay: "2025-12-31" };
export const madeName = "120027016FEC20251231.txt";

/** A sound file of a few entries: several journals, parties, letters, currencies. */
export function madeFile(next: (below: number) => number): string {
  const rows: string[][] = [];
  const numbers = new Map<string, number>();
  const entries = 1 + next(6);
  for (let index = 0; index < entries; index += 1) {
    const journal = ["OD", "HA", "TR"][next(3)] ?? "OD";
    const number = (numbers.get(journal) ?? 0) + 1;
    numbers.set(journal, number);
    rows.push(...entryRows(next, journal, number, `2025${two(1 + next(12))}${two(1 + next(28))}`));
  }
  return textOf(rows);
}

function entryRows(next: (below: number) => number, journal: string, number: number, day: string): string[][] {
  const parts = Array.from({ length: 1 + next(4) }, () => 1 + next(9_999_999));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const letter = next(3) === 0 ? "A" : "";
  const row = (account: string, label: string, cents: number, party = "") => {
    const currency = next(9) === 0 ? { Montantdevise: amount(Math.abs(cents)), Idevise: "USD" } : {};
    const fields: Partial<Record<(typeof fecColumns)[number], string>> = {
      ...{ JournalCode: journal, JournalLib: `Journal ${journal}`, EcritureNum: String(number), EcritureDate: day, CompteNum: account },
      ...{ CompteLib: label, CompAuxNum: party, CompAuxLib: party && "Tiers fictif", PieceRef: `P${number}`, PieceDate: day },
      ...{ EcritureLib: "Réglé à l’été — œuvre", Debit: amount(Math.max(cents, 0)), Credit: amount(Math.max(-cents, 0)), ValidDate: day },
      ...(party && letter ? { EcritureLet: letter, DateLet: day } : {}),
      ...currency,
    };
    return fecColumns.map((column) => fields[column] ?? "");
  };
  return [...parts.map((part) => row("606", "Compte 606", part)), row("401", "Compte 401", -total, "FOUR1")];
}

function textOf(rows: readonly (readonly string[])[]): string {
  return `${[fecColumns.join("\t"), ...rows.map((row) => row.join("\t"))].join("\r\n")}\r\n`;
}

const strange = [
  ...["", " ", "0", "-", "1,5,0", "1.234", "12 000,00", "9".repeat(25), "1e9", "NaN", "00000000", "20250230", "20251301", "99991231"],
  ...[
    "é€🏛",
    "Ã©tÃ©",
    "\u00a0x\u202f",
    "\u202eabc",
    "=1+1",
    "'; drop table entry; --",
    "__proto__",
    "constructor",
    "a|b",
    "\u0000",
    "\\N",
    "\\.",
  ],
  ...["x".repeat(5_000), "-0,00", "0,001", "120,50-", "(12,00)", "20250131", "AN", "CR", "EUR", "usd", '"', "\r"],
];

/**
 * One damage to a file, knowing what a ledger is made of: a field, a line, a column, a separator, a line end, a byte. Several of them in
 * a row make what people really send.
 */
export function damaged(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const text = Buffer.from(bytes).toString("utf8");
  const lines = text.split("\r\n");
  const at = next(lines.length);
  const cells = (lines[at] ?? "").split("\t");
  const cell = next(Math.max(1, cells.length));
  const rejoined = (changed: readonly string[]) => Buffer.from(changed.join("\r\n"));
  const withCells = (changed: readonly string[]) => rejoined(lines.with(at, changed.join("\t")));
  const damages: readonly (() => Uint8Array)[] = [
    () => withCells(cells.with(cell, strange[next(strange.length)] ?? "")),
    () => withCells(cells.toSpliced(cell, 1)),
    () => withCells(cells.toSpliced(cell, 0, strange[next(strange.length)] ?? "")),
    () => withCells(cells.toReversed()),
    () => rejoined(lines.toSpliced(at, 1)),
    () => rejoined(lines.toSpliced(at, 0, lines[next(lines.length)] ?? "")),
    () => rejoined(lines.with(at, lines[next(lines.length)] ?? "")),
    () => rejoined([lines[0] ?? "", ...lines.slice(1).toSorted(() => next(3) - 1)]),
    () => Buffer.from(text.replaceAll("\t", ["|", ";", ",", "\t\t"][next(4)] ?? "|")),
    () => Buffer.from(text.replaceAll("\r\n", ["\n", "\r", "\n\n", ""][next(4)] ?? "\n")),
    () => Buffer.from(text, ["latin1", "utf16le", "utf8"][next(3)] as BufferEncoding),
    () => Buffer.from(`\ufeff${text}`),
    () => bytes.slice(0, next(bytes.length + 1)),
    () => {
      const flipped = Buffer.from(bytes);
      if (flipped.length > 0) flipped[next(flipped.length)] = next(256);
      return flipped;
    },
  ];
  return (damages[next(damages.length)] ?? damages[0])?.() ?? bytes;
}

function amount(cents: number): string {
  return `${Math.floor(cents / 100)},${two(cents % 100)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
