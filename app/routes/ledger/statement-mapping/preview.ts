import { composeStatements } from "#app/domain/ledger/statements/composition.ts";
import { type LineDifference, statementDifference } from "#app/domain/ledger/statements/difference.ts";
import { type MappingChange, reviseMapping } from "#app/domain/ledger/statements/mapping-change.ts";
import { afterRevision, rulesOn } from "#app/domain/ledger/statements/rules-in-force.ts";
import { isDay } from "#app/domain/month.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import type { Exercise } from "#db/queries/ledger/exercise.ts";
import { arrangementOn, closedUntil, datedRules, statementBalances } from "#db/queries/ledger/statements.ts";

/** What the address asks to try: a change of mapping, not applied. */
export function changeAsked(search: URLSearchParams): MappingChange | undefined {
  const [prefix, side, line, from] = ["prefix", "side", "line", "from"].map((name) => search.get(name)?.trim() ?? "");
  if (!prefix || !from || line === undefined || !search.has("line")) return undefined;
  const measure = search.get("measure") === "depreciation" ? "depreciation" : "gross";
  return { prefix, side: side === "debit" || side === "credit" ? side : "either", line: line === "" ? null : line, measure, from };
}

/** The lines of the exercise that the change would move, from and to which amounts; nothing is written. */
export async function previewOf(db: Db, change: MappingChange, exercise: Exercise, locale: Locale): Promise<Result<LineDifference[]>> {
  const rules = await datedRules(db);
  const { lines } = await arrangementOn(db, isDay(change.from) ? change.from : exercise.lastDay, locale);
  const revised = reviseMapping(change, { rules, lines, closedUntil: await closedUntil(db) });
  if (!revised.ok) return revised;
  const balances = await statementBalances(db, exercise.year);
  const arranged = await arrangementOn(db, exercise.lastDay, locale);
  const changed = { ...arranged, rules: rulesOn(afterRevision(rules, revised.value), exercise.lastDay) };
  return accept(statementDifference(composeStatements(arranged, balances), composeStatements(changed, balances)));
}
