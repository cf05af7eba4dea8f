import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { certifyServices } from "#app/commands/certify-services.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { payRequests } from "#app/commands/pay-requests.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Result } from "#app/domain/result.ts";
import { isSource, type Stage } from "#app/domain/stage.ts";
import { runChecks } from "#db/check.ts";
import { type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

/**
 * A plain model of credits beside the real one: each command of a long random sequence is accepted by both or refused by both,
 * and both hold the same at every stage. `SEED` replays a sequence, `TEST_LONG` lengthens it.
 */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const steps = process.env.TEST_LONG ? 5_000 : 300;

let small: SmallOrganisation;
let programmer: CommandContext;
let accountant: CommandContext;

beforeAll(async () => {
  small = await smallOrganisation();
  programmer = await small.as("programmer", { role: "programmeStaff", unit: "INSEE" });
  accountant = await small.as("accountant", { role: "accountant", unit: "INSEE" });
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
];

interface Step {
  readonly verb: "open" | "move" | "commit" | "certify" | "request" | "pay";
  readonly move: (typeof moves)[number];
  readonly unit: (typeof units)[number];
  readonly other: (typeof units)[number];
  readonly resource: "AE" | "CP";
  readonly amount: bigint;
  readonly choice: number;
}

/** What is opened is large and what follows small, so that most chains run to their end. */
const shares = { open: 40n, move: 4n, commit: 2n, certify: 1n, request: 1n, pay: 1n } as const;

const anyStep: fc.Arbitrary<Step> = fc
  .record({
    verb: fc.constantFrom(
      "open",
      "move",
      "move",
      "move",
      "move",
      "move",
      "commit",
      "commit",
      "certify",
      "certify",
      "request",
      "request",
      "pay",
    ),
    move: fc.constantFrom(...moves, ...moves.slice(0, 2), ...moves.slice(0, 2)),
    unit: fc.constantFrom(...units),
    other: fc.constantFrom(...units),
    resource: fc.constantFrom("AE", "CP"),
    amount: fc.bigInt({ min: 1n, max: 2_000n }),
    choice: fc.nat(1_000),
  })
  .map((step) => ({ ...step, amount: step.amount * shares[step.verb] }));

test(`any sequence of movements keeps credits at zero sum and never below nothing (${steps} steps)`, { timeout: 600_000 }, async () => {
  const model = new CreditsModel();
  const seen = { accepted: 0, refused: 0 };
  for (const [index, step] of fc.sample(anyStep, { numRuns: steps, seed }).entries()) {
    const expected = model.accepts(step);
    const result = await play(step, model);
    expect(`step ${index} ${result.ok}`, `seed ${seed}: ${describe(step)} → ${JSON.stringify(result, asText)}`).toBe(
      `step ${index} ${expected}`,
    );
    if (result.ok) model.apply(step, result.value);
    seen[result.ok ? "accepted" : "refused"] += 1;
  }
  process.stdout.write(`credits model, seed ${seed}: ${seen.accepted} accepted, ${seen.refused} refused\n`);
  expect(await heldByStage()).toEqual(model.held());
  expect(await zeroSums()).toEqual({ AE: 0n, CP: 0n });
  const faults = (await small.database.read(small.organisation, runChecks)).filter(({ faults }) => faults.length > 0);
  expect(faults).toEqual([]);
  expect(seen.accepted).toBeGreaterThan(steps / 5);
  expect(seen.refused).toBeGreaterThan(steps / 20);
});

interface Chain {
  readonly id: string;
  readonly unit: string;
  readonly committed: bigint;
  certified: bigint;
  requested: bigint;
}
interface Pending {
  readonly id: string;
  readonly unit: string;
  readonly amount: bigint;
}

/** What each stage of each unit should hold, and the chains under way. */
class CreditsModel {
  readonly #stages = new Map<string, bigint>();
  /** By the finance act, and of it what was cancelled: 1.5 % at most (LOLF art. 14). */
  readonly #opened = { AE: 0n, CP: 0n };
  readonly #cancelled = { AE: 0n, CP: 0n };
  readonly chains: Chain[] = [];
  pending: Pending[] = [];

  accepts(step: Step): boolean {
    const { verb, unit, resource, amount, move } = step;
    const chain = this.chainOf(step);
    switch (verb) {
      case "open":
        return true;
      case "move":
        return (
          this.at(unit, move.from, resource) >= amount &&
          !(move.from === move.to && unit === step.other) &&
          (move.kind !== "cancellation" || this.#cancelled[resource] + amount <= (this.#opened[resource] * 150n) / 10_000n)
        );
      case "commit":
        return this.at(unit, "allotted", "AE") >= amount;
      case "certify":
        return chain !== undefined && chain.certified + amount <= chain.committed;
      case "request":
        return chain !== undefined && chain.requested + amount <= chain.certified && this.at(chain.unit, "allotted", "CP") >= amount;
      case "pay":
        return this.pending.length > 0;
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
    if (verb === "move") this.#pass(resource, amount, [unit, move.from], [move.elsewhere ? step.other : unit, move.to]);
    if (verb === "commit") {
      this.#pass("AE", amount, [unit, "allotted"], [unit, "committed"]);
      this.chains.push({ id: created, unit, committed: amount, certified: 0n, requested: 0n });
    }
    if (verb === "certify" && chain) chain.certified += amount;
    if (verb === "request" && chain) {
      chain.requested += amount;
      this.#pass("CP", amount, [chain.unit, "allotted"], [chain.unit, "requested"]);
      this.pending.push({ id: created, unit: chain.unit, amount });
    }
    if (verb === "pay") {
      const paid = this.pendingOf(step);
      this.pending = this.pending.filter((other) => other !== paid);
      if (paid) this.#pass("CP", paid.amount, [paid.unit, "requested"], [paid.unit, "consumed"]);
    }
  }

  chainOf({ choice }: Step): Chain | undefined {
    return this.chains[choice % Math.max(this.chains.length, 1)];
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
          on: today,
          origin: "initialBudget",
          reason: "LFI",
          lines: [{ ...place, resource, amount }],
        }),
        (made) => made.movementId,
      );
    case "move": {
      const to = { ...place, unit: move.elsewhere ? step.other : unit, stage: move.to };
      const lines = [{ resource, amount, from: { ...place, stage: move.from }, to }];
      return named(await moveCredits(fresh(programmer), { kind: move.kind, on: today, reason: "essai", lines }), (made) => made.movementId);
    }
    case "commit": {
      const line = { ...place, amount, schedule: [{ year: 2026, amount }] };
      return named(
        await commitExpenses(fresh(programmer), { commitments: [{ on: today, label: "Marché", party: "FOUR1", lines: [line] }] }),
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
