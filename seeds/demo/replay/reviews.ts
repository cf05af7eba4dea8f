import { explainVariance, tellReview } from "#app/commands/explain-variance.ts";
import { giveLanding } from "#app/commands/set-landing.ts";
import { lastDayOf, monthOfYear } from "#app/domain/month.ts";
import { gapToTell, together } from "#app/domain/review/bridge.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { lastManualLanding } from "#db/queries/manual-landing.ts";
import { reviewedYears, yearsOf } from "#db/queries/review/reviewed-years.ts";
import { units } from "#seeds/nomenclature/units.ts";
import { dayIn } from "../plan/calendar.ts";
import { explainedYear, foretoldMonths, foretoldShare, foretoldYears, stories, toldCauses } from "../plan/reviews.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** At the end of some months of past years, each unit says where the CP of its other titles will land: never below what it has paid. */
export async function sayLandings(set: StageSet, year: number, month: number): Promise<void> {
  if (!foretoldYears.includes(year) || !foretoldMonths.includes(month)) return;
  const part = { spendingClass: "nonPersonnel", resource: "CP" } as const;
  const question = {
    measures: ["notified", "used"] as const,
    resources: [part.resource],
    years: [year],
    by: ["unit"] as const,
    where: { spendingClass: [part.spendingClass] },
  };
  // Of what the whole year will bring, the year played so far knows the first months alone.
  const upTo = monthOfYear(year, month);
  const held = await set.database.read(set.organisation, (db) => readCube(db, { ...question, upTo }));
  const on = dayIn(year, month + 1, 4);
  for (const { at, amounts } of held) {
    const unit = at.unit ?? "";
    const foretold = (amounts.notified * foretoldShare(unit, year, month)) / 1000n;
    if (foretold <= amounts.used) continue;
    const own = { ...part, year, unit };
    const before = await set.database.read(set.organisation, (db) => lastManualLanding(db, own));
    const reason = `Point de gestion au ${frenchDay(lastDayOf(upTo))}`;
    const input = { ...own, amount: foretold, reason, seenVersion: before?.version ?? 0 };
    accepted(await giveLanding(set.as("programme", on), input), `landing ${unit} ${year}`);
  }
}

/** Most units explain what they did not use of the last year, and some tell it. */
export async function tellReviews(set: StageSet): Promise<void> {
  const on = dayIn(explainedYear + 1, 2, 10);
  const codes = units.map(({ code }) => code);
  const [spendingClass, resource] = ["nonPersonnel", "CP"] as const;
  const years = await set.database.read(set.organisation, (db) =>
    reviewedYears(db, { year: explainedYear, resource, units: codes, sight: "everywhere" }),
  );
  for (const unit of codes) {
    const own = yearsOf(years, [unit], [spendingClass]);
    const causes = own.length === 0 ? [] : toldCauses(unit, gapToTell(together(own)));
    if (causes.length === 0) continue;
    const input = { year: explainedYear, unit, spendingClass, resource, causes, seenVersion: 0 };
    accepted(await explainVariance(set.as("programme", on), input), `explanation ${unit}`);
  }
  for (const [unit, narrative] of Object.entries(stories)) {
    accepted(await tellReview(set.as("programme", on), { year: explainedYear, unit, narrative, seenVersion: 0 }), `story ${unit}`);
  }
}

function frenchDay(day: string): string {
  return day.split("-").reverse().join("/");
}
