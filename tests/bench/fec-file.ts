import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { fecColumns } from "#app/domain/fec/columns.ts";

/** What a made file holds; every figure is a function of the options alone. */
export interface MadeFec {
  readonly lines: number;
  readonly entries: number;
  readonly bytes: number;
  readonly debitCents: bigint;
}

export interface FecFileOptions {
  /** At least this many lines; the last entry is whole. */
  readonly lines: number;
  readonly year: number;
  /** One entry in so many bears another label, as after a correction; none unless told. */
  readonly relabelled?: number;
}

/** In the proportions of a small administration: invoices of 3 lines, payments of 2, a payroll of 40 each month, sundry of 4 to 12. */
const expenses = ["606400", "611000", "613200", "615500", "618300", "622600", "625100", "626000", "627800", "628100"];
const parties = 900;
const lineEnd = "\r\n";

/**
 * Writes a fichier des écritures comptables without a fault, of any size, a piece at a time: ordered by validation, numbered without a
 * gap in each journal, balanced entry by entry. The same options write the same bytes.
 */
export async function writeFecFile(path: string, options: FecFileOptions): Promise<MadeFec> {
  const file = createWriteStream(path);
  const made = { lines: 0, entries: 0, bytes: 0, debitCents: 0n };
  let piece = fecColumns.join("\t") + lineEnd;
  for (const entry of entriesOf(options)) {
    made.entries += 1;
    made.debitCents += entry.debit;
    made.lines += entry.rows.length;
    piece += entry.rows.join("");
    if (piece.length < 1_000_000) continue;
    made.bytes += Buffer.byteLength(piece);
    if (!file.write(piece)) await once(file, "drain");
    piece = "";
  }
  made.bytes += Buffer.byteLength(piece);
  file.end(piece);
  await once(file, "close");
  return made;
}

interface MadeEntry {
  readonly rows: readonly string[];
  readonly debit: bigint;
}
type Side = readonly [account: string, label: string, party: number | null, cents: number];

function* entriesOf({ lines, year, relabelled }: FecFileOptions): Generator<MadeEntry> {
  const numbers = new Map<string, number>();
  let state = 12_345;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  for (let made = 0, index = 0; made < lines; index += 1) {
    const day = dayOf(year, Math.min(364, Math.floor((made * 365) / lines)));
    const [journal, label, sides] = sidesOf(index, next);
    const number = (numbers.get(journal) ?? 0) + 1;
    numbers.set(journal, number);
    const title = relabelled !== undefined && index % relabelled === 0 ? `Opération ${index}, rectifiée` : `Opération ${index} du mois`;
    const rows = sides.map((side) => rowOf({ journal, label, number, day, index, title }, side));
    made += rows.length;
    yield { rows, debit: sides.reduce((sum, [, , , cents]) => sum + BigInt(Math.max(cents, 0)), 0n) };
  }
}

function sidesOf(index: number, next: (below: number) => number): [string, string, Side[]] {
  const cents = 1_000 + next(5_000_000);
  const party = next(parties);
  const kind = index % 50;
  if (kind === 0) return ["PA", "Paye", payroll(next)];
  if (kind % 10 === 9) return ["OD", "Opérations diverses", sundry(next)];
  if (kind % 2 === 1)
    return [
      "TR",
      "Trésor",
      [
        ["401000", "Fournisseurs", party, cents],
        ["515000", "Compte au Trésor", null, -cents],
      ],
    ];
  const tax = Math.round(cents / 6);
  const expense = expenses[next(expenses.length)] ?? "606400";
  return [
    "HA",
    "Achats",
    [
      [expense, "Achats et services extérieurs", null, cents - tax],
      ["445660", "TVA déductible", null, tax],
      ["401000", "Fournisseurs", party, -cents],
    ],
  ];
}

function payroll(next: (below: number) => number): Side[] {
  const people: Side[] = Array.from({ length: 39 }, () => ["641100", "Rémunérations du personnel", null, 150_000 + next(300_000)]);
  return [...people, ["421000", "Personnel, rémunérations dues", null, -people.reduce((sum, [, , , cents]) => sum + cents, 0)]];
}

function sundry(next: (below: number) => number): Side[] {
  const sides: Side[] = Array.from({ length: 3 + next(8) }, (_, index) => [
    `47${1 + index}000`,
    `Compte d’attente ${1 + index}`,
    null,
    100 + next(90_000),
  ]);
  return [...sides, ["467000", "Débiteurs et créditeurs divers", null, -sides.reduce((sum, [, , , cents]) => sum + cents, 0)]];
}

function rowOf(
  {
    journal,
    label,
    number,
    day,
    index,
    title,
  }: { journal: string; label: string; number: number; day: string; index: number; title: string },
  [account, accountLabel, party, cents]: Side,
): string {
  const amount = (value: number) => `${Math.floor(value / 100)},${String(value % 100).padStart(2, "0")}`;
  const auxiliary = party === null ? ["", ""] : [`F${String(party).padStart(5, "0")}`, `Fournisseur fictif n° ${party}`];
  const texts = [`${journal}-${index}`, day, title];
  const sides = [amount(Math.max(cents, 0)), amount(Math.max(-cents, 0))];
  const fields = [journal, label, `${journal}${number}`, day, account, accountLabel, ...auxiliary, ...texts, ...sides, "", "", day, "", ""];
  return fields.join("\t") + lineEnd;
}

function dayOf(year: number, index: number): string {
  return new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10).replaceAll("-", "");
}
