import type { Refusal } from "./refusal.ts";

/** The outcome of a rule: a value, or the refusal that explains why there is none. Never thrown. */
export type Result<Value, Why = Refusal> = Accepted<Value> | Refused<Why>;
export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}
export interface Refused<Why = Refusal> {
  readonly ok: false;
  readonly refusal: Why;
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

export function refuse<Why = Refusal>(refusal: Why): Refused<Why> {
  return { ok: false, refusal };
}
