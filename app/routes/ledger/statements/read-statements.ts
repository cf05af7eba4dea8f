import { composeStatements, type Statements } from "#app/domain/ledger/statements/composition.ts";
import { statementDifference } from "#app/domain/ledger/statements/difference.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import { type Exercise, exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { arrangementOn, statementBalances } from "#db/queries/ledger/statements.ts";

export interface ReadStatements {
  readonly exercise: Exercise;
  readonly now: Statements;
  readonly before: { readonly exercise: Exercise; readonly statements: Statements; readonly restated: boolean } | null;
}

/**
 * The statements of an exercise under the arrangement of its last day, and those of the exercise before under the same one, so that the
 * two columns compare (IPSAS 1.55); `restated` says that the year before was presented otherwise. Undefined: no such exercise.
 */
export async function readStatements(db: Db, year: number, locale: Locale): Promise<ReadStatements | undefined> {
  const exercise = await exerciseNamed(db, year);
  if (!exercise) return undefined;
  const arrangement = await arrangementOn(db, exercise.lastDay, locale);
  const now = composeStatements(arrangement, await statementBalances(db, year));
  const earlier = await exerciseNamed(db, year - 1);
  const balances = earlier ? await statementBalances(db, earlier.year) : [];
  if (!earlier || balances.length === 0) return { exercise, now, before: null };
  const statements = composeStatements(arrangement, balances);
  const asPresented = composeStatements(await arrangementOn(db, earlier.lastDay, locale), balances);
  return { exercise, now, before: { exercise: earlier, statements, restated: statementDifference(asPresented, statements).length > 0 } };
}
