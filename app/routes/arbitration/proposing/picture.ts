import { type AmountKey, amountUnder, type PlannedAmount, sameAmountKey } from "#app/domain/arbitration/amount.ts";
import { type EnvelopeLimit, takenOf } from "#app/domain/arbitration/proposal/case.ts";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import type { Obligation, RequestKind } from "#app/domain/forecast/request-state.ts";
import { type CostSight, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { NamedCase, NamedRequest } from "#db/queries/arbitration/proposal/case.ts";

/** Why a request gets less than it asks, as far as one sees without asking the solver. */
export type Cut =
  | { readonly kind: "whole" }
  | { readonly kind: "excluded" | "needs"; readonly request: NamedId }
  /** Ceilings that it takes of leave no room for it. */
  | { readonly kind: "bound" }
  | { readonly kind: "other" };

/** A request as a sentence names it. */
export interface NamedId {
  readonly id: string;
  readonly unit: string;
  readonly number: number;
  readonly title: string;
}

export interface ProposedRow extends NamedId {
  readonly unitLabel: string;
  readonly kind: RequestKind;
  readonly obligation: Obligation;
  readonly rank: number | null;
  /** In the measure shown, of the campaign's year, both classes together. */
  readonly asked: Quantity;
  readonly proposed: Quantity;
  readonly outcome: "whole" | "partial" | "none";
  readonly cut: Cut;
  /** The names of the ceilings that bind it. */
  readonly binding: readonly string[];
}

export interface LimitRow extends AmountKey {
  readonly id: string;
  readonly label: string | null;
  readonly amount: Quantity;
  readonly asked: Quantity;
  readonly taken: Quantity;
  /** Less is left than what the smallest cut request that takes of it still lacks. */
  readonly binds: boolean;
}

export interface UnitEffect {
  readonly unit: string;
  readonly label: string;
  readonly asked: Quantity;
  readonly proposed: Quantity;
}

/** What an allocation comes to: request by request, ceiling by ceiling, unit by unit. */
export interface Picture {
  readonly measure: BudgetResource;
  readonly rows: readonly ProposedRow[];
  readonly limits: readonly LimitRow[];
  /** The heaviest first. */
  readonly units: readonly UnitEffect[];
  readonly counts: Readonly<Record<ProposedRow["outcome"], number>>;
}

interface Seen {
  readonly way: ProposalWay;
  readonly measure: BudgetResource;
  readonly sight: CostSight;
  readonly costs: boolean;
}

/** `amounts`: what each request gets under each key that it asks. */
export function pictureOf(
  given: NamedCase,
  amounts: ReadonlyMap<string, readonly PlannedAmount[]>,
  { way, measure, sight, costs }: Seen,
): Picture {
  const limits = given.envelopes
    .filter((own) => costs || !isCost(own.measure, own.spendingClass))
    .map((own) => limitOf(given, own, { amounts, shared: way !== "computed" && way !== "byRank" }));
  const inSight = (unit: string, own: readonly PlannedAmount[]) =>
    sum(
      own
        .filter((amount) => amount.measure === measure && amount.targetYear === given.year)
        .filter((amount) => sight === "everywhere" || sight.has(unit) || !isCost(amount.measure, amount.spendingClass))
        .map(({ amount }) => amount),
    );
  const byId = new Map(given.requests.map((own) => [own.id, own]));
  const rows = given.requests.map((request): ProposedRow => {
    const { id, unit, unitLabel, number, title, kind, obligation, rank, asked } = request;
    const granted = amounts.get(id) ?? [];
    const outcome = outcomeOf(asked, granted);
    const binding =
      outcome === "whole" ? [] : limits.filter((own) => own.binds && takesOf(request, own, given.envelopes)).map((own) => own.id);
    return {
      ...{ id, unit, unitLabel, number, title, kind, obligation, rank, outcome, binding },
      ...{ asked: inSight(unit, asked), proposed: inSight(unit, granted) },
      cut: cutOf(request, outcome, { binding, byId, given, amounts }),
    };
  });
  const count = (outcome: ProposedRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  return {
    measure,
    rows,
    limits,
    units: effectsOf(rows),
    counts: { whole: count("whole"), partial: count("partial"), none: count("none") },
  };
}

function limitOf(
  given: NamedCase,
  envelope: EnvelopeLimit,
  { amounts, shared }: { amounts: ReadonlyMap<string, readonly PlannedAmount[]>; shared: boolean },
): LimitRow {
  const { id, label, spendingClass, measure, targetYear, amount } = envelope;
  const all = new Map(given.requests.map((own) => [own.id, own.asked]));
  const taken = takenOf(given, envelope, amounts);
  const lacking = given.requests.flatMap((request) => {
    const lacks = amountUnder(request.asked, envelope) - amountUnder(amounts.get(request.id) ?? [], envelope);
    return lacks > 0n && takesOf(request, envelope, [envelope]) ? [{ request, lacks }] : [];
  });
  const left = amount - taken;
  // A rule that gives shares rounds each down: what it leaves is less than a cent for each request.
  const isFull = shared ? left <= BigInt(given.requests.length) : lacking.every(({ request, lacks }) => nextOf(request, lacks) > left);
  const binds = lacking.length > 0 && isFull;
  return { id, label, spendingClass, measure, targetYear, amount, asked: takenOf(given, envelope, all), taken, binds };
}

/** What a request that is granted by steps would take next; the whole of what it lacks where it is granted whole. */
function nextOf({ setting, kind }: NamedRequest, lacks: Quantity): Quantity {
  return setting?.partial || kind === "baseline" ? 1n : lacks;
}

function takesOf({ unit, asked }: NamedRequest, limit: AmountKey & { readonly id: string }, envelopes: readonly EnvelopeLimit[]): boolean {
  const envelope = envelopes.find((own) => own.id === limit.id);
  return (envelope?.units?.includes(unit) ?? true) && asked.some((own) => sameAmountKey(own, limit) && own.amount > 0n);
}

function outcomeOf(asked: readonly PlannedAmount[], granted: readonly PlannedAmount[]): ProposedRow["outcome"] {
  if (asked.every((own) => amountUnder(granted, own) === own.amount)) return "whole";
  return granted.every(({ amount }) => amount === 0n) ? "none" : "partial";
}

function cutOf(
  { id, setting }: NamedRequest,
  outcome: ProposedRow["outcome"],
  {
    binding,
    byId,
    given,
    amounts,
  }: {
    binding: readonly string[];
    byId: ReadonlyMap<string, NamedRequest>;
    given: NamedCase;
    amounts: ReadonlyMap<string, readonly PlannedAmount[]>;
  },
): Cut {
  if (outcome === "whole") return { kind: "whole" };
  const isGranted = (other: string) => (amounts.get(other) ?? []).some(({ amount }) => amount !== 0n);
  const rival =
    (setting?.ties ?? []).find(({ kind, other }) => kind === "excludes" && isGranted(other))?.other ??
    given.requests.find((own) => isGranted(own.id) && own.setting?.ties.some((tie) => tie.kind === "excludes" && tie.other === id))?.id;
  const excluding = rival === undefined ? undefined : byId.get(rival);
  if (outcome === "none" && excluding) return { kind: "excluded", request: named(excluding) };
  const lacking = (setting?.ties ?? []).find(({ kind, other }) => kind === "needs" && byId.has(other) && !isGranted(other));
  const needed = lacking && byId.get(lacking.other);
  if (outcome === "none" && needed) return { kind: "needs", request: named(needed) };
  return { kind: binding.length > 0 ? "bound" : "other" };
}

function named({ id, unit, number, title }: NamedId): NamedId {
  return { id, unit, number, title };
}

function effectsOf(rows: readonly ProposedRow[]): UnitEffect[] {
  const units = new Map<string, UnitEffect>();
  for (const { unit, unitLabel, asked, proposed } of rows) {
    const before = units.get(unit) ?? { unit, label: unitLabel, asked: 0n, proposed: 0n };
    units.set(unit, { ...before, asked: before.asked + asked, proposed: before.proposed + proposed });
  }
  return [...units.values()].toSorted((left, right) =>
    left.asked === right.asked ? (left.unit < right.unit ? -1 : 1) : left.asked > right.asked ? -1 : 1,
  );
}
