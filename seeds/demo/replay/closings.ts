import { closeYear } from "#app/commands/close-year.ts";
import { postOpeningBalances } from "#app/commands/post-opening-balances.ts";
import { currentYear, dayIn, outstandingYear } from "../plan/calendar.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/**
 * The past exercises are closed one after the other, each in March of the next, which opens with what it leaves. Last year is left to
 * close: the exercise under way is opened provisionally from it.
 */
export async function closePastYears(set: StageSet): Promise<void> {
  for (let year: number = outstandingYear; year < currentYear - 1; year += 1) {
    accepted(await closeYear(set.as("chef-comptable", dayIn(year + 1, 3, 15)), { fiscalYear: year }), `closing of ${year}`);
  }
  const opened = await postOpeningBalances(set.as("chef-comptable", dayIn(currentYear, 1, 20)), { fiscalYear: currentYear });
  accepted(opened, `provisional opening of ${currentYear}`);
}
