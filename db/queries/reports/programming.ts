import { coverage } from "#app/domain/execution/coverage.ts";
import { sum } from "#app/domain/quantity.ts";
import { amount, line, saidAmount, sentence, table, text, whole, word } from "#app/domain/reports/compose.ts";
import type { ReportPart, ReportTable } from "#app/domain/reports/report.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { readCube } from "../cube/cube.ts";
import { creditsToPay, envelopesToPay } from "../execution-coverage.ts";
import { dueByUnit } from "../execution-outstanding.ts";
import { plannedExpenses } from "../planned/expense.ts";
import { budgetTable } from "./budget-table.ts";
import { creditsByUnit, unitCredits, votedByActionTable } from "./execution-part.ts";
import { codesOf, monthsIn, type ReportFrame } from "./frame.ts";
import { mainCommitments } from "./main-acts.ts";
import { obligationParts } from "./obligations.ts";

/** The programming document (decree 2012-1246, art. 66): credits by action and by unit, the reserve, when they will be paid, what cannot be avoided, the main acts. */
export async function programmingDocument(frame: ReportFrame): Promise<ReportPart[]> {
  const { db, year, asOf } = frame;
  const budget = await budgetTable(db, year, asOf);
  const opened = (resource: "AE" | "CP") => saidAmount(sum(budget.lines.map((own) => own.opened[resource])), resource);
  return [
    {
      name: "credits",
      blocks: [
        sentence("votedSum", { ae: opened("AE"), cp: opened("CP") }),
        votedByActionTable(budget),
        creditsByUnit(frame, await unitCredits(frame)),
      ],
    },
    await reservePart(frame),
    await schedulePart(frame),
    await obligationParts(frame),
    await actsPart(frame),
  ];
}

/** What the programme keeps and what stands in the reserve of its units. */
async function reservePart({ db, year, asOf }: ReportFrame): Promise<ReportPart> {
  const places = ["programmeReserve", "unallocated", "reserve", "toRelease"] as const;
  const rows = await readCube(db, {
    ...{ measures: places, resources: ["AE", "CP"], years: [year], by: ["spendingClass"], asOf: { on: asOf, known: false } },
  });
  const shown = spendingClasses.flatMap((titles) => (["AE", "CP"] as const).map((resource) => [titles, resource] as const));
  const at = (place: (typeof places)[number], resource: "AE" | "CP", titles?: string) =>
    sum(
      rows
        .filter((row) => row.resource === resource && (titles === undefined || row.at.spendingClass === titles))
        .map(({ amounts }) => amounts[place]),
    );
  const kept = (resource: "AE" | "CP") => saidAmount(at("programmeReserve", resource) + at("reserve", resource), resource);
  return {
    name: "reserve",
    blocks: [
      sentence("reserveSum", { ae: kept("AE"), cp: kept("CP") }),
      table(
        "reserve",
        [word("place"), word("titles"), amount("amount", "AE"), amount("amount", "CP")],
        places.flatMap((place) =>
          spendingClasses.map((titles) => {
            const name = place === "reserve" ? "unitReserve" : place;
            return line(`${place} ${titles}`, [
              name,
              titles,
              ...shown.filter(([own]) => own === titles).map(([, resource]) => at(place, resource, titles)),
            ]);
          }),
        ),
      ),
    ],
  };
}

/** When what is committed will be paid, against what each year may pay; and month after month, what was planned and what was paid. Title 2 apart. */
async function schedulePart(frame: ReportFrame): Promise<ReportPart> {
  const { db, year, asOf, firstDay, today, units } = frame;
  const codes = codesOf(units);
  const from = asOf < today ? year + 1 : year;
  const due = await dueByUnit(db, { year, firstDay, on: asOf, units: codes }, from);
  const covers = [
    ...(await creditsToPay(db, from, codes)).filter((cover) => cover.year === from),
    ...(await envelopesToPay(db, from, undefined)),
  ];
  const bands = coverage(due, covers, from);
  return {
    name: "schedule",
    blocks: [
      sentence("dueSum", { due: saidAmount(sum(bands.map((band) => band.due)), "CP"), first: saidAmount(bands[0]?.due ?? 0n, "CP") }),
      table(
        "bands",
        [text("year"), ...(["due", "overdue", "cover", "room"] as const).map((name) => amount(name, "CP"))],
        bands.map((band) =>
          line(String(band.year), [band.open ? `${band.year} +` : String(band.year), band.due, band.overdue, band.cover, band.room]),
        ),
      ),
      await monthlyTable(frame),
    ],
  };
}

async function monthlyTable({ db, year, asOf, units }: ReportFrame): Promise<ReportTable> {
  const question = {
    resources: ["CP"],
    years: [year],
    by: ["month"],
    where: { unit: codesOf(units), spendingClass: ["nonPersonnel"] },
  } as const;
  const planned = await readCube(db, { ...question, measures: ["decided"] });
  const used = await readCube(db, { ...question, measures: ["used"], asOf: { on: asOf, known: false } });
  const plan = (month: string | null) => sum(planned.filter(({ at }) => at.month === month).map(({ amounts }) => amounts.decided));
  const paid = (month: string | null) => sum(used.filter(({ at }) => at.month === month).map(({ amounts }) => amounts.used));
  const months = [...monthsIn(year), ...(plan(null) === 0n ? [] : [null])];
  return table(
    "monthly",
    [{ name: "month", kind: "month" }, amount("planned", "CP"), amount("used", "CP")],
    [
      ...months.map((month) => line(month ?? "none", [month, plan(month), paid(month)])),
      whole([null, sum(planned.map(({ amounts }) => amounts.decided)), sum(used.map(({ amounts }) => amounts.used))]),
    ],
  );
}

const listed = 20;

/** The largest commitments of the year, and the largest expenses that are planned and not committed yet. */
async function actsPart(frame: ReportFrame): Promise<ReportPart> {
  const { db, year, units } = frame;
  const commitments = await mainCommitments(frame, listed);
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  const named = (codes: readonly string[]) => codes.map((code) => labels.get(code) ?? code).join(", ");
  const planned = (await plannedExpenses(db, { year, units: codesOf(units), state: "planned" }))
    .map((own) => ({ ...own, left: own.amount - own.matched }))
    .filter(({ left }) => left > 0n)
    .sort((one, other) => (one.left === other.left ? (one.number < other.number ? -1 : 1) : one.left < other.left ? 1 : -1))
    .slice(0, listed);
  return {
    name: "acts",
    blocks: [
      sentence("actsSum", {
        ...{ count: { kind: "count", count: BigInt(commitments.length) }, planned: { kind: "count", count: BigInt(planned.length) } },
        amount: saidAmount(sum(commitments.map((own) => own.committed)), "AE"),
      }),
      table(
        "commitments",
        [
          text("number"),
          text("object"),
          text("party"),
          text("unit"),
          { name: "day", kind: "day" },
          amount("amount", "AE"),
          amount("paid", "CP"),
        ],
        commitments.map((own) =>
          line(own.number, [own.number, own.label, own.party, named(own.units), own.committedOn, own.committed, own.paid]),
        ),
      ),
      ...(planned.length === 0
        ? []
        : [
            table(
              "planned",
              [text("object"), text("unit"), text("supplier"), { name: "month", kind: "month" }, amount("left", "AE")],
              planned.map((own) => line(String(own.number), [own.object, own.unitLabel, own.supplier, own.month, own.left])),
            ),
          ]),
    ],
  };
}
