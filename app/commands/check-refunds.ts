import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type SpendingPlace, spendable } from "#db/queries/execution-chain.ts";
import { classesOf, unknownParties } from "#db/queries/execution-reference.ts";
import type { Override } from "./override.ts";
import { checkReach } from "./post-events.ts";
import type { RefundRequest } from "./request-payments.ts";
import type { CommandContext } from "./run.ts";

/**
 * A request without commitment posts nothing before it is paid; what can be known now is refused now: a unit out of reach, an unknown
 * party, title 2, no amount, and more than what the unit may still spend once its other pending refunds are counted, unless that is overridden.
 */
export async function checkRefunds(
  db: Db,
  context: CommandContext,
  refunds: readonly RefundRequest[],
  yearOf: (day: string) => number,
  override: Override | undefined,
): Promise<Result<true>> {
  const reach = checkReach(
    context,
    "execution.request",
    refunds.map(({ unit }) => unit),
  );
  if (!reach.ok) return reach;
  const [stranger] = await unknownParties(
    db,
    refunds.map(({ party }) => party),
  );
  if (stranger !== undefined) return refuse({ kind: "unknown-code", dimension: "party", code: stranger });
  const classOf = await classesOf(
    db,
    refunds.map(({ nature }) => nature),
  );
  const placeOf = ({ nature, unit, on }: RefundRequest) => ({ year: yearOf(on), unit, spendingClass: classOf(nature) ?? "nonPersonnel" });
  const places = new Map((await spendable(db, refunds.map(placeOf))).map((place) => [keyOf(place), place]));
  const taken = new Map<string, bigint>();
  for (const [index, refund] of refunds.entries()) {
    const { nature, amount, unit } = refund;
    if (amount <= 0n) return refuse(amountFault(index + 1, amount));
    const spendingClass = classOf(nature);
    if (spendingClass === undefined) return refuse({ kind: "unknown-code", dimension: "nature", code: nature });
    if (spendingClass === "personnel") return refuse({ kind: "personnel-not-committed", nature });
    const place = places.get(keyOf(placeOf(refund)));
    if (!place) throw new Error("a place was asked about, and nothing came back");
    const level = keyOf({ ...place, unit: place.controlUnit });
    const before = taken.get(level) ?? 0n;
    for (const resource of ["AE", "CP"] as const) {
      const available = place[resource] - before;
      if (amount > available && !override)
        return refuse({ kind: "credit-exceeded", stage: "allotted", unit, spendingClass, resource, asked: amount, available });
    }
    taken.set(level, before + amount);
  }
  return accept(true);
}

function keyOf({ year, unit, spendingClass }: SpendingPlace): string {
  return `${year} ${unit} ${spendingClass}`;
}

function amountFault(line: number, amount: bigint): Refusal {
  return amount === 0n ? { kind: "line-without-amount", line } : { kind: "negative-amount", line, amount };
}
