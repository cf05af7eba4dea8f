import { sql } from "kysely";
import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import type { Stage } from "#app/domain/stage.ts";
import { must, type SmallOrganisation } from "./small-organisation.ts";

export const voted = { unit: "INSEE", activity: "01" } as const;
/** Where DR44 spends. */
export const dr = { unit: "DR44", nature: "31", activity: "01-ENQ" } as const;
export const staff = { unit: "DR44", nature: "21", activity: "01-ENQ" } as const;

/** Opens credits at the programme: the same AE and CP in T2 and in HT2, in cents. */
export async function open(organisation: SmallOrganisation, amount: bigint, year = 2026): Promise<void> {
  const lines = (["T2", "HT2"] as const).flatMap((nature) =>
    (["AE", "CP"] as const).map((resource) => ({ ...voted, nature, resource, amount })),
  );
  const input = { fiscalYear: year, on: `${year}-01-02`, origin: "initialBudget", reason: "LFI", lines } as const;
  must(await openCredits(await organisation.system(), input));
}

/** Opens credits, notifies them to DR44 and puts them at its disposal: the same AE and CP in category 21 and in nature 31. */
export async function allot(organisation: SmallOrganisation, amount: bigint, year = 2026): Promise<void> {
  await open(organisation, amount, year);
  const targets = [
    { from: "T2", to: staff },
    { from: "HT2", to: dr },
  ] as const;
  const parts = targets.flatMap(({ from, to }) => (["AE", "CP"] as const).map((resource) => ({ from, to, resource, amount })));
  const notification = parts.map(({ from, to, ...part }) => {
    return { ...part, from: { stage: "unallocated" as const, ...voted, nature: from }, to: { stage: "notified" as const, ...to } };
  });
  const allotment = parts.map(({ to, resource }) => ({
    resource,
    amount,
    from: { stage: "notified" as const, ...to },
    to: { stage: "allotted" as const, ...to },
  }));
  must(
    await moveCredits(await organisation.system(), {
      kind: "notification",
      on: `${year}-01-05`,
      reason: "Notification",
      lines: notification,
    }),
  );
  must(
    await moveCredits(await organisation.system(), {
      kind: "allotment",
      on: `${year}-01-06`,
      reason: "Mise à disposition",
      lines: allotment,
    }),
  );
}

/** What stands at each stage of a unit, by class and resource: « nonPersonnel AE allotted » → cents; nothing is left out. */
export async function positions({ database, organisation }: SmallOrganisation, unit: string, year = 2026): Promise<Record<string, bigint>> {
  return await database.read(organisation, async (db) => {
    const rows = await db
      .selectFrom("stage_position")
      .where("fiscal_year", "=", year)
      .where("unit", "=", unit)
      .where("amount", "<>", 0n)
      .select(["spending_class", "resource", "stage", "amount"])
      .execute();
    return Object.fromEntries(
      rows.map(({ spending_class, resource, stage, amount }) => [`${spending_class} ${resource} ${stage}`, amount]),
    );
  });
}

/** Debit − credit of each account of the general book that does not stand at nothing. */
export async function trialBalance({ database, organisation }: SmallOrganisation): Promise<Record<string, bigint>> {
  return await database.read(organisation, async (db) => {
    const { rows } = await sql<{ account: string; balance: bigint }>`
      select account, sum(debit - credit)::bigint as balance from account_balance where book = 'general'
       group by account having sum(debit - credit) <> 0 order by account`.execute(db);
    return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
  });
}

/** Debit − credit of the budget book for each resource: always nothing. */
export async function budgetSums({ database, organisation }: SmallOrganisation): Promise<Record<string, bigint>> {
  return await database.read(organisation, async (db) => {
    const { rows } = await sql<{ resource: string; balance: bigint }>`
      select resource, sum(debit - credit)::bigint as balance from account_balance where book = 'budget' group by resource`.execute(db);
    return Object.fromEntries(rows.map(({ resource, balance }) => [resource, balance]));
  });
}

export async function held(organisation: SmallOrganisation, stage: Stage, resource: "AE" | "CP", unit = "DR44"): Promise<bigint> {
  return (await positions(organisation, unit))[`nonPersonnel ${resource} ${stage}`] ?? 0n;
}
