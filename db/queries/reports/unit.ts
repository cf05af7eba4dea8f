import { sum } from "#app/domain/quantity.ts";
import { amount, line, saidAmount, sentence, table, word } from "#app/domain/reports/compose.ts";
import type { ReportPart, ReportRow, ReportTable } from "#app/domain/reports/report.ts";
import { readCube } from "../cube/cube.ts";
import type { FollowUp } from "../follow-up.ts";
import { executedByUnit, unitCredits } from "./execution-part.ts";
import { codesOf, monthsIn, type ReportFrame } from "./frame.ts";
import { classLanding, followedIn, landingPart } from "./landing-parts.ts";
import { alertPart, staffPart, variancePart } from "./management.ts";
import { monthsPicture } from "./note.ts";

/** The sheet of a unit and of those below it: from what was asked to where it lands, its months, its alerts, what it tells, its staff. */
export async function unitSheet(frame: ReportFrame): Promise<ReportPart[]> {
  const found = await followedIn(frame, "CP");
  const credits = await unitCredits(frame);
  const of = (measure: "notified" | "used") => sum(credits.map((own) => own.of(measure, "CP")));
  return [
    {
      name: "summary",
      blocks: [
        sentence("unitStands", {
          ...{ used: saidAmount(of("used"), "CP"), notified: saidAmount(of("notified"), "CP") },
          rate: { kind: "rate", part: of("used"), whole: of("notified") },
        }),
        executedByUnit(frame, credits),
      ],
    },
    { name: "ladder", blocks: [await ladderTable(frame, found)] },
    { name: "months", blocks: found ? [monthsPicture(frame, found), monthTable(frame, found)] : [] },
    landingPart(frame, found),
    await variancePart(frame),
    await alertPart(frame),
    await staffPart(frame),
  ];
}

const steps = ["asked", "decided", "notified", "released", "used", "likely"] as const;

/**
 * From what was asked to where the year lands: AE and CP outside title 2, for what personnel was asked to cost is not everybody's to read; all staff.
 */
async function ladderTable(frame: ReportFrame, found: FollowUp | undefined): Promise<ReportTable> {
  const { db, year, units, asOf } = frame;
  const measures = ["notified", "released", "used"] as const;
  const money = {
    resources: ["AE", "CP"],
    years: [year],
    by: [],
    where: { unit: codesOf(units), spendingClass: ["nonPersonnel"] },
  } as const;
  const staff = { resources: ["ETPT"], years: [year], by: [], where: { unit: codesOf(units) } } as const;
  const day = { asOf: { on: asOf, known: false } } as const;
  const told = [...(await readCube(db, { ...money, measures, ...day })), ...(await readCube(db, { ...staff, measures, ...day }))];
  const planned = [
    ...(await readCube(db, { ...money, measures: ["asked", "decided"] })),
    ...(await readCube(db, { ...staff, measures: ["asked", "decided"] })),
  ];
  const landings = {
    AE: landingIn(frame, await followedIn(frame, "AE")),
    CP: landingIn(frame, found),
    ETPT: (await followedIn(frame, "ETPT"))?.of(codesOf(units)).landing?.likely ?? null,
  };
  const at = (step: (typeof steps)[number], resource: "AE" | "CP" | "ETPT") => {
    if (step === "likely") return landings[resource];
    if (step === "asked" || step === "decided") return planned.find((row) => row.resource === resource)?.amounts[step] ?? null;
    return told.find((row) => row.resource === resource)?.amounts[step] ?? null;
  };
  return table(
    "ladder",
    [word("place"), amount("amount", "AE"), amount("amount", "CP"), amount("amount", "ETPT")],
    steps.map((step): ReportRow => line(step, [step, at(step, "AE"), at(step, "CP"), at(step, "ETPT")])),
  );
}

function landingIn(frame: ReportFrame, found: FollowUp | undefined) {
  return (found && classLanding(frame, found, "nonPersonnel")?.likely) ?? null;
}

function monthTable({ year, months, units }: ReportFrame, found: FollowUp): ReportTable {
  const all = found.of(codesOf(units));
  return table(
    "unitMonths",
    [{ name: "month", kind: "month" }, amount("cumulated", "CP"), amount("previous", "CP")],
    monthsIn(year)
      .slice(0, months)
      .map((month, index) => line(month, [month, all.months[index]?.used ?? null, all.months[index]?.previous ?? null])),
  );
}
