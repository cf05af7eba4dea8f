import { randomUUID } from "node:crypto";
import { treasuryAccount } from "#app/domain/execution/accounts.ts";
import { generalEntry } from "#app/domain/execution/expense-entries.ts";
import { type Day, lastDayOf, type Month, monthOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { exercise, exercisesOf } from "#db/queries/execution-reference.ts";
import { fundingAccount, treasuryBalance } from "#db/queries/ledger/opening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** A month that ends, or the closing period of an exercise, whose last payments are made after its last day. */
export type StateFundingInput = { readonly month: Month } | { readonly complementaryOf: number };

/**
 * At the end of a month the State funds what the department paid (`books.md`): D 515, C the liaison account, for what the account at the
 * Treasury lacks. What it lacks after the payments of the complementary period is funded there, dated the last day. Zero when it lacks nothing.
 */
export async function recordStateFunding(context: CommandContext, input: StateFundingInput): Promise<Result<{ amount: Quantity }>> {
  const { actor, today } = context;
  return await runCommand(context, { name: "record-state-funding", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const funded = await fundedTime(db, input);
    if (!funded.ok) return funded;
    const { year, on, month, complementary } = funded.value;
    const lacking = -(await treasuryBalance(db, year, treasuryAccount, on));
    if (lacking <= 0n) return accept({ amount: 0n });
    const liaison = await fundingAccount(db, on);
    if (liaison === undefined) return refuse({ kind: "unknown-code", dimension: "account", code: "181" });
    const line = { resource: "EUR", voucher: `FE-${month}`, voucherDate: on } as const;
    const entry = generalEntry({ eventId: randomUUID(), on, label: `Financement de l’État, ${month}` }, "TR", [
      { ...line, account: treasuryAccount, debit: lacking, credit: 0n },
      { ...line, account: liaison, debit: 0n, credit: lacking },
    ]);
    const posted = await postEntries(db, [{ ...entry, complementary }], { actor: actor.id, today });
    if (!posted.ok) return posted;
    touch({ kind: "entry", id: String(posted.value[0]?.id ?? ""), detail: { ...input, amount: lacking } });
    return accept({ amount: lacking });
  });
}

interface FundedTime {
  readonly year: number;
  readonly on: Day;
  readonly month: Month;
  readonly complementary: boolean;
}

async function fundedTime(db: Db, input: StateFundingInput): Promise<Result<FundedTime>> {
  if ("complementaryOf" in input) {
    const days = await exercise(db, input.complementaryOf);
    if (!days) return refuse({ kind: "not-found", what: "year", id: String(input.complementaryOf) });
    return accept({ year: days.year, on: days.lastDay, month: monthOf(days.lastDay), complementary: true });
  }
  const on = lastDayOf(input.month);
  const years = await exercisesOf(db, [on]);
  return years.ok ? accept({ year: years.value(on), on, month: input.month, complementary: false }) : years;
}
