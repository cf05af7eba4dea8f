import { createHash } from "node:crypto";
import type { ProposalCase } from "./case.ts";
import type { ProposalCriteria } from "./criteria.ts";
import type { ProposalWay } from "./way.ts";

/** What a proposal was found from, by digests: enough to say that it changed since, and what did. */
export interface InputDigests {
  readonly requests: Readonly<Record<string, string>>;
  readonly envelopes: Readonly<Record<string, string>>;
  /** What the units were notified or land on, where the proposal looked at it. */
  readonly held: string;
  readonly criteria: string;
}

/** How many things changed since a proposal was found. */
export interface InputChanges {
  readonly requests: number;
  readonly envelopes: number;
  readonly held: boolean;
  readonly criteria: boolean;
}

/** The same case, criteria and way get the same digests, whatever the order in which they are told. */
export function digestsOf(given: ProposalCase, criteria: ProposalCriteria, way: ProposalWay): { inputs: InputDigests; hash: string } {
  const inputs: InputDigests = {
    requests: byId(given.requests.map(({ id, ...own }) => [id, own])),
    envelopes: byId(given.envelopes.map(({ id, label: _, ...own }) => [id, own])),
    held: digest(heldOf(given, criteria, way)),
    criteria: digest(way === "computed" ? criteria : null),
  };
  return { inputs, hash: sha256({ way, ...inputs }) };
}

export function changesBetween(before: InputDigests, now: InputDigests): InputChanges {
  return {
    requests: differing(before.requests, now.requests),
    envelopes: differing(before.envelopes, now.envelopes),
    held: before.held !== now.held,
    criteria: before.criteria !== now.criteria,
  };
}

export function hasChanged({ requests, envelopes, held, criteria }: InputChanges): boolean {
  return requests > 0 || envelopes > 0 || held || criteria;
}

function heldOf({ notified, landing }: ProposalCase, { floorPercent }: ProposalCriteria, way: ProposalWay): unknown {
  if (way === "floorAtLanding") return landing;
  return way === "capAtNotified" || (way === "computed" && floorPercent !== null) ? notified : null;
}

function byId(own: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(own.toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([id, value]) => [id, digest(value)]));
}

function differing(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): number {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((id) => before[id] !== now[id]).length;
}

/** Sixteen figures: enough to tell a change, in a thousandth of the room of what they stand for. */
function digest(value: unknown): string {
  return sha256(value).slice(0, 16);
}

function sha256(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(value)))
    .digest("hex");
}

/** Keys in one order, integers as text. */
function inOrder(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, own]) => [name, inOrder(own)]),
  );
}
