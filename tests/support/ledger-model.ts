import type { ReopeningInput } from "#app/commands/ask-reopening.ts";
import type { Day } from "#app/domain/month.ts";
import { dayOfMonth, lastDayOf, monthOfYear } from "#app/domain/month.ts";

/** What the model needs of one act of a sequence; the test beside it says how each is drawn. */
export interface Step {
  readonly verb:
    | "post"
    | "reverse"
    | "match"
    | "unmatch"
    | "lock"
    | "closeMonth"
    | "closeYear"
    | "ask"
    | "decide"
    | "end"
    | "open"
    | "replay";
  readonly year: number;
  /** 1 to 13. */
  readonly period: number;
  readonly role: "accountant" | "chiefAccountant";
  readonly pair: readonly [debited: string, credited: string];
  readonly amount: bigint;
  readonly flaw: "none" | "unbalanced" | "unknownAccount" | "zero" | "oneLine";
  readonly choice: number;
  readonly other: number;
  /** Whether it goes where it is likely to be accepted: blind acts are refused for the most part, and lead nowhere. */
  readonly aimed: boolean;
}

export interface ModelEntry {
  readonly id: bigint;
  readonly year: number;
  readonly journal: string;
  readonly date: Day;
  readonly lines: readonly { readonly account: string; readonly signed: bigint }[];
  readonly isReversal: boolean;
  reversed: boolean;
}

interface Reopening {
  readonly id: bigint;
  readonly year: number;
  readonly period: number | null;
  approved: boolean;
  /** The closings that its approval set aside: of months, and of the exercise (0). */
  suspended: number[];
}

interface PeriodState {
  status: "open" | "locked" | "closed";
  reopened: boolean;
}

/** `either` where the answer hangs on what the model does not follow (the detail of what is carried line by line). */
export type Expected = boolean | "either";

const last = 13;
export const modelYears = [2024, 2025, 2026] as const;

/** The ledger as a plain object: what it should answer to each act, and what it should then hold. Amounts are debit − credit, in cents. */
export class LedgerModel {
  readonly entries: ModelEntry[] = [];
  readonly nets = new Map<string, bigint>();
  readonly numbers = new Map<string, number>();
  readonly closedYears = new Set<number>();
  /** `year-period` of the closings in force; period 0 is the exercise. */
  readonly inForce = new Set<string>();
  groups: { readonly runId: string; readonly year: number; readonly lines: readonly string[] }[] = [];
  reopenings: Reopening[] = [];
  readonly #openings = new Map<string, bigint>();
  readonly #periods = new Map<string, PeriodState>();
  readonly #today: Day;

  constructor(today: Day) {
    this.#today = today;
  }

  /** The act itself, or moved to where the ledger stands. */
  aim(step: Step): Step {
    if (!step.aimed) return step;
    const { verb, choice } = step;
    const pick = <Value>(from: readonly Value[]) => from[choice % Math.max(1, from.length)];
    const places = modelYears.flatMap((year) => Array.from({ length: last }, (_, index) => ({ year, period: index + 1 })));
    const chief = { ...step, role: "chiefAccountant" as const };
    switch (verb) {
      case "post":
      case "reverse":
        return { ...step, ...pick(places.filter(({ year, period }) => this.#postable(step.role, year, period))) };
      case "lock":
        return { ...chief, ...pick(places.filter(({ year, period }) => this.#lockable(year, period))) };
      case "closeMonth":
        return { ...chief, ...pick(places.filter(({ year, period }) => this.#closesMonth(year, period))) };
      case "closeYear":
        return { ...chief, year: pick(modelYears.filter((year) => this.#closesYear(year))) ?? step.year };
      case "ask": {
        const [year = step.year, period = step.period] = (pick([...this.inForce]) ?? "").split("-").filter(Boolean).map(Number);
        return { ...chief, year, period: period || step.period, other: period === 0 ? 0 : 1 };
      }
      case "decide":
        return { ...step, role: "accountant", choice: this.reopenings.findIndex(({ approved }) => !approved) + this.reopenings.length };
      case "match":
        return this.#pairAimed(step);
      default:
        return chief;
    }
  }

  accepts(step: Step): Expected {
    const { verb, year, period, role, flaw } = step;
    switch (verb) {
      case "post":
        return flaw === "none" && this.#postable(role, year, period);
      case "reverse": {
        const entry = this.entryOf(step);
        return (
          entry !== undefined &&
          !entry.reversed &&
          !entry.isReversal &&
          this.dayOf(step) >= entry.date &&
          this.#postable(role, year, this.#month(step))
        );
      }
      case "match":
        return this.#matches(step);
      case "unmatch": {
        const group = this.groupOf(step);
        return group !== undefined && this.#takesMatchings(step, group.year);
      }
      case "lock":
        return (
          this.#chief(step) &&
          !this.periodOf(year, period).reopened &&
          this.periodOf(year, period).status === (this.wantsLock(step) ? "open" : "locked")
        );
      case "closeMonth":
        return this.#chief(step) && this.#closesMonth(year, period);
      case "closeYear":
        return this.#chief(step) && this.#closesYear(year);
      case "ask":
        return this.#chief(step) && this.#mayAsk(year, this.asked(step));
      case "decide":
        return this.#mayDecide(step);
      case "end":
        return this.#chief(step) && this.reopeningOf(step) !== undefined;
      case "open":
        return this.#chief(step) && this.#opens(year);
      case "replay":
        return this.entries.length > 0;
    }
  }

  post(entry: ModelEntry): void {
    this.entries.push(entry);
    this.#count(entry.year, entry.journal);
    for (const { account, signed } of entry.lines) this.#add(entry.year, account, signed);
  }

  closeMonth(year: number, period: number): void {
    Object.assign(this.periodOf(year, period), { status: "closed", reopened: false });
    this.inForce.add(`${year}-${period}`);
    this.reopenings = this.reopenings.filter((own) => own.year !== year || own.period !== period);
  }

  closeYear(year: number): void {
    this.#carry(year);
    for (const next of modelYears.filter((own) => own > year + 1)) if (this.#isOpened(next)) this.#carry(next - 1);
    this.#shut(year);
    this.inForce.add(`${year}-0`);
    this.reopenings = this.reopenings.filter((own) => own.year !== year);
  }

  openNext(year: number): void {
    this.#carry(year - 1);
  }

  ask(id: bigint, year: number, period: number | null): void {
    this.reopenings.push({ id, year, period, approved: false, suspended: [] });
  }

  decide(reopening: Reopening, approves: boolean): void {
    if (!approves) {
      this.reopenings = this.reopenings.filter((own) => own !== reopening);
      return;
    }
    const { year, period } = reopening;
    reopening.approved = true;
    const set = period === null ? Array.from({ length: last + 1 }, (_, index) => index) : [period];
    reopening.suspended = set.filter((own) => this.inForce.delete(`${year}-${own}`));
    for (const own of set.filter((number) => number > 0)) Object.assign(this.periodOf(year, own), { status: "locked", reopened: true });
    if (period === null) this.closedYears.delete(year);
  }

  /** `stands`: nothing was posted or matched meanwhile; null where it was only asked. */
  end(reopening: Reopening, stands: boolean | null): void {
    this.reopenings = this.reopenings.filter((own) => own !== reopening);
    const { year, period } = reopening;
    if (stands === null) return;
    if (period === null) this.#shut(year);
    else Object.assign(this.periodOf(year, period), { status: "closed", reopened: false });
    if (stands) for (const own of reopening.suspended) this.inForce.add(`${year}-${own}`);
    else if (period !== null) this.inForce.add(`${year}-${period}`);
  }

  entryOf({ choice }: Step): ModelEntry | undefined {
    return this.entries[choice % Math.max(1, this.entries.length)];
  }

  groupOf({ choice }: Step) {
    return this.groups[choice % Math.max(1, this.groups.length)];
  }

  reopeningOf({ choice }: Step): Reopening | undefined {
    return this.reopenings[choice % Math.max(1, this.reopenings.length)];
  }

  /** Two lines of the account of suppliers, chosen among the exercise's. */
  linesOf({ year, choice, other }: Step): readonly { readonly name: string; readonly signed: bigint }[] {
    const lines = this.#suppliers(year);
    return [choice, other].flatMap((at) => lines[at % Math.max(1, lines.length)] ?? []);
  }

  dayOf(step: Step): Day {
    const { year, period, choice } = step;
    return period === last ? `${year}-12-31` : dayOfMonth(monthOfYear(year, period), (choice % 28) + 1);
  }

  wantsLock({ other }: Step): boolean {
    return other % 2 === 0;
  }

  /** The month to reopen, or the exercise. */
  asked({ period, other }: Step): ReopeningInput["period"] | null {
    return other % 2 === 0 ? null : period;
  }

  approves({ other }: Step): boolean {
    return other % 4 !== 0;
  }

  periodOf(year: number, period: number): PeriodState {
    const key = `${year}-${period}`;
    const state = this.#periods.get(key) ?? { status: "open", reopened: false };
    this.#periods.set(key, state);
    return state;
  }

  #chief({ role }: Step): boolean {
    return role === "chiefAccountant";
  }

  #postable(role: Step["role"], year: number, period: number): boolean {
    const { status } = this.periodOf(year, period);
    return !this.closedYears.has(year) && (status === "open" || (status === "locked" && role === "chiefAccountant"));
  }

  /** A reversal takes the month of its day. */
  #month({ period }: Step): number {
    return Math.min(12, period);
  }

  #lockable(year: number, period: number): boolean {
    const { status, reopened } = this.periodOf(year, period);
    return !reopened && status !== "closed";
  }

  /** Two free lines of an exercise that cancel out, where there are. */
  #pairAimed(step: Step): Step {
    const taken = new Set(this.groups.flatMap((group) => group.lines));
    for (const year of modelYears.filter((own) => !this.closedYears.has(own))) {
      const lines = this.#suppliers(year);
      const free = lines.flatMap(({ name }, at) => (taken.has(name) ? [] : [at]));
      for (const choice of free) {
        const other = free.find((at) => lines[at]?.signed === -(lines[choice]?.signed ?? 0n));
        if (other !== undefined) return { ...step, year, choice, other };
      }
    }
    return step;
  }

  #suppliers(year: number): { name: string; signed: bigint }[] {
    return this.entries.flatMap((entry) =>
      entry.year === year
        ? entry.lines.flatMap(({ account, signed }, at) => (account === "401" ? [{ name: `${entry.id}.${at + 1}`, signed }] : []))
        : [],
    );
  }

  #matches(step: Step): boolean {
    const lines = this.linesOf(step);
    const taken = new Set(this.groups.flatMap((group) => group.lines));
    const [first, second] = lines;
    if (!first || !second || first.name === second.name || !this.#takesMatchings(step, step.year)) return false;
    return first.signed === -second.signed && !taken.has(first.name) && !taken.has(second.name);
  }

  /** A reopened exercise takes those of who may close it. */
  #takesMatchings(step: Step, year: number): boolean {
    const reopened = this.reopenings.some((own) => own.year === year && own.period === null && own.approved);
    return !this.closedYears.has(year) && (!reopened || this.#chief(step));
  }

  #closesMonth(year: number, period: number): boolean {
    const { status, reopened } = this.periodOf(year, period);
    if (period === last || status === "closed") return false;
    if (!reopened && lastDayOf(monthOfYear(year, period)) >= this.#today) return false;
    if (this.reopenings.some((own) => own.year === year && own.period === null)) return false;
    return Array.from({ length: period - 1 }, (_, index) => index + 1).every((own) => this.periodOf(year, own).status === "closed");
  }

  #closesYear(year: number): boolean {
    if (`${year}-12-31` >= this.#today || this.inForce.has(`${year}-0`)) return false;
    if (modelYears.some((own) => own < year && !this.inForce.has(`${own}-0`))) return false;
    // The next exercise stands closed: what would change its opening is refused.
    if (this.inForce.has(`${year + 1}-0`) && this.#missing(year).size > 0) return false;
    return year === modelYears[0] || this.#missing(year - 1).size === 0;
  }

  #mayAsk(year: number, period: number | null | undefined): boolean {
    if (!this.inForce.has(`${year}-${period ?? 0}`)) return false;
    if (this.reopenings.some((own) => own.year === year && own.period === (period ?? null))) return false;
    return period === null ? !this.#laterClosed(year) : !this.closedYears.has(year);
  }

  #mayDecide(step: Step): boolean {
    const reopening = this.reopeningOf(step);
    if (!reopening || reopening.approved || this.#chief(step)) return false;
    if (!this.approves(step)) return true;
    return reopening.period === null ? !this.#laterClosed(reopening.year) : !this.closedYears.has(reopening.year);
  }

  #laterClosed(year: number): boolean {
    return modelYears.some((own) => own > year && this.closedYears.has(own));
  }

  #opens(year: number): Expected {
    if (year === modelYears[0] || this.closedYears.has(year) || this.closedYears.has(year - 1)) return false;
    return this.#missing(year - 1).size > 0 ? true : "either";
  }

  #isOpened(year: number): boolean {
    return [...this.#openings.keys()].some((key) => key.startsWith(`${year} `));
  }

  #shut(year: number): void {
    for (let period = 1; period <= last; period += 1) Object.assign(this.periodOf(year, period), { status: "closed", reopened: false });
    this.closedYears.add(year);
  }

  /** What the next exercise's opening lacks of what this one leaves, by account. */
  #missing(year: number): Map<string, bigint> {
    const wanted = new Map<string, bigint>();
    const add = (account: string, signed: bigint) => wanted.set(account, (wanted.get(account) ?? 0n) + signed);
    let result = 0n;
    for (const [key, net] of this.nets) {
      const [own = "", account = ""] = key.split(" ");
      if (Number(own) !== year) continue;
      if (/^[67]/.test(account)) result -= net;
      else add(account, net);
    }
    if (result !== 0n) add(result > 0n ? "120" : "129", -result);
    for (const [key, posted] of this.#openings) {
      const [own = "", account = ""] = key.split(" ");
      if (Number(own) === year + 1) add(account, -posted);
    }
    return new Map([...wanted].filter(([, signed]) => signed !== 0n));
  }

  #carry(year: number): void {
    for (const [account, signed] of this.#missing(year)) {
      const key = `${year + 1} ${account}`;
      this.#openings.set(key, (this.#openings.get(key) ?? 0n) + signed);
      this.#add(year + 1, account, signed);
    }
  }

  #add(year: number, account: string, signed: bigint): void {
    const key = `${year} ${account}`;
    this.nets.set(key, (this.nets.get(key) ?? 0n) + signed);
  }

  #count(year: number, journal: string): void {
    const key = `${year} ${journal}`;
    this.numbers.set(key, (this.numbers.get(key) ?? 0) + 1);
  }
}
