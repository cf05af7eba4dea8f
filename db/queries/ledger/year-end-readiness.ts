import { sql } from "kysely";
import { dueThrough } from "#app/domain/ledger/assets/asset.ts";
import { composeStatements } from "#app/domain/ledger/statements/composition.ts";
import { type Day, monthOf } from "#app/domain/month.ts";
import { absolute, type Quantity, sum } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { assetTies, registeredAssets } from "./assets.ts";
import { cutOffProposals, decidedItems } from "./cut-off.ts";
import { arrangementOn, statementBalances } from "./statements.ts";

interface Measure {
  readonly count: number;
  readonly amount: Quantity | null;
}
interface Ending {
  readonly year: number;
  readonly lastDay: Day;
}

/** Accounts that no line of the statements takes, and what would be missing from them, in cents. */
export async function accountsWithoutLine(db: Db, { year, lastDay }: Ending): Promise<Measure> {
  const { strays } = composeStatements(await arrangementOn(db, lastDay, "fr"), await statementBalances(db, year));
  return { count: strays.length, amount: sum(strays.map(({ balance }) => absolute(balance))) };
}

/** Assets whose plan requires more at the end of the exercise than the books hold. */
export async function depreciationMissing(db: Db, { lastDay }: Ending): Promise<Measure> {
  const assets = await registeredAssets(db, { on: lastDay, everPosted: true });
  const due = assets
    .filter(({ disposalId }) => disposalId === null)
    .map((asset) => dueThrough(asset, monthOf(lastDay)))
    .filter((amount) => amount > 0n);
  return { count: due.length, amount: sum(due) };
}

/** Accounts of fixed assets where the register and the ledger differ. */
export async function assetsNotTied(db: Db, { year, lastDay }: Ending): Promise<Measure> {
  const gaps = (await assetTies(db, { fiscalYear: year, lastDay })).filter(({ gap }) => gap !== 0n);
  return { count: gaps.length, amount: sum(gaps.map(({ gap }) => absolute(gap))) };
}

/** Inventory entries that were kept and are not posted. */
export async function cutOffUnposted(db: Db, { year }: Ending): Promise<Measure> {
  const { rows } = await sql<{ count: bigint; amount: Quantity }>`
    select count(*) as count, coalesce(sum(amount), 0)::bigint as amount from cut_off_item where fiscal_year = ${year} and state = 'accepted'`.execute(
    db,
  );
  return { count: Number(rows[0]?.count ?? 0n), amount: rows[0]?.amount ?? 0n };
}

/** Inventory entries that the documents propose, and that nobody kept or put aside: null where only a person can say how much. */
export async function cutOffUndecided(db: Db, exercise: Ending & { readonly firstDay: Day }): Promise<Measure> {
  const decided = new Set((await decidedItems(db, exercise.year)).map(({ key }) => key));
  const waiting = (await cutOffProposals(db, exercise)).filter(({ key }) => !decided.has(key));
  const amounts = waiting.flatMap(({ amount }) => amount ?? []);
  return { count: waiting.length, amount: amounts.length === 0 ? null : sum(amounts) };
}
