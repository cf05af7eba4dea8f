import type { Day } from "../month.ts";
import { least, type Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";

/**
 * How far a line of a commitment has come, in cents, all years together. Always (GBCP, decisions 0031 and 0132):
 * paid ≤ requested ≤ certified + advanced, and certified and requested ≤ committed − withdrawn.
 */
export interface Chain {
  readonly committed: Quantity;
  readonly withdrawn: Quantity;
  readonly certified: Quantity;
  /** Advances that no service has absorbed yet. */
  readonly advanced: Quantity;
  readonly requested: Quantity;
  readonly paid: Quantity;
}

/** Certifies `amount` of service done: never beyond what is committed and not withdrawn. */
export function certify(chain: Chain, amount: Quantity): Result<Chain> {
  const limit = chain.committed - chain.withdrawn - chain.certified;
  return step(chain, "certified", amount, limit);
}

/** Asks for the payment of `amount`: never beyond what is certified or advanced, nor beyond what is committed and not withdrawn. */
export function request(chain: Chain, amount: Quantity): Result<Chain> {
  return step(chain, "requested", amount, least(chain.certified + chain.advanced, chain.committed - chain.withdrawn) - chain.requested);
}

/** Asks for an advance of `amount`: on what is committed, not withdrawn, and neither certified nor advanced yet. */
export function advance(chain: Chain, amount: Quantity): Result<Chain> {
  const advanced = step(chain, "advanced", amount, chain.committed - chain.withdrawn - chain.certified - chain.advanced);
  return advanced.ok ? request(advanced.value, amount) : advanced;
}

/** Takes `amount` of what was advanced off an invoice: never more than the advances left, nor than the service that is certified and not invoiced. */
export function absorb(chain: Chain, amount: Quantity): Result<Chain> {
  const limit = least(chain.advanced, chain.certified + chain.advanced - chain.requested);
  if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
  if (amount > limit) return refuse({ kind: "above-commitment", step: "absorbed", asked: amount, limit: limit < 0n ? 0n : limit });
  return accept({ ...chain, advanced: chain.advanced - amount });
}

/** Raises what is committed: an amendment. */
export function increase(chain: Chain, amount: Quantity): Result<Chain> {
  const refusal = amountFault(amount);
  return refusal ? refuse(refusal) : accept({ ...chain, committed: chain.committed + amount });
}

/** Withdraws `amount` of the commitment: never what is certified, nor what is asked in payment. */
export function withdraw(chain: Chain, amount: Quantity): Result<Chain> {
  const kept = chain.certified > chain.requested ? chain.certified : chain.requested;
  return step(chain, "withdrawn", amount, chain.committed - chain.withdrawn - kept);
}

/** Pays `amount` of what was asked. */
export function pay(chain: Chain, amount: Quantity): Result<Chain> {
  return step(chain, "paid", amount, chain.requested - chain.paid);
}

/** What a request asked, and what of the advances it absorbed, or gave. */
export interface Asked {
  readonly kind: "invoice" | "advance";
  readonly amount: Quantity;
  readonly absorbed: Quantity;
}

/** Gives up a request that is not paid: the service stays certified, what it absorbed is an advance again, and an advance is none any more. */
export function giveUp(chain: Chain, { kind, amount, absorbed }: Asked): Result<Chain> {
  const limit = chain.requested - chain.paid;
  if (amount > limit) return refuse({ kind: "above-commitment", step: "requested", asked: amount, limit });
  const advanced = kind === "advance" ? chain.advanced - amount : chain.advanced + absorbed;
  if (advanced < 0n) return refuse({ kind: "above-commitment", step: "absorbed", asked: amount, limit: chain.advanced });
  return accept({ ...chain, requested: chain.requested - amount, advanced });
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

type Step = "certified" | "advanced" | "requested" | "paid" | "withdrawn";

function step(chain: Chain, name: Step, amount: Quantity, limit: Quantity): Result<Chain> {
  const refusal = amountFault(amount);
  if (refusal) return refuse(refusal);
  if (amount > limit) return refuse({ kind: "above-commitment", step: name, asked: amount, limit: limit < 0n ? 0n : limit });
  return accept({ ...chain, [name]: chain[name] + amount });
}

function amountFault(amount: Quantity): Refusal | undefined {
  if (amount < 0n) return { kind: "negative-amount", line: 1, amount };
  return amount === 0n ? { kind: "line-without-amount", line: 1 } : undefined;
}
