import { type RawBuilder, sql } from "kysely";
import { unexplained } from "#app/domain/ledger/bridge.ts";
import type { Day } from "#app/domain/month.ts";
import { absolute, type Quantity, type Resource } from "#app/domain/quantity.ts";
import { type CheckName, runChecks } from "../../check.ts";
import type { Db } from "../../client.ts";
import { bridge, type GapKind, paymentGaps } from "./bridge.ts";
import { commitmentBridgeOf } from "./commitment-bridge.ts";
import { openingGaps, settledIn } from "./opening.ts";
import { proofRuns } from "./proof.ts";
import { accountsWithoutLine, assetsNotTied, cutOffUndecided, cutOffUnposted, depreciationMissing } from "./year-end-readiness.ts";

/** One thing to settle before an exercise closes: how many, for how much, and the page where it is settled. */
export interface ReadinessCheck {
  readonly name: ReadinessName;
  /** A blocking one stops the closing; a warning is read and kept in the minutes. */
  readonly severity: Severity;
  /** Nothing to say when 0. */
  readonly count: number;
  /** In the smallest unit of `resource`; null where an amount says nothing. */
  readonly amount: Quantity | null;
  readonly resource: Resource;
  /** A path below `/:year/`. */
  readonly link: string;
}

export type Severity = "blocking" | "warning";

export interface ClosingExercise {
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

interface Measure {
  readonly count: number;
  readonly amount: Quantity | null;
}
interface Rule {
  readonly severity: Severity;
  readonly resource?: Resource;
  readonly link: string;
  /** `select count, amount`, or a function where the sum is not SQL's. */
  readonly measure: (exercise: ClosingExercise, today: Day) => RawBuilder<unknown> | ((db: Db) => Promise<Measure>);
}

interface ReadinessOptions {
  /** Told how many checks are done, after each. */
  readonly told?: (done: number) => void;
  /** What the latest kept proof found of the integrity, instead of proving it now: a page does not wait for every line to be read. */
  readonly provedAlready?: boolean;
}

/** Every check in the order of the page, silent ones too. A new one is a row of `rules`, and its words in `closing.check`. */
export async function readiness(
  db: Db,
  exercise: ClosingExercise,
  today: Day,
  { told, provedAlready = false }: ReadinessOptions = {},
): Promise<ReadinessCheck[]> {
  const found: ReadinessCheck[] = [];
  for (const name of readinessNames) {
    const { severity, link, resource = "EUR", measure }: Rule = rules[name];
    const measured = name === "integrity" && provedAlready ? lastProof : measure(exercise, today);
    const { count, amount } = typeof measured === "function" ? await measured(db) : await counted(db, measured);
    found.push({ name, severity, count, amount, resource, link });
    told?.(found.length);
  }
  return found;
}

async function lastProof(db: Db): Promise<Measure> {
  const [last] = await proofRuns(db, 1);
  return { count: Number(last?.faultCount ?? 0n), amount: null };
}

async function counted(db: Db, query: RawBuilder<unknown>): Promise<Measure> {
  const { rows } = await sql<{ count: bigint; amount: Quantity | null }>`
    select coalesce(count, 0)::bigint as count, amount::bigint as amount from (${query}) as measured (count, amount)`.execute(db);
  return { count: Number(rows[0]?.count ?? 0n), amount: rows[0]?.amount ?? null };
}

/** What a closing writes down must equal its detail; the rest of the integrity checks are the nightly self-check's. */
const provedBeforeClosing: readonly CheckName[] = [
  "account-balances",
  "stage-positions",
  "entry-totals",
  "trial-balance-zero",
  "matched-groups",
];

const rules = {
  // the order of the years
  "exercise-running": {
    severity: "blocking",
    link: "ledger/closing",
    measure: ({ lastDay }, today) => sql`select case when ${today}::date <= ${lastDay}::date then 1 else 0 end, null`,
  },
  // Closed and recorded: one that was reopened, changed and relocked is still to be closed again.
  "earlier-year-open": {
    severity: "blocking",
    link: "ledger/closing",
    measure: ({ year }) => sql`
      select count(*), null from fiscal_year y
       where y.year < ${year} and exists (select from journal_counter c where c.fiscal_year = y.year and c.last_number > 0)
         and not exists (select from closing c where c.fiscal_year = y.year and c.period is null and c.reopened_at is null)`,
  },
  "months-open": {
    severity: "warning",
    link: "ledger/closing",
    measure: ({ year }) => sql`select count(*), null from period where fiscal_year = ${year} and not complementary and status <> 'closed'`,
  },
  "opening-missing": {
    severity: "blocking",
    link: "ledger/closing",
    measure: ({ year }) => openingMeasure(year, "missing"),
  },
  "opening-differs": {
    severity: "blocking",
    link: "ledger/closing",
    measure: ({ year }) => openingMeasure(year, "differs"),
  },

  // what is not finished
  drafts: {
    severity: "blocking",
    link: "ledger/drafts",
    measure: ({ year }) => sql`
      select count(*), null from draft_entry where fiscal_year = ${year} and entry_id is null and deleted_at is null`,
  },
  suspense: {
    severity: "blocking",
    link: "ledger/trial-balance",
    measure: ({ year }) => sql`
      select count(*), sum(abs(balance)) from (
        select sum(debit - credit) as balance from account_balance
         where fiscal_year = ${year} and book = 'general' and account ~ '^47[1-5]' group by account) as b where balance <> 0`,
  },
  "unmatched-401": { severity: "warning", link: "ledger/open-items?account=401", measure: unmatched("401") },
  "unmatched-404": { severity: "warning", link: "ledger/open-items?account=404", measure: unmatched("404") },
  "unmatched-408": { severity: "warning", link: "ledger/open-items?account=408", measure: unmatched("408") },
  "unmatched-411": { severity: "warning", link: "ledger/open-items?account=411", measure: unmatched("411") },
  "requests-unpaid": {
    severity: "warning",
    link: "execution/year-end",
    measure: ({ lastDay }) => sql`
      select count(*), sum(r.amount) from payment_request r left join payment p on p.payment_request_id = r.id
       where r.state <> 'rejected' and r.requested_on <= ${lastDay}::date and (p.paid_on is null or p.paid_on > ${lastDay}::date)`,
  },
  "services-unrequested": { severity: "warning", link: "execution/commitments", measure: ({ lastDay }) => chainGap(lastDay, "requested") },
  "services-uncertified": { severity: "warning", link: "execution/outstanding", measure: ({ lastDay }) => chainGap(lastDay, "certified") },
  "treasury-overdrawn": {
    severity: "warning",
    link: "ledger/accounts/515",
    measure: ({ year }) => sql`
      select count(*), sum(balance) from (
        select sum(credit - debit) as balance from account_balance
         where fiscal_year = ${year} and book = 'general' and account like '515%' group by account) as b where balance > 0`,
  },

  // the year's end
  "depreciation-missing": {
    severity: "blocking",
    link: "ledger/depreciation",
    measure: (exercise) => (db) => depreciationMissing(db, exercise),
  },
  "cut-off-unposted": { severity: "blocking", link: "ledger/cut-off", measure: (exercise) => (db) => cutOffUnposted(db, exercise) },
  "cut-off-undecided": { severity: "warning", link: "ledger/cut-off", measure: (exercise) => (db) => cutOffUndecided(db, exercise) },
  "accounts-without-line": {
    severity: "blocking",
    link: "ledger/statements",
    measure: (exercise) => (db) => accountsWithoutLine(db, exercise),
  },
  "assets-not-tied": { severity: "warning", link: "ledger/assets", measure: (exercise) => (db) => assetsNotTied(db, exercise) },

  // credits
  "tranches-planned": {
    severity: "warning",
    resource: "CP",
    link: "allotment",
    measure: ({ year }) => sql`
      select count(distinct m.id), coalesce(sum(l.amount) filter (where l.resource = 'CP'), 0)
        from movement m join movement_line l on l.movement_id = m.id where m.fiscal_year = ${year} and m.state = 'planned'`,
  },
  "credits-unlapsed": {
    severity: "warning",
    resource: "CP",
    link: "execution/year-end",
    measure: ({ year }) => sql`
      select count(distinct unit), coalesce(sum(amount) filter (where resource = 'CP'), 0) from stage_position
       where fiscal_year = ${year} and stage in ('unallocated', 'reserve', 'notified', 'allotted', 'earmarked', 'requested') and amount <> 0`,
  },
  "overrun-AE": { severity: "blocking", resource: "AE", link: "execution/year-end/overruns", measure: overrun("AE") },
  "overrun-CP": { severity: "blocking", resource: "CP", link: "execution/year-end/overruns", measure: overrun("CP") },
  "overrun-ETPT": { severity: "blocking", resource: "ETPT", link: "execution/year-end/overruns", measure: overrun("ETPT") },

  // what holds the books together
  "budget-book": {
    severity: "blocking",
    link: "ledger",
    measure: ({ year }) => sql`
      select count(*), null from (
        select 1 from account_balance where fiscal_year = ${year} and book = 'budget'
         group by resource having sum(debit) <> sum(credit)) as unequal`,
  },
  // One event, both books: what the credits say was paid left the treasury.
  "bridge-unbalanced": { severity: "blocking", link: "ledger/bridge", measure: paymentGap("differs") },
  "bridge-residual": {
    severity: "blocking",
    link: "ledger/bridge",
    measure:
      ({ year }) =>
      async (db) =>
        unexplained(await bridge(db, year)),
  },
  // Said and no more: the budget book may follow extracts, whose commitments are not kept here.
  "commitments-unbridged": {
    severity: "warning",
    resource: "AE",
    link: "ledger/bridge",
    measure:
      ({ year }) =>
      async (db) => {
        const { residual } = await commitmentBridgeOf(db, year);
        return { count: residual === 0n ? 0 : 1, amount: absolute(residual) };
      },
  },
  "cash-without-credits": { severity: "warning", link: "ledger/bridge", measure: paymentGap("cashWithoutCredits") },
  "credits-without-cash": { severity: "warning", resource: "CP", link: "ledger/bridge", measure: paymentGap("creditsWithoutCash") },
  "number-gaps": {
    severity: "blocking",
    link: "ledger",
    measure: ({ year }) => sql`
      select count(*), null from journal_counter c
       where c.fiscal_year = ${year}
         and (c.last_number, c.last_number) <>
             (select count(*), coalesce(max(e.number), 0) from entry e where e.fiscal_year = c.fiscal_year and e.journal = c.journal)`,
  },
  integrity: {
    severity: "blocking",
    link: "ledger/proof",
    measure: () => async (db) => ({
      count: (await runChecks(db, { only: provedBeforeClosing })).reduce((total, { faultCount }) => total + faultCount, 0),
      amount: null,
    }),
  },
} as const satisfies Record<string, Rule>;

export type ReadinessName = keyof typeof rules;
export const readinessNames = Object.keys(rules) as ReadinessName[];

/** Lines of a third-party account that no matching settles in the exercise: what is carried line by line; their balance, debit − credit. */
function unmatched(prefix: string): Rule["measure"] {
  return ({ year }) => sql`
    select count(*), sum(l.debit - l.credit) from entry_line l
     where l.fiscal_year = ${year} and l.book = 'general' and l.account = any(array(select code from account where book = 'general' and code like ${`${prefix}%`}))
       and (l.entry_id, l.line) not in (${settledIn(year)})`;
}

function overrun(resource: string): Rule["measure"] {
  return ({ year }) => sql`
    select count(*), coalesce(sum(amount), 0) from stage_position
     where fiscal_year = ${year} and stage = 'overrun' and resource = ${resource} and amount > 0`;
}

/** Lines of commitments, as their documents stood on the last day: certified and not asked for, or committed and not certified. */
function chainGap(lastDay: Day, step: "certified" | "requested"): RawBuilder<unknown> {
  const [done, due] = step === "requested" ? [sql`requested`, sql`certified`] : [sql`certified`, sql`committed`];
  return sql`
    select count(*), sum(due - done) from (
      select ${due} as due, ${done} as done from (
        select l.committed - l.withdrawn as committed, coalesce(s.amount, 0) as certified, coalesce(r.amount, 0) as requested
          from commitment_line l
          join commitment c on c.id = l.commitment_id
          left join (select commitment_id, line, sum(amount) as amount from certified_service
                      where certified_on <= ${lastDay}::date group by 1, 2) s on s.commitment_id = l.commitment_id and s.line = l.line
          left join (select commitment_id, line, sum(amount) as amount from payment_request
                      where state <> 'rejected' and requested_on <= ${lastDay}::date group by 1, 2) r
                 on r.commitment_id = l.commitment_id and r.line = l.line
         where c.committed_on <= ${lastDay}::date) as line) as gap
     where due > done`;
}

/** One of the gaps between what was consumed and what was paid. */
function paymentGap(kind: GapKind): Rule["measure"] {
  return ({ year }) =>
    async (db) =>
      (await paymentGaps(db, year))[kind];
}

function openingMeasure(year: number, kind: "missing" | "differs"): (db: Db) => Promise<Measure> {
  return async (db) => {
    const gaps = await openingGaps(db, year);
    if ((gaps.opened === 0) !== (kind === "missing")) return { count: 0, amount: null };
    const amount = gaps.accounts.reduce((total, { expected, found }) => total + absolute(expected - found), 0n);
    return { count: gaps.accounts.length, amount };
  };
}
