import { randomUUID } from "node:crypto";
import { treasuryAccount } from "#app/domain/execution/accounts.ts";
import { generalEntry } from "#app/domain/execution/expense-entries.ts";
import { lastDayOf, type Month, yearOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { postEntries } from "#db/posting.ts";
import { fundingAccount, treasuryBalance } from "#db/queries/ledger/opening.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/**
 * At the end of a month the State funds what the department paid (`books.md`): D 515, C the liaison account, for what the account at the
 * Treasury lacks. Undefined amount when it lacks nothing.
 */
export async function recordStateFunding(context: CommandContext, input: { readonly month: Month }): Promise<Result<{ amount: Quantity }>> {
  const { actor, today } = context;
  return await runCommand(context, { name: "record-state-funding", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const on = lastDayOf(input.month);
    const lacking = -(await treasuryBalance(db, yearOf(on), treasuryAccount, on));
    if (lacking <= 0n) return accept({ amount: 0n });
    const liaison = await fundingAccount(db, on);
    if (liaison === undefined) return refuse({ kind: "unknown-code", dimension: "account", code: "181" });
    const line = { resource: "EUR", voucher: `FE-${input.month}`, voucherDate: on } as const;
    const entry = generalEntry({ eventId: randomUUID(), on, label: `Financement de l’État, ${input.month}` }, "TR", [
      { ...line, account: treasuryAccount, debit: lacking, credit: 0n },
      { ...line, account: liaison, debit: 0n, credit: lacking },
    ]);
    const posted = await postEntries(db, [entry], { actor: actor.id, today });
    if (!posted.ok) return posted;
    touch({ kind: "entry", id: String(posted.value[0]?.id ?? ""), detail: { month: input.month, amount: lacking } });
    return accept({ amount: lacking });
  });
}
