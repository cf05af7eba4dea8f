import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import type { Place } from "#app/domain/allotment/movement.ts";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { type Quantity, spread } from "#app/domain/quantity.ts";
import { envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { actions, programme } from "#seeds/nomenclature/activities.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";
import { currentYear, firstDayIn, plannedYear } from "../plan/calendar.ts";
import { yearCredits } from "../plan/credits.ts";
import { reserveRates } from "../plan/movements.ts";
import { euros } from "../plan/requests.ts";
import * as words from "../plan/words.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/**
 * Opens the planned exercise with the credits that the finance bill would give it (« fictif »): once the precautionary reserve is set aside, what
 * the campaign's envelopes may share out, so that what is arbitrated can be notified on the first day.
 */
export async function openNextYear(set: StageSet, campaignId: string): Promise<void> {
  const on = firstDayIn(plannedYear, 1);
  accepted(await openFiscalYear(await set.system(on), { year: plannedYear }), `exercise ${plannedYear}`);
  const envelopes = await set.database.read(set.organisation, (db) => envelopesOf(db, campaignId));
  const lines = envelopes.filter(({ targetYear }) => targetYear === plannedYear).flatMap(openedFor);
  const reason = words.nextBudget(plannedYear);
  const opened = lines.map(({ frozen: _, ...line }) => line);
  const opening = { fiscalYear: plannedYear, on, origin: "initialBudget", reason, lines: opened } as const;
  accepted(await openCredits(set.as("programme", on), opening), reason);
  const frozen = lines.flatMap(({ resource, amount, frozen: part, ...place }) =>
    part === 0n
      ? []
      : [{ resource, amount: part, from: { stage: "unallocated" as const, ...place }, to: { stage: "reserve" as const, ...place } }],
  );
  accepted(await moveCredits(set.as("programme", on), { kind: "freeze", on, reason: words.freeze(plannedYear), lines: frozen }), reason);
}

interface Opened extends Place {
  readonly resource: PlannedAmount["measure"];
  readonly amount: Quantity;
  /** Of it, what the reserve keeps. */
  readonly frozen: Quantity;
}

/** By action, as the current year's credits are shared: the least round amount that leaves the envelope once the reserve is taken. */
function openedFor({ spendingClass, measure, amount }: PlannedAmount): Opened[] {
  const nature = spendingClass === "personnel" ? "T2" : "HT2";
  if (measure === "ETPT" || measure === "DAY") {
    return [{ unit: rootUnit, nature, activity: programme, resource: measure, amount, frozen: 0n }];
  }
  const kind = spendingClass === "personnel" ? "T2" : measure === "AE" ? "HT2_AE" : "HT2_CP";
  const left = 10_000n - reserveRates[kind];
  const gross = roundedUp((amount * 10_000n + left - 1n) / left, euros(10_000));
  const credits = yearCredits(currentYear).initial[kind];
  const weights = actions.map((action) => credits[action]);
  const parts = spread(gross, weights);
  const kept = spread((gross * reserveRates[kind] + 5_000n) / 10_000n, weights);
  return actions.map((activity, index) => {
    return { unit: rootUnit, nature, activity, resource: measure, amount: parts[index] ?? 0n, frozen: kept[index] ?? 0n };
  });
}

function roundedUp(amount: Quantity, whole: Quantity): Quantity {
  return ((amount + whole - 1n) / whole) * whole;
}
