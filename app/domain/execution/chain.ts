import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

/**
 * How far a line of a commitment has come, in cents, all years together. Always (GBCP, `docs/decisions/0031`):
 * paid ≤ requested ≤ certified + advanced, and certified ≤ committed − withdrawn.
 */
export interface Chain {
  readonly committed: Quantity;
  readonly withdrawn: Quantity;
  readonly certified: Quantity;
  readonly advanced: Quantity;
  readonly requested: Quantity;
  readonly paid: Quantity;
}

/** Certifies `amount` of service done: never beyond what is committed and not withdrawn. */
export function certify(chain: Chain, amount: Quantity): Result<Chain> {
  const limit = chain.committed - chain.withdrawn - chain.certified;
  return step(chain, "certified", amount, limit);
}

/** Asks for the payment of `amount`: never beyond what is certified or advanced. */
export function request(chain: Chain, amount: Quantity): Result<Chain> {
  return step(chain, "requested", amount, chain.certified + chain.advanced - chain.requested);
}

/** Pays `amount` of what was asked. */
export function pay(chain: Chain, amount: Quantity): Result<Chain> {
  return step(chain, "paid", amount, chain.requested - chain.paid);
}

/** Gives up a request of `amount` that is not paid: the service stays certified. */
export function giveUp(chain: Chain, amount: Quantity): Result<Chain> {
  const limit = chain.requested - chain.paid;
  if (amount > limit) return refuse({ kind: "above-commitment", step: "requested", asked: amount, limit });
  return accept({ ...chain, requested: chain.requested - amount });
}

/** « Reste à payer » of a commitment: committed − withdrawn − paid, in cents; never below zero. */
export function outstanding({ committed, withdrawn, paid }: Pick<Chain, "committed" | "withdrawn" | "paid">): Quantity {
  return committed - withdrawn - paid;
}

/** A dated part of what was certified. */
export interface DatedAmount {
  readonly on: Day;
  readonly amount: Quantity;
}

/**
 * Dates go in the order of the flow: what is asked on `on` was certified by that day. `total` is everything asked so far, this
 * included; an advance needs no service and is counted in `advanced`. Refused as `dates-out-of-order` with the day that came too late.
 */
export function checkCertifiedBy(on: Day, total: Quantity, services: readonly DatedAmount[], advanced: Quantity): Result<Day> {
  let covered = advanced;
  for (const service of [...services].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0))) {
    if (covered >= total) break;
    if (service.on > on) return refuse({ kind: "dates-out-of-order", earlier: service.on, later: on });
    covered += service.amount;
  }
  return accept(on);
}

/** `earlier` may not come after `later`. */
export function checkOrder(earlier: Day, later: Day): Result<Day> {
  return earlier <= later ? accept(later) : refuse({ kind: "dates-out-of-order", earlier, later });
}

function step(chain: Chain, name: "certified" | "requested" | "paid", amount: Quantity, limit: Quantity): Result<Chain> {
  if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
  if (amount === 0n) return refuse({ kind: "line-without-amount", line: 1 });
  if (amount > limit) return refuse({ kind: "above-commitment", step: name, asked: amount, limit });
  return accept({ ...chain, [name]: chain[name] + amount });
}
