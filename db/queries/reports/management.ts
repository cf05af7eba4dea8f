import { sum } from "#app/domain/quantity.ts";
import { amount, line, saidAmount, sentence, table, text, word } from "#app/domain/reports/compose.ts";
import type { ReportBlock, ReportPart, ReportRow } from "#app/domain/reports/report.ts";
import { reviewedResources } from "#app/domain/review/cause.ts";
import { alertsOf } from "../alerts/alert.ts";
import { explanationsOf } from "../review/explanation.ts";
import { narrativesOf } from "../review/narrative.ts";
import { budgetTable } from "./budget-table.ts";
import { executedByAction, executedByUnit, unitCredits } from "./execution-part.ts";
import { codesOf, type ReportFrame } from "./frame.ts";
import { followedIn, landingPart } from "./landing-parts.ts";
import { averageOf, categoryTable, staffCategories } from "./staff-tables.ts";

/** The management report: what was done of the year's credits, where they land, why, what is to be watched, and staff against their ceiling. */
export async function managementReport(frame: ReportFrame): Promise<ReportPart[]> {
  const { db, year, asOf } = frame;
  const budget = await budgetTable(db, year, asOf);
  const credits = await unitCredits(frame);
  const [opened, used] = [sum(budget.lines.map((own) => own.opened.CP)), sum(budget.lines.map((own) => own.used.CP))];
  return [
    {
      name: "execution",
      blocks: [
        sentence("executed", {
          used: saidAmount(used, "CP"),
          opened: saidAmount(opened, "CP"),
          rate: { kind: "rate", part: used, whole: opened },
        }),
        executedByAction(budget),
        executedByUnit(frame, credits),
      ],
    },
    landingPart(frame, await followedIn(frame, "CP")),
    await variancePart(frame),
    await alertPart(frame),
    await staffPart(frame),
  ];
}

/** Why units are not where they were expected: the causes that they gave, and what they tell of their year. */
export async function variancePart({ db, year, units }: ReportFrame): Promise<ReportPart> {
  const codes = codesOf(units);
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  const rows: ReportRow[] = [];
  for (const resource of reviewedResources) {
    const told = [...(await explanationsOf(db, { year, resource, units: codes })).values()];
    for (const { unit, spendingClass, causes } of told.sort((one, other) => (one.unit < other.unit ? -1 : 1))) {
      for (const { cause, amount: part, note } of causes) {
        const key = `${unit} ${spendingClass} ${resource} ${cause}`;
        rows.push(line(key, [labels.get(unit) ?? unit, spendingClass, resource, cause, part, note]));
      }
    }
  }
  const narratives = await narrativesOf(db, { year, units: codes });
  return {
    name: "variances",
    blocks: [
      ...(rows.length === 0
        ? [sentence("noCause")]
        : [table("causes", [text("unit"), word("titles"), word("measure"), word("cause"), amount("amount", "EUR"), text("note")], rows)]),
      ...units.flatMap(({ code, label }): ReportBlock[] => {
        const own = narratives.get(code)?.narrative ?? "";
        return own === "" ? [] : [{ kind: "words", of: label, text: own }];
      }),
    ],
  };
}

/** What asks for attention, the serious first. */
export async function alertPart({ db, year, units }: ReportFrame): Promise<ReportPart> {
  const alerts = await alertsOf(db, { year, units: codesOf(units), states: ["open", "answered", "snoozed"] });
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  const serious = alerts.filter(({ level }) => level === "serious").length;
  return {
    name: "alerts",
    blocks: [
      sentence("alertCount", {
        serious: { kind: "count", count: BigInt(serious) },
        watch: { kind: "count", count: BigInt(alerts.length - serious) },
      }),
      ...(alerts.length === 0
        ? []
        : [
            table(
              "alerts",
              [
                ...[text("unit"), word("level"), word("sign"), word("measure"), amount("amount", "EUR"), amount("amount", "ETPT")],
                { name: "since", kind: "day" },
              ],
              alerts.map((own) => {
                const isStaff = own.resource === "ETPT";
                return line(`${own.unit} ${own.cause} ${own.resource}`, [
                  ...[labels.get(own.unit) ?? own.unit, own.level, own.sign, own.resource],
                  ...[isStaff ? null : own.amount, isStaff ? own.amount : null, own.openedOn],
                ]);
              }),
            ),
          ]),
    ],
  };
}

/** Staff against their ceiling, and where they land. */
export async function staffPart(frame: ReportFrame): Promise<ReportPart> {
  const categories = await staffCategories(frame);
  const ceiling = sum(categories.map((own) => own.ceiling));
  if (categories.length === 0) return { name: "staff", blocks: [sentence("noStaff")] };
  const landing = (await followedIn(frame, "ETPT"))?.of(codesOf(frame.units)).landing;
  const average = averageOf(sum(categories.map((own) => own.used)), frame.months);
  return {
    name: "staff",
    blocks: [
      ...(landing && average !== null
        ? [
            sentence("staffLands", {
              ...{
                average: saidAmount(average, "ETPT"),
                ceiling: saidAmount(ceiling, "ETPT"),
                likely: saidAmount(landing.likely, "ETPT"),
              },
              ...{ low: saidAmount(landing.low, "ETPT"), high: saidAmount(landing.high, "ETPT") },
            }),
          ]
        : []),
      categoryTable(frame, categories),
    ],
  };
}
