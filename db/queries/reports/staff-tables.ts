import { addMonths, monthOf, monthOfYear } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { amount, line, rateOf, sentence, share, table, text, whole } from "#app/domain/reports/compose.ts";
import type { ReportPart, ReportTable } from "#app/domain/reports/report.ts";
import { labelsOf } from "../allotment-places.ts";
import { readCube } from "../cube/cube.ts";
import { codesOf, monthsIn, type ReportFrame } from "./frame.ts";
import { staffMovesIn } from "./staff-moves.ts";

/** Staff of one category: its ceiling, what months that are over consumed of it, and how many people that is on average. */
export interface StaffCategory {
  readonly code: string;
  readonly label: string;
  readonly ceiling: Quantity;
  readonly used: Quantity;
  readonly average: Quantity | null;
}

export async function staffCategories({ db, year, asOf, months, units }: ReportFrame): Promise<StaffCategory[]> {
  const question = { resources: ["ETPT"], years: [year], by: ["nature"], where: { unit: codesOf(units) } } as const;
  const opened = await readCube(db, { ...question, measures: ["opened"], asOf: { on: asOf, known: false } });
  const used =
    months === 0 ? [] : await readCube(db, { ...question, measures: ["used"], upTo: addMonths(monthOfYear(year, 1), months - 1) });
  const codes = [...new Set([...opened, ...used].map(({ at }) => at.nature ?? ""))].sort();
  const labels = await labelsOf(db, "nature", codes, asOf);
  return codes.map((code) => {
    const ceiling = sum(opened.filter(({ at }) => (at.nature ?? "") === code).map(({ amounts }) => amounts.opened));
    const own = sum(used.filter(({ at }) => (at.nature ?? "") === code).map(({ amounts }) => amounts.used));
    return { code, label: labels.get(code) ?? code, ceiling, used: own, average: averageOf(own, months) };
  });
}

/** People present on average over months of which each counts for a twelfth. */
export function averageOf(used: Quantity, months: number): Quantity | null {
  return months === 0 ? null : (used * 12n) / BigInt(months);
}

export function categoryTable({ months }: ReportFrame, categories: readonly StaffCategory[]): ReportTable {
  const [ceiling, used] = [sum(categories.map((own) => own.ceiling)), sum(categories.map((own) => own.used))];
  return table(
    "categories",
    [text("category"), amount("ceiling", "ETPT"), amount("used", "ETPT"), amount("average", "ETPT"), share],
    [
      ...categories.map((own) => line(own.code, [own.label, own.ceiling, own.used, own.average, rateOf(own.used, own.ceiling)])),
      whole([null, ceiling, used, averageOf(used, months), rateOf(used, ceiling)]),
    ],
  );
}

/** Month after month: people present, and what the year has consumed of its ceiling so far; the same months of the year before. */
export async function staffMonths({ db, year, months, units }: ReportFrame): Promise<ReportTable> {
  const rows = await readCube(db, {
    ...{ measures: ["used"], resources: ["ETPT"], years: [year - 1, year], by: ["month"], where: { unit: codesOf(units) } },
  });
  const of = (month: string) => sum(rows.filter(({ at }) => at.month === month).map(({ amounts }) => amounts.used));
  const shown = monthsIn(year).slice(0, months);
  return table(
    "staffMonths",
    [{ name: "month", kind: "month" }, amount("average", "ETPT"), amount("cumulated", "ETPT"), amount("previous", "ETPT")],
    shown.map((month, index) =>
      line(month, [month, of(month) * 12n, sum(shown.slice(0, index + 1).map(of)), of(addMonths(month, -12)) * 12n]),
    ),
  );
}

/** Entries and exits of the year, by category, in people, and who tells them. */
export async function staffMovesPart(frame: ReportFrame): Promise<ReportPart> {
  const { source, moves } = await staffMovesIn(frame);
  if (moves.length === 0) return { name: "moves", blocks: [sentence("noMoves")] };
  const cells = (entries: Quantity, exits: Quantity) => [entries, exits, entries - exits];
  const rows = moves.map((own) => line(own.category, [own.label, ...cells(own.entries, own.exits)]));
  const all = whole([null, ...cells(sum(moves.map((own) => own.entries)), sum(moves.map((own) => own.exits)))]);
  const columns = [text("category"), amount("entries", "ETPT"), amount("exits", "ETPT"), amount("balance", "ETPT")];
  return {
    name: "moves",
    blocks: [sentence(source === "contracts" ? "movesOfContracts" : "movesOfRequests"), table("staffMoves", columns, [...rows, all])],
  };
}

/** What was asked and decided of the ceiling of the next year. */
export async function nextStaff({ db, year, asOf, units }: ReportFrame): Promise<ReportTable> {
  const rows = await readCube(db, {
    ...{ measures: ["asked", "decided"], resources: ["ETPT"], years: [year + 1], by: ["nature"], where: { unit: codesOf(units) } },
  });
  const codes = rows.map(({ at }) => at.nature ?? "").sort();
  const labels = await labelsOf(db, "nature", codes, asOf);
  const of = (code: string) => rows.find(({ at }) => (at.nature ?? "") === code)?.amounts ?? { asked: 0n, decided: 0n };
  return table(
    "nextStaff",
    [text("category"), amount("asked", "ETPT"), amount("decided", "ETPT")],
    [
      ...codes.map((code) => line(code, [labels.get(code) ?? code, of(code).asked, of(code).decided])),
      ...(codes.length === 0
        ? []
        : [whole([null, sum(rows.map(({ amounts }) => amounts.asked)), sum(rows.map(({ amounts }) => amounts.decided))])]),
    ],
  );
}

/** Pay by category of spending, and what it was on the same day of the year before. */
export async function payroll({ db, year, asOf, units }: ReportFrame): Promise<ReportTable> {
  const question = { measures: ["used"], resources: ["CP"], by: ["category"] } as const;
  const where = { unit: codesOf(units), spendingClass: ["personnel"] };
  const now = await readCube(db, { ...question, where, years: [year], asOf: { on: asOf, known: false } });
  const dayBefore = `${addMonths(monthOf(asOf), -12)}${asOf.slice(7) === "-29" && asOf.slice(5, 7) === "02" ? "-28" : asOf.slice(7)}`;
  const before = await readCube(db, { ...question, where, years: [year - 1], asOf: { on: dayBefore, known: false } });
  const codes = [...new Set([...now, ...before].map(({ at }) => at.category ?? ""))].sort();
  const labels = await labelsOf(db, "nature", codes, asOf);
  const of = (rows: typeof now, code: string) =>
    sum(rows.filter(({ at }) => (at.category ?? "") === code).map(({ amounts }) => amounts.used));
  return table(
    "payroll",
    [text("category"), amount("used", "CP"), amount("previous", "CP")],
    [
      ...codes.map((code) => line(code, [code === "" ? null : (labels.get(code) ?? code), of(now, code), of(before, code)])),
      whole([null, sum(now.map(({ amounts }) => amounts.used)), sum(before.map(({ amounts }) => amounts.used))]),
    ],
  );
}
