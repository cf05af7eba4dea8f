import type { Day } from "#app/domain/month.ts";
import type { Db, Organisation } from "../../client.ts";
import { type FecBooks, openingOf } from "../fec-parts.ts";
import { closingInForce } from "./closing.ts";
import { type BookRuleName, bookFaults, bookRuleNames } from "./fec-readiness/book-rules.ts";
import { type LineRuleName, lineFaults, lineRuleNames } from "./fec-readiness/line-rules.ts";
import type { FecFaultsFound } from "./fec-readiness/place.ts";

export type { FecPlace } from "./fec-readiness/place.ts";

/** What is looked at before a FEC leaves: the invariants F1 to F14 of `domain.md` §3.2 that the database does not make impossible. */
export interface FecCheck extends FecFaultsFound {
  readonly name: FecCheckName;
  /** `warning`: the law is silent, or the writer makes up for it, and says how. */
  readonly severity: "fault" | "warning";
}

export interface FecExercise {
  readonly year: number;
  readonly lastDay: Day;
}

export type FecCheckName = LineRuleName | BookRuleName;
export const fecCheckNames: readonly FecCheckName[] = [...lineRuleNames, ...bookRuleNames];

const warnings: ReadonlySet<FecCheckName> = new Set(["validated-after-entry", "party-on-class-4", "texts-whole", "labels-present"]);

/**
 * Every check, in the order of the page; a check that finds nothing is listed too. The lines of the exercise are read once for all the
 * rules that ask about a line or an entry, and once more for the totals by account.
 */
export async function fecReadiness(db: Db, { siren }: Pick<Organisation, "siren">, { year, lastDay }: FecExercise): Promise<FecCheck[]> {
  const closing = await closingInForce(db, year);
  const books: FecBooks = { fiscalYear: year, closing: closing?.id };
  const lines = await lineFaults(db, year, await openingOf(db, closing?.id));
  const { openingProvisional, faults } = await bookFaults(db, { books, lastDay, siren, closing, totals: lines.totals });
  const found = { ...lines.faults, ...faults };
  const isWarning = (name: FecCheckName) => warnings.has(name) || (name === "opening-equals-closing" && openingProvisional);
  return fecCheckNames.map((name) => ({ name, severity: isWarning(name) ? "warning" : "fault", ...found[name] }));
}
