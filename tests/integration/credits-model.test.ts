import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { certifyServices } from "#app/commands/certify-services.ts";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { closePeriod } from "#app/commands/close-period.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { approveMovement } from "#app/commands/decide-movement.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { rejectPaymentRequest } from "#app/commands/reject-payment-request.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { setPeriodLock } from "#app/commands/set-period-lock.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Result } from "#app/domain/result.ts";
import { isSource, type Stage } from "#app/domain/stage.ts";
import { runChecks } from "#db/check.ts";
import { type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

/**
 * A plain model of credits beside the real one (P2): opening, movements, commitments with their amendments and withdrawals, services, requests, payments,
 * rejections, affectations, reversals of movements, months that are locked, closed and reopened, the end of the year and its undoing. Each command of a
 * long random sequence is accepted by both or refused by both, and both hold the same at every stage. `SEED` replays a sequence, `TEST_LONG` lengthens it
 * from 300 runs of thirty to the 5 000 of the plan.
 */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const steps = process.env.TEST_LONG ? 150_000 : 9_000;

let small: SmallOrganisation;
let programmer: CommandContext;
let accountant: CommandContext;
let chief: CommandContext;
let arbitrator: CommandContext;
let second: CommandContext;

beforeAll(async () => {
  small = await smallOrganisation();
  programmer = await small.as("programmer", { role: "programmeStaff", unit: "INSEE" });
  accountant = await small.as("accountant", { role: "accountant", unit: "INSEE" });
  arbitrator = await small.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
  chief = await small.as("chief", { role: "chiefAccountant", unit: "INSEE" });
  second = await small.as("second", { role: "budgetController", unit: "INSEE" });
});
afterAll(async () => await small.close());

const units = ["INSEE", "DR44"] as const;
const moves: readonly { kind: MoveCreditsInput["kind"]; from: Stage; to: Stage; elsewhere?: true }[] = [
  { kind: "notification", from: "unallocated", to: "notified", elsewhere: true },
  { kind: "allotment", from: "notified", to: "allotted" },
  { kind: "withdrawal", from: "allotted", to: "notified" },
  { kind: "freeze", from: "unallocated", to: "reserve" },
  { kind: "release", from: "reserve", to: "unallocated" },
  { kind: "freeze", from: "allotted", to: "reserve" },
  { kind: "redeployment", from: "allotted", to: "allotted", elsewhere: true },
  { kind: "cancellation", from: "unallocated", to: "voted" },
  { kind: "earmark", from: "allotted", to: "earmarked" },
  { kind: "earmark", from: "earmarked", to: "allotted" },
];

interface Step {
  readonly verb: keyof typeof shares;
  readonly move: (typeof moves)[number];
  readonly unit: (typeof units)[number];
  readonly other: (typeof units)[number];
  readonly resource: "AE" | "CP";
  readonly amount: bigint;
  readonly choice: number;
  /** In which credits are opened, moved and committed: June is the month that runs, and never closes. */
  readonly month: number;
}

const running = 6;
/** The month that is locked or reopened. */
const pastOf = ({ choice }: Step) => 1 + (choice % (running - 1));
const dayOf = ({ month }: Step): Day => (month === running ? today : `2026-${String(month).padStart(2, "0")}-20`);

/** What is opened is large and what follows small, so that most chains run to their end. */
const shares = {
  ...{ open: 40n, move: 4n, commit: 2n, certify: 1n, request: 1n, pay: 1n },
  ...{ increase: 1n, withdraw: 1n, reject: 1n, reverse: 1n, lapse: 1n, undoLapse: 1n },
  ...{ lock: 1n, unlock: 1n, close: 1n, reopen: 1n },
} as const;

function often(verb: keyof typeof shares, weight: number) {
  return [{ weight, arbitrary: fc.constant(verb) }];
}

const anyStep: fc.Arbitrary<Step> = fc
  .record({
    verb: fc.oneof(
      ...often("open", 60),
      ...often("move", 260),
      ...often("commit", 110),
      ...often("certify", 110),
      ...often("request", 110),
      ...often("pay", 50),
      ...often("reject", 20),
      ...often("increase", 30),
      ...often("withdraw", 30),
      ...often("reverse", 60),
      ...often("lapse", 10),
      ...often("undoLapse", 60),
      ...often("lock", 5),
      ...often("unlock", 20),
      // A month is closed once, and its reopening is for the chief accountant alone: rare, so that the months before June last.
      ...often("close", 2),
      ...often("reopen", 2),
    ),
    move: fc.constantFrom(...moves, ...moves.slice(0, 2), ...moves.slice(0, 2)),
    unit: fc.constantFrom(...units),
    other: fc.constantFrom(...units),
    resource: fc.constantFrom("AE", "CP"),
    amount: fc.bigInt({ min: 1n, max: 2_000n }),
    choice: fc.nat(1_000),
    month: fc.oneof({ weight: 3, arbitrary: fc.constant(running) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: running - 1 }) }),
  })
  .map((step) => ({ ...step, amount: step.amount * shares[step.verb] }));

test(`any sequence of movements keeps credits at zero sum and never below nothing (${steps} steps)`, { timeout: 7_200_000 }, async () => {
  const model = new CreditsModel();
  const seen = { accepted: 0, refused: 0 };
  const verbs = new Set<string>();
  for (const [index, step] of fc.sample(anyStep, { numRuns: steps, seed }).entries()) {
    const expected = model.accepts(step);
    const result = await play(step, model);
    expect(`step ${index} ${result.ok}`, `seed ${seed}: ${describe(step)} → ${JSON.stringify(result, asText)}`).toBe(
      `step ${index} ${expected}`,
    );
    if (result.ok) model.apply(step, result.value);
    seen[result.ok ? "accepted" : "refused"] += 1;
    if (result.ok) verbs.add(step.verb);
  }
  process.stdout.write(`credits model, seed ${seed}: ${seen.accepted} accepted, ${seen.refused} refused\n`);
  expect(await heldByStage()).toEqual(model.held());
  expect(await zeroSums()).toEqual({ AE: 0n, CP: 0n });
  const faults = (await small.database.read(small.organisation, runChecks)).filter(({ faults }) => faults.length > 0);
  expect(faults).toEqual([]);
  expect(seen.accepted).toBeGreaterThan(steps / 5);
  expect(seen.refused).toBeGreaterThan(steps / 20);
  expect([...verbs].sort()).toEqual(Object.keys(shares).sort());
});

interface Chain {
  readonly id: string;
  readonly unit: string;
  committed: bigint;
  certified: bigint;
  requested: bigint;
}
interface Pending {
  readonly id: string;
  readonly chain: Chain;
  readonly unit: string;
  readonly amount: bigint;
}
/** An end of year that stands: what it took from where. */
interface Lapse {
  readonly id: string;
  readonly taken: readonly { readonly unit: string; readonly stage: Stage; readonly resource: "AE" | "CP"; readonly amount: bigint }[];
}

/** A movement that stands, and how it went. */
interface Moved {
  readonly id: string;
  readonly move: Step["move"];
  readonly unit: string;
  readonly target: string;
  readonly resource: "AE" | "CP";
  readonly amount: bigint;
}

/** What the end of a year empties. */
const ending = ["unallocated", "reserve", "notified", "allotted", "earmarked", "requested"] as const satisfies readonly Stage[];

/** What each stage of each unit should hold, and the chains under way. */
class CreditsModel {
  readonly #stages = new Map<string, bigint>();
  /** By the finance act, and of it what was cancelled: 1.5 % at most (LOLF art. 14). */
  readonly #opened = { AE: 0n, CP: 0n };
  readonly #cancelled = { AE: 0n, CP: 0n };
  readonly chains: Chain[] = [];
  pending: Pending[] = [];
  readonly lapses: Lapse[] = [];
  moved: Moved[] = [];
  /** How far each month before the running one is shut; `reopened` is open to the chief accountant alone. */
  readonly #months = new Map<number, "locked" | "closed" | "reopened">();

  #isOpen({ month }: Step): boolean {
    return !this.#months.has(month);
  }

  /** Months close in their order: the first that is not closed. */
  closing(): number {
    return Array.from({ length: running }, (_, index) => index + 1).find((month) => this.#months.get(month) !== "closed") ?? running;
  }

  accepts(step: Step): boolean {
    const { verb, unit, resource, amount, move } = step;
    const chain = this.chainOf(step);
    switch (verb) {
      case "open":
        return this.#isOpen(step);
      case "move":
        return (
          this.#isOpen(step) &&
          this.at(unit, move.from, resource) >= amount &&
          !(move.from === move.to && unit === step.other) &&
          (move.kind !== "earmark" || resource === "AE") &&
          (move.kind !== "cancellation" || this.#cancelled[resource] + amount <= (this.#opened[resource] * 150n) / 10_000n)
        );
      case "commit":
        return this.#isOpen(step) && this.at(unit, "allotted", "AE") >= amount;
      case "certify":
        return chain !== undefined && chain.certified + amount <= chain.committed;
      case "request":
        return chain !== undefined && chain.requested + amount <= chain.certified && this.at(chain.unit, "allotted", "CP") >= amount;
      case "pay":
      case "reject": {
        // A request whose credit has lapsed waits for another exercise.
        const due = this.pendingOf(step);
        return due !== undefined && this.at(due.unit, "requested", "CP") >= due.amount;
      }
      case "increase":
        return chain !== undefined && this.at(chain.unit, "allotted", "AE") >= amount;
      case "withdraw":
        return chain !== undefined && amount <= chain.committed - (chain.certified > chain.requested ? chain.certified : chain.requested);
      case "reverse": {
        const own = this.movedOf(step);
        return own !== undefined && (own.move.to === "voted" || this.at(own.target, own.move.to, own.resource) >= own.amount);
      }
      case "lapse":
        return this.#ending().length > 0;
      case "undoLapse":
        return this.lapses.length > 0;
      case "lock":
        return !this.#months.has(pastOf(step));
      case "unlock":
        return this.#months.get(pastOf(step)) === "locked";
      case "close":
        return this.closing() !== running;
      case "reopen":
        return this.#months.get(pastOf(step)) === "closed";
    }
  }

  apply(step: Step, created: string): void {
    const { verb, unit, resource, amount, move } = step;
    const chain = this.chainOf(step);
    if (verb === "open") {
      this.#opened[resource] += amount;
      this.#pass(resource, amount, [unit, "voted"], [unit, "unallocated"]);
    }
    if (verb === "move" && move.kind === "cancellation") this.#cancelled[resource] += amount;
    if (verb === "move") {
      const target = move.elsewhere ? step.other : unit;
      this.#pass(resource, amount, [unit, move.from], [target, move.to]);
      this.moved.push({ id: created, move, unit, target, resource, amount });
    }
    if (verb === "reverse") {
      const own = this.movedOf(step);
      this.moved = this.moved.filter((other) => other !== own);
      if (own) this.#pass(own.resource, own.amount, [own.target, own.move.to], [own.unit, own.move.from]);
      if (own?.move.kind === "cancellation") this.#cancelled[own.resource] -= own.amount;
    }
    if (verb === "commit") {
      this.#pass("AE", amount, [unit, "allotted"], [unit, "committed"]);
      this.chains.push({ id: created, unit, committed: amount, certified: 0n, requested: 0n });
    }
    if (verb === "certify" && chain) chain.certified += amount;
    if (verb === "request" && chain) {
      chain.requested += amount;
      this.#pass("CP", amount, [chain.unit, "allotted"], [chain.unit, "requested"]);
      this.pending.push({ id: created, chain, unit: chain.unit, amount });
    }
    if (verb === "pay" || verb === "reject") {
      const due = this.pendingOf(step);
      this.pending = this.pending.filter((other) => other !== due);
      if (due) this.#pass("CP", due.amount, [due.unit, "requested"], [due.unit, verb === "pay" ? "consumed" : "allotted"]);
      if (due && verb === "reject") due.chain.requested -= due.amount;
    }
    if (verb === "increase" && chain) {
      chain.committed += amount;
      this.#pass("AE", amount, [chain.unit, "allotted"], [chain.unit, "committed"]);
    }
    if (verb === "withdraw" && chain) {
      chain.committed -= amount;
      this.#pass("AE", amount, [chain.unit, "committed"], [chain.unit, "allotted"]);
    }
    if (verb === "lock") this.#months.set(pastOf(step), "locked");
    if (verb === "unlock") this.#months.delete(pastOf(step));
    if (verb === "close") this.#months.set(this.closing(), "closed");
    if (verb === "reopen") this.#months.set(pastOf(step), "reopened");
    if (verb === "lapse") {
      const taken = this.#ending();
      for (const own of taken) this.#pass(own.resource, own.amount, [own.unit, own.stage], [own.unit, "lapsed"]);
      this.lapses.push({ id: created, taken });
    }
    if (verb === "undoLapse") {
      for (const own of this.lapses.pop()?.taken ?? []) this.#pass(own.resource, own.amount, [own.unit, "lapsed"], [own.unit, own.stage]);
    }
  }

  #ending(): Lapse["taken"] {
    const places = units.flatMap((unit) =>
      ending.flatMap((stage) => (["AE", "CP"] as const).map((resource) => ({ unit, stage, resource }))),
    );
    return places.map((own) => ({ ...own, amount: this.at(own.unit, own.stage, own.resource) })).filter(({ amount }) => amount !== 0n);
  }

  chainOf({ choice }: Step): Chain | undefined {
    return this.chains[choice % Math.max(this.chains.length, 1)];
  }

  /** One of the latest: those before have mostly gone further. */
  movedOf({ choice }: Step): Moved | undefined {
    return this.moved.at(-1 - (choice % Math.min(Math.max(this.moved.length, 1), 8)));
  }

  pendingOf({ choice }: Step): Pending | undefined {
    return this.pending[choice % Math.max(this.pending.length, 1)];
  }

  at(unit: string, stage: Stage, resource: BudgetResource): bigint {
    return this.#stages.get(`${unit} ${stage} ${resource}`) ?? 0n;
  }

  held(): Record<string, bigint> {
    return Object.fromEntries(
      [...this.#stages].filter(([, amount]) => amount !== 0n).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    );
  }

  #pass(resource: BudgetResource, amount: bigint, from: readonly [string, Stage], to: readonly [string, Stage]): void {
    this.#add(from, resource, isSource(from[1]) ? amount : -amount);
    this.#add(to, resource, isSource(to[1]) ? -amount : amount);
  }

  #add([unit, stage]: readonly [string, Stage], resource: BudgetResource, amount: bigint): void {
    this.#stages.set(`${unit} ${stage} ${resource}`, this.at(unit, stage, resource) + amount);
  }
}

/** Runs the command of a step; the value is the identifier of what it made. */
async function play(step: Step, model: CreditsModel): Promise<Result<string>> {
  const { verb, unit, resource, amount, move } = step;
  const place = { unit, nature: "31", activity: "01-ENQ" };
  const chain = model.chainOf(step) ?? { id: crypto.randomUUID() };
  switch (verb) {
    case "open":
      return named(
        await openCredits(fresh(programmer), {
          fiscalYear: 2026,
          on: dayOf(step),
          origin: "initialBudget",
          reason: "LFI",
          lines: [{ ...place, resource, amount }],
        }),
        (made) => made.movementId,
      );
    case "move": {
      const to = { ...place, unit: move.elsewhere ? step.other : unit, stage: move.to };
      const lines = [{ resource, amount, from: { ...place, stage: move.from }, to }];
      return named(
        await moveCredits(fresh(programmer), { kind: move.kind, on: dayOf(step), reason: "essai", actReference: "Décret", lines }),
        (made) => made.movementId,
      );
    }
    case "commit": {
      const line = { ...place, amount, schedule: [{ year: 2026, amount }] };
      return named(
        await commitExpenses(fresh(programmer), { commitments: [{ on: dayOf(step), label: "Marché", party: "FOUR1", lines: [line] }] }),
        ([made]) => made?.commitmentId,
      );
    }
    case "certify":
      return named(
        await certifyServices(fresh(programmer), { services: [{ commitmentId: chain.id, line: 1, on: today, amount }] }),
        ([made]) => made?.serviceId,
      );
    case "request":
      return named(
        await requestPayments(fresh(programmer), { requests: [{ flow: 1, commitmentId: chain.id, line: 1, on: today, amount }] }),
        ([made]) => made?.paymentRequestId,
      );
    case "pay": {
      const paymentRequestId = model.pendingOf(step)?.id ?? crypto.randomUUID();
      return named(await payRequests(fresh(accountant), { payments: [{ paymentRequestId, on: today }] }), ([made]) => made?.paymentId);
    }
    case "reject": {
      const paymentRequestId = model.pendingOf(step)?.id ?? crypto.randomUUID();
      return named(
        await rejectPaymentRequest(fresh(accountant), { paymentRequestId, on: today, reason: "Double" }),
        ({ number }) => number,
      );
    }
    case "increase":
    case "withdraw": {
      const kind = verb === "increase" ? ("increase" as const) : ("withdrawal" as const);
      const change = { commitmentId: chain.id, line: 1, kind, on: today, amount, reason: "Avenant" };
      return named(await changeCommitment(fresh(programmer), change), ({ numbers }) => numbers[0]);
    }
    case "reverse": {
      const movementId = model.movedOf(step)?.id ?? crypto.randomUUID();
      const undone = await reverseMovement(fresh(programmer), { movementId, on: today, reason: "Erreur" });
      if (!undone.ok || undone.value.state === "posted") return named(undone, (made) => made.movementId);
      return named(await approveMovement(fresh(arbitrator), { movementId: undone.value.movementId }), () => movementId);
    }
    case "lapse":
      return named(await lapseCredits(fresh(chief), { fiscalYear: 2026, on: today, reason: "Fin" }), (made) => made.movementId);
    case "undoLapse": {
      const movementId = model.lapses.at(-1)?.id ?? crypto.randomUUID();
      return named(await undoLapse(fresh(chief), { fiscalYear: 2026, movementId, reason: "Erreur" }), (made) => made.movementId);
    }
    case "lock":
    case "unlock": {
      const status = verb === "lock" ? ("locked" as const) : ("open" as const);
      return named(await setPeriodLock(fresh(chief), { fiscalYear: 2026, period: pastOf(step), status }), () => "");
    }
    case "close":
      return named(await closePeriod(fresh(chief), { fiscalYear: 2026, period: model.closing() }), () => "");
    case "reopen": {
      const asked = await askReopening(fresh(chief), { fiscalYear: 2026, period: pastOf(step), reason: "Oubli", termHours: 24 });
      if (!asked.ok) return asked;
      return named(await decideReopening(fresh(second), { reopeningId: asked.value.reopeningId, decision: "approve" }), () => "");
    }
  }
}

function named<Value>(result: Result<Value>, nameOf: (value: Value) => string | undefined): Result<string> {
  return result.ok ? { ok: true, value: nameOf(result.value) ?? "" } : result;
}

function fresh(context: CommandContext): CommandContext {
  return { ...context, key: crypto.randomUUID() };
}

async function heldByStage(): Promise<Record<string, bigint>> {
  const rows = await small.database.read(small.organisation, (db) =>
    db
      .selectFrom("stage_position")
      .select(["unit", "stage", "resource", "amount"])
      .where("fiscal_year", "=", 2026)
      .where("amount", "<>", 0n)
      .execute(),
  );
  return Object.fromEntries(
    rows
      .map(({ unit, stage, resource, amount }): [string, bigint] => [`${unit} ${stage} ${resource}`, amount])
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** What was voted or overrun is somewhere: per resource, sources and the stages they feed cancel out. */
async function zeroSums(): Promise<Record<string, bigint>> {
  const rows = await small.database.read(small.organisation, (db) =>
    db.selectFrom("stage_position").select(["stage", "resource", "amount"]).execute(),
  );
  const sums: Record<string, bigint> = { AE: 0n, CP: 0n };
  for (const { stage, resource, amount } of rows) {
    if (resource === "AE" || resource === "CP") sums[resource] = (sums[resource] ?? 0n) + (isSource(stage) ? -amount : amount);
  }
  return sums;
}

function describe(step: Step): string {
  return JSON.stringify(step, asText);
}

function asText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
