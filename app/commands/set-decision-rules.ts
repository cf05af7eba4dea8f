import { checkDecisionRules, type Decider, type DecisionRule } from "#app/domain/arbitration/authority.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { decisionTables, insertDecisionTable, tableOn } from "#db/queries/arbitration/authority.ts";
import { personByLogin } from "#db/queries/people.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** A row as it is written: a named person by login. */
export interface WrittenRule extends Omit<DecisionRule, "decider"> {
  readonly decider: Extract<Decider, { kind: "role" }> | { readonly kind: "person"; readonly login: string };
}

export interface DecisionRulesInput {
  /** In the order of the table; none: whoever may decide does, without limit. */
  readonly rules: readonly WrittenRule[];
  readonly validFrom: Day;
  readonly reason: string;
}

/**
 * Says who decides what from a day on. The versions before are kept, and what was decided under them stands. It holds for every unit: the
 * capability is asked on the root, and those who decide do not hold it. Refused: no reason · a day that is over · nobody of a login · a gap, an
 * overlap, a limit that is not above 0.
 */
export async function setDecisionRules(context: CommandContext, input: DecisionRulesInput): Promise<Result<{ tableId: bigint }>> {
  return await runCommand(context, { name: "set-decision-rules", capability: "campaign.manage" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "campaign.manage");
    if (!whole.ok) return whole;
    const { validFrom } = input;
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    if (!isDay(validFrom)) return refuse({ kind: "not-a-day", text: validFrom });
    if (validFrom < context.today) return refuse({ kind: "decision-rules-past", from: validFrom, today: context.today });
    const named = await withPeople(db, input.rules);
    if (!named.ok) return named;
    const rules = checkDecisionRules(named.value);
    if (!rules.ok) return rules;
    const before = tableOn(await decisionTables(db), validFrom);
    const tableId = await insertDecisionTable(db, { rules: rules.value, validFrom, reason, author: context.actor.id });
    touch({ kind: "decisionTable", id: String(tableId), detail: { validFrom, reason, before: before?.rules ?? [], after: rules.value } });
    return accept({ tableId });
  });
}

async function withPeople(db: Db, rules: readonly WrittenRule[]): Promise<Result<DecisionRule[]>> {
  const named: DecisionRule[] = [];
  for (const { decider, ...rule } of rules) {
    if (decider.kind === "role") {
      named.push({ ...rule, decider });
      continue;
    }
    const person = await personByLogin(db, decider.login);
    if (!person) return refuse({ kind: "not-found", what: "person", id: decider.login });
    named.push({ ...rule, decider: { kind: "person", id: person.id, name: person.name } });
  }
  return accept(named);
}
