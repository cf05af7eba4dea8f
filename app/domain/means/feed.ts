import { type CellKey, cellName, type StoredCell } from "../forecast/cell.ts";
import { type DetailLine, type DetailOrigin, detailSum } from "../forecast/detail.ts";
import { plannedYears } from "../forecast/request.ts";
import { grouped } from "../grouped.ts";
import { type Month, monthOf, yearOf } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { Replacement } from "./equipment.ts";
import type { LeaseSchedule } from "./lease-schedule.ts";

/** One thing to be committed or paid in a month, as a line under a cell tells it. */
export interface Need {
  readonly measure: "AE" | "CP";
  readonly month: Month;
  readonly label: string;
  /** Hundredths. */
  readonly quantity: bigint;
  readonly unitWord: string;
  /** Ten-thousandths of a euro. */
  readonly unitPrice: bigint;
}

const priceOf = (cents: Quantity) => cents * 100n;
const one = 100n;

/** What a lease asks of a forecast, month by month; the words stand in the sheet as typed ones would, in the language of the institute. */
export function leaseNeeds(lease: string, { commitments, payments }: Pick<LeaseSchedule, "commitments" | "payments">): Need[] {
  const words = { firm: "Période ferme", continuation: "Suite du bail", revision: "Révision du loyer" } as const;
  const line = (measure: Need["measure"], month: Month, label: string, unitWord: string, amount: Quantity): Need[] =>
    amount === 0n ? [] : [{ measure, month, label: `${label}, bail ${lease}`, quantity: one, unitWord, unitPrice: priceOf(amount) }];
  return [
    ...commitments.flatMap(({ kind, on, from, to, amount }) =>
      line("AE", monthOf(on), `${words[kind]} du ${inFrench(from)} au ${inFrench(to)}`, "engagement", amount),
    ),
    ...payments.flatMap(({ month, rent, charges }) => [
      ...line("CP", month, "Loyer", "échéance", rent),
      ...line("CP", month, "Charges", "échéance", charges),
    ]),
  ];
}

/** What a lot of machines asks: their number × their price, when they are ordered and when they are paid. */
export function equipmentNeeds(
  lot: { readonly code: string; readonly label: string; readonly count: number; readonly unitPrice: Quantity },
  replaced: readonly Replacement[],
): Need[] {
  const { code, label, count, unitPrice } = lot;
  const own = {
    label: `Renouvellement ${code}, ${label}`.slice(0, 200),
    quantity: BigInt(count) * one,
    unitWord: "matériels",
    unitPrice: priceOf(unitPrice),
  };
  return replaced.flatMap(({ month, paid }) => [
    { ...own, measure: "AE" as const, month },
    { ...own, measure: "CP" as const, month: paid },
  ]);
}

/** A cell of a line as it stands and as the needs leave it. */
export interface FedCell extends CellKey {
  readonly before: Quantity | null;
  readonly after: Quantity | null;
  /** What the needs bring of it. */
  readonly brought: Quantity;
  /** All the lines that the cell holds afterwards; none: it is free, and empty. */
  readonly lines: readonly DetailLine[];
}

/** The line that is fed, as it stands. */
export interface FedLine {
  readonly cells: readonly StoredCell[];
  /** What stands under its cells, by `cellName`. */
  readonly details: ReadonlyMap<string, readonly DetailLine[]>;
  /** The year that its sheet plans first. */
  readonly firstYear: number;
}

/** What becomes of a figure that was typed without a detail: it stays as a line of its own, or leaves its place. */
export const typedFates = ["keep", "replace"] as const;
export type TypedFate = (typeof typedFates)[number];

const typedBefore = "Montant saisi auparavant";

/**
 * The cells of AE and CP that change when the needs of an origin are brought in a line: what it brought before goes, whatever it was, so that bringing
 * twice is bringing once. A year whose months are planned takes them month by month, another as a whole. Years that the sheet does not plan are left out.
 * No need at all takes back what was brought.
 */
export function feedCells(line: FedLine, origin: DetailOrigin, needs: readonly Need[], typed: TypedFate): FedCell[] {
  const { cells, details, firstYear } = line;
  const planned = needs.filter(({ month }) => yearOf(month) >= firstYear && yearOf(month) <= firstYear + plannedYears);
  const byMonth = new Set(cells.filter(({ month, amount }) => month > 0 && amount !== null).map(yearName));
  const placed = planned.map((need) => {
    const targetYear = yearOf(need.month);
    const own = { measure: need.measure, targetYear };
    return { need, key: { ...own, month: byMonth.has(yearName(own)) ? Number(need.month.slice(5, 7)) : 0 } };
  });
  const asked = grouped(placed, ({ key }) => cellName(key));
  const before = [...details].filter(([, lines]) => lines.some((own) => sameOrigin(own.origin, origin))).map(([name]) => name);
  return [...new Set([...asked.keys(), ...before])]
    .map((name): FedCell => {
      const key = asked.get(name)?.[0]?.key ?? keyOf(name);
      const stored = cells.find((own) => cellName(own) === name)?.amount ?? null;
      const standing = details.get(name) ?? [];
      const others = standing.filter((own) => !sameOrigin(own.origin, origin));
      const typedLine = standing.length === 0 && stored !== null && stored !== 0n && typed === "keep" ? [asLine(typedBefore, stored)] : [];
      const brought = linesOf(
        (asked.get(name) ?? []).map(({ need }) => need),
        origin,
      );
      const lines = [...others, ...typedLine, ...brought];
      return { ...key, before: stored, after: lines.length === 0 ? null : detailSum(lines), brought: detailSum(brought), lines };
    })
    .filter(({ before: held, after, lines }) => held !== after || lines.length > 0 || held !== null)
    .toSorted(
      (left, right) =>
        left.targetYear - right.targetYear ||
        (left.measure < right.measure ? -1 : left.measure > right.measure ? 1 : left.month - right.month),
    );
}

/** Equal amounts of a cell under the same words are one line: « Loyer : 4 échéances × 31 250,00 ». */
function linesOf(needs: readonly Need[], origin: DetailOrigin): DetailLine[] {
  const same = grouped(needs, ({ label, unitWord, unitPrice, quantity }) => [label, unitWord, unitPrice, quantity].join("\u0000"));
  return [...same.values()].flatMap((own) => {
    const [need] = own;
    if (!need) return [];
    const { label, unitWord, unitPrice } = need;
    return [{ label, quantity: need.quantity * BigInt(own.length), unitWord, unitPrice, origin }];
  });
}

function asLine(label: string, amount: Quantity): DetailLine {
  return { label, quantity: one, unitWord: "", unitPrice: priceOf(amount), origin: null };
}

export function sameOrigin(left: DetailOrigin | null | undefined, right: DetailOrigin): boolean {
  return left != null && left.kind === right.kind && left.code === right.code;
}

function yearName({ measure, targetYear }: Pick<CellKey, "measure" | "targetYear">): string {
  return `${measure} ${targetYear}`;
}

function keyOf(name: string): CellKey {
  const [measure = "", year, month] = name.split(" ");
  return { measure: measure as CellKey["measure"], targetYear: Number(year), month: Number(month) };
}

function inFrench(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
