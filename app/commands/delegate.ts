import { randomUUID } from "node:crypto";
import { type DelegableCapability, holds } from "#app/domain/access.ts";
import { excerptOf } from "#app/domain/inbox/notice.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { delegationsOf, insertDelegation } from "#db/queries/arbitration/delegation.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { personByLogin } from "#db/queries/people.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface DelegationInput {
  /** The login of the delegate. */
  readonly to: string;
  readonly capability: DelegableCapability;
  /** With what is below it. */
  readonly unit: string;
  readonly from: Day;
  /** The last day. */
  readonly until: Day;
  readonly reason: string;
}

/**
 * Lets somebody do in one's name what one holds by a role of one's own, from one day to another: it ends by itself. What was delegated to one is
 * not delegated further. The delegate is told. Refused, in this order: no reason · no day · a first day that is over · days out of order ·
 * nobody of that login · oneself · what one does not hold there · the same delegation on some of these days.
 */
export async function delegate(context: CommandContext, input: DelegationInput): Promise<Result<{ delegationId: string }>> {
  return await runCommand(context, { name: "delegate", capability: "signed-in" }, input, async (db, touch) => {
    const { to, capability, unit, from, until } = input;
    const { actor, today } = context;
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    for (const day of [from, until]) if (!isDay(day)) return refuse({ kind: "not-a-day", text: day });
    if (from < today) return refuse({ kind: "delegation-past", from, today });
    if (until < from) return refuse({ kind: "dates-out-of-order", earlier: from, later: until });
    const person = await personByLogin(db, to);
    if (!person) return refuse({ kind: "not-found", what: "person", id: to });
    if (person.id === actor.id) return refuse({ kind: "delegation-to-oneself" });
    if (!holds(actor.access, capability, unit)) return refuse({ kind: "delegation-not-held", capability, unit });
    const twice = (await delegationsOf(db, actor.id)).some(
      (own) =>
        own.withdrawnAt === null &&
        own.delegateId === person.id &&
        own.capability === capability &&
        own.unit === unit &&
        own.from <= until &&
        own.until >= from,
    );
    if (twice) return refuse({ kind: "delegation-twice", delegate: person.name });
    const id = randomUUID();
    await insertDelegation(db, { id, delegator: actor.id, delegate: person.id, capability, unit, from, until, reason });
    await sendNotices(db, [
      {
        ...{ recipient: person.id, kind: "delegated", unit: null, campaign: null, address: "/settings/delegations", author: actor.id },
        values: { day: from, until, excerpt: excerptOf(reason) },
      },
    ]);
    touch({ kind: "delegation", id, unit, detail: { to: person.login, capability, from, until, reason } });
    return accept({ delegationId: id });
  });
}
