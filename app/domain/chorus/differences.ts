import { type Chain, outstanding } from "../execution/chain.ts";
import type { Day } from "../month.ts";
import { atLeastZero, least, type Quantity } from "../quantity.ts";
import type { ExtractFact, FactPlace } from "./facts.ts";
import { type ItemChange, type ItemState, isNothing, type KnownItem, samePlace, sameState } from "./item.ts";
import type { ExtractKind } from "./kind.ts";
import type { ExtractFault } from "./read-rows.ts";

/** What is known before an extract is compared: the things that earlier ones brought, and how far the lines of their commitments have come. */
export interface KnownThings {
  /** For an extract of opening balances: what stands in the journal of openings, whoever wrote it. */
  readonly items: ReadonlyMap<string, KnownItem>;
  /** The commitments of Chorus, for an extract of requests; the items themselves for one of commitments. */
  readonly commitments: ReadonlyMap<string, KnownItem>;
  /** By the key of the commitment. */
  readonly chains: ReadonlyMap<string, Chain>;
  /** Keys of unpaid requests whose CP the end of the exercise has released: nothing of them can move in it any more. */
  readonly lapsed: ReadonlySet<string>;
}

/** How far a request moves the line of its commitment. */
export interface ChainMove {
  readonly certified: Quantity;
  readonly requested: Quantity;
  readonly paid: Quantity;
}

export interface Differences {
  readonly changes: readonly ItemChange[];
  /** Commitments that the requests cite and nobody brought, or that are below what is asked of them: they follow. */
  readonly commitments: readonly ItemChange[];
  readonly chains: ReadonlyMap<string, ChainMove>;
  readonly faults: readonly ExtractFault[];
  /** Rows that say what is known already. */
  readonly same: number;
  /** What the last extract had and this one has not: listed, never deleted. */
  readonly vanished: readonly { readonly key: string; readonly item: KnownItem }[];
}

export interface ComparedScene {
  readonly kind: ExtractKind;
  readonly asOf: Day;
  readonly exercise: { readonly year: number; readonly firstDay: Day; readonly lastDay: Day };
  /** Rows that were refused: what they name has not vanished. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Compares an extract with what the last one said, thing by thing: only what differs is a change (100 → 80 is a change of −20). A thing that
 * is there no more is listed. Nothing is refused for lack of credit.
 */
export function differencesOf(facts: readonly ExtractFact[], known: KnownThings, scene: ComparedScene): Differences {
  const seen = new Set<string>(scene.refused);
  const changes: ItemChange[] = [];
  const faults: ExtractFault[] = [];
  const cited = new CitedCommitments(known);
  let same = 0;
  for (const read of facts) {
    seen.add(read.key);
    const before = known.items.get(read.key) ?? null;
    const fact = scene.kind === "payments" ? ofItsExercise(read, before, scene) : read;
    if (known.lapsed.has(fact.key) && before && movesRequest(fact, before)) {
      faults.push({
        row: fact.row,
        field: "request",
        kind: "credit-lapsed",
        text: fact.key.split("|")[0] ?? "",
        against: String(scene.exercise.year),
      });
      continue;
    }
    const after = stateOf(fact, before, known, scene, cited);
    const fault = scene.kind === "commitments" ? belowRequested(fact, after, known) : undefined;
    if (fault) faults.push(fault);
    else if (before && sameState(before, after)) same += 1;
    else if (!before && isNothing(after)) same += 1;
    else changes.push({ key: fact.key, row: fact.row, before, after });
  }
  const isOver = (key: string, item: KnownItem) => isNothing(item) || (scene.kind === "commitments" && isPaid(known.chains.get(key)));
  const vanished = [...known.items].flatMap(([key, item]) => (!item.current || seen.has(key) || isOver(key, item) ? [] : [{ key, item }]));
  return { changes, commitments: cited.changes(scene), chains: cited.moves, faults, same, vanished };
}

/**
 * A payment belongs to the exercise whose extract brought it: the day of the complementary period is kept as it is when the next extract says it
 * again, and an extract of an exercise does not know what a later one has paid.
 */
function ofItsExercise(fact: ExtractFact, before: KnownItem | null, { exercise }: ComparedScene): ExtractFact {
  if (!before || before.settledOn === null) return fact;
  const { settled, settledOn, complementaryOn } = before;
  const isSaidAgain = complementaryOn !== null && fact.settled === settled && fact.settledOn === complementaryOn;
  const isPaidLater = fact.settled === 0n && settledOn > exercise.lastDay;
  return isSaidAgain || isPaidLater ? { ...fact, settled, settledOn, complementaryOn } : fact;
}

function movesRequest(fact: ExtractFact, before: KnownItem): boolean {
  return fact.amount !== before.amount || fact.settled !== before.settled || !samePlace(before.place, placeLike(fact, before.place));
}

/** An extract of what remains to be paid does not name what is paid. */
function isPaid(chain: Chain | undefined): boolean {
  return chain !== undefined && outstanding(chain) === 0n;
}

function stateOf(
  fact: ExtractFact,
  before: KnownItem | null,
  known: KnownThings,
  scene: ComparedScene,
  cited: CitedCommitments,
): ItemState {
  const said = JSON.stringify([fact.label, fact.party, fact.coding]);
  const { place, label, party, on, settledOn, complementaryOn, amount, settled } = fact;
  const common = { place, label, party, on, settledOn, complementaryOn, amount, settled, certified: 0n, commitment: null, said };
  switch (scene.kind) {
    case "commitments":
      return { ...common, ...openedBefore(fact, before, scene) };
    case "payments":
      return cited.request(fact, before, common);
    case "opening":
      // What stands in the books is what it is compared with: they keep no words of the file.
      return { ...common, label: "", said: "" };
    default:
      return common;
  }
}

/** A commitment of an earlier exercise comes with what was paid of it before; what the requests of this one pay is added by them. */
function openedBefore({ on, amount, outstanding: left }: ExtractFact, before: KnownItem | null, { exercise, asOf }: ComparedScene) {
  if (before && !isNothing(before)) return { settled: before.settled, settledOn: before.settledOn };
  if (on >= exercise.firstDay || left === null) return { settled: 0n, settledOn: null };
  return { settled: atLeastZero(amount - left), settledOn: asOf };
}

/** A commitment does not go below what was certified of it: the extract of the requests is to come first. */
function belowRequested(fact: ExtractFact, { amount }: ItemState, { chains }: KnownThings): ExtractFault | undefined {
  const least = chains.get(fact.key)?.certified ?? 0n;
  if (amount >= least) return undefined;
  return { row: fact.row, field: "amount", kind: "below-requested", text: String(amount), against: String(least) };
}

/** The commitments that the requests of one extract are of. */
class CitedCommitments {
  readonly moves = new Map<string, ChainMove>();
  readonly #known: KnownThings;
  readonly #byNumber = new Map<string, string>();
  /** What was paid before the exercise and is paid by a request of this extract instead. */
  readonly #paidBefore = new Map<string, Quantity>();
  readonly #new = new Map<string, ItemState>();

  constructor(known: KnownThings) {
    this.#known = known;
    for (const key of known.commitments.keys()) {
      const [number = ""] = key.split("|");
      if (!this.#byNumber.has(number)) this.#byNumber.set(number, key);
    }
  }

  request(fact: ExtractFact, before: KnownItem | null, common: ItemState): ItemState {
    const key = this.#keyOf(fact, before);
    if (key === null) return common;
    const commitment = this.#known.commitments.get(key) ?? this.#new.get(key);
    const place = commitment ? placeLike(fact, commitment.place) : fact.place;
    if (!commitment) this.#new.set(key, unbrought(fact, place));
    const party = fact.party ?? commitment?.party ?? null;
    const certified = this.#move(key, fact, before);
    return { ...common, place, party, commitment: key, certified };
  }

  /** Commitments that follow their requests, once all of them are known. */
  changes({ kind }: ComparedScene): ItemChange[] {
    if (kind !== "payments") return [];
    const changes: ItemChange[] = [];
    for (const [key, { certified }] of this.moves) {
      const before = this.#known.commitments.get(key) ?? null;
      const state = before ?? this.#new.get(key);
      const chain = this.#known.chains.get(key);
      if (!state) continue;
      const paidBefore = this.#paidBefore.get(key) ?? 0n;
      const needed = (chain?.certified ?? 0n) + certified - paidBefore;
      const amount = needed > state.amount ? needed : state.amount;
      const settled = state.settled - paidBefore;
      if (amount <= 0n && !before) continue;
      if (!before || amount !== state.amount || settled !== state.settled)
        changes.push({ key, row: null, before, after: { ...state, amount, settled } });
    }
    return changes;
  }

  #keyOf({ commitment }: ExtractFact, before: KnownItem | null): string | null {
    if (commitment === null) return null;
    const exact = `${commitment.number}|${commitment.item}`;
    if (this.#known.commitments.has(exact) || this.#new.has(exact)) return exact;
    if (commitment.item === "") return before?.commitment ?? this.#byNumber.get(commitment.number) ?? exact;
    const whole = `${commitment.number}|`;
    return this.#known.commitments.has(whole) ? whole : exact;
  }

  /** Moves the line by what the request changes; returns what the request has certified itself, in all. */
  #move(key: string, { amount, settled, settledOn, complementaryOn }: ExtractFact, before: KnownItem | null): Quantity {
    const chain = this.#known.chains.get(key);
    const moved = this.moves.get(key) ?? { certified: 0n, requested: 0n, paid: 0n };
    const requested = amount - (before?.amount ?? 0n);
    const own = before?.certified ?? 0n;
    const covered = (chain?.certified ?? 0n) + (chain?.advanced ?? 0n) + moved.certified;
    const asked = (chain?.requested ?? 0n) + moved.requested + requested;
    // An increase certifies what nobody has certified; a decrease takes back what the request had certified, at most.
    const certified = requested >= 0n ? atLeastZero(least(asked - covered, requested)) : -least(own, -requested);
    const paid = settled - (before?.settled ?? 0n);
    this.#notePaidBefore(key, paid, complementaryOn ?? settledOn);
    this.moves.set(key, { certified: moved.certified + certified, requested: moved.requested + requested, paid: moved.paid + paid });
    return own + certified;
  }

  /** Of what a request pays, the part that the commitment counted as paid before: its extract spoke of a later day. It is counted once. */
  #notePaidBefore(key: string, paid: Quantity, on: Day | null): void {
    const commitment = this.#known.commitments.get(key);
    if (!commitment || paid <= 0n || on === null || commitment.settledOn === null || on > commitment.settledOn) return;
    const noted = this.#paidBefore.get(key) ?? 0n;
    this.#paidBefore.set(key, noted + least(paid, atLeastZero(commitment.settled - noted)));
  }
}

/** A request that does not say its place has that of its commitment. */
function placeLike({ place, unplaced }: ExtractFact, of: FactPlace): FactPlace {
  const own = unplaced.includes("unit") ? { unit: of.unit, beneficiaryUnit: of.beneficiaryUnit } : {};
  const nature = unplaced.includes("nature") ? { nature: of.nature } : {};
  const activity = unplaced.includes("activity") ? { activity: of.activity } : {};
  return { ...place, ...own, ...nature, ...activity };
}

function unbrought({ label, party, on, coding }: ExtractFact, place: FactPlace): ItemState {
  const nothing = { amount: 0n, settled: 0n, certified: 0n, settledOn: null, complementaryOn: null, commitment: null };
  return { ...nothing, place, label, party, on, said: JSON.stringify([label, party, coding]) };
}
