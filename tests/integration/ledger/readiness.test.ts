import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import { agreeToWaiver, askWaiver } from "#app/commands/waive-check.ts";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { type ReadinessCheck, type ReadinessName, readiness, readinessNames } from "#db/queries/ledger/readiness.ts";
import { budgetEntry, generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

/** 2025 holds one invoice, paid and settled: nothing blocks its closing in January 2026. */
let books: SmallBooks;
const year2025 = { year: 2025, firstDay: "2025-01-01", lastDay: "2025-12-31" };
const year2026 = { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" };
const later = "2027-01-15";

beforeAll(async () => {
  books = await smallBooks();
  await books.post(generalEntry("OD", "2025-02-02", "Achat", ["606", 100n], ["515", -100n]));
  await books.post(generalEntry("TR", "2025-02-28", "Financement", ["515", 100n], ["181", -100n]));
});
afterAll(() => books.close());

class Undone extends Error {}

/** The list after `trip`, all of it in a transaction that is given up. */
async function tripped(trip: (db: Db) => Promise<unknown>, exercise = year2025, today = later): Promise<ReadinessCheck[]> {
  let found: ReadinessCheck[] = [];
  const work = books.database.write(books.organisation, async (db) => {
    await trip(db);
    found = await readiness(db, exercise, today);
    throw new Undone();
  });
  await expect(work).rejects.toBeInstanceOf(Undone);
  return found;
}
const said = (checks: readonly ReadinessCheck[]) => checks.filter(({ count }) => count > 0);
const nothing = async () => undefined;

const post =
  (...drafts: readonly EntryDraft[]) =>
  async (db: Db) => {
    const posted = await postEntries(db, drafts, { actor: books.as("accountant").actor.id, today: later });
    if (!posted.ok) throw new Error(posted.refusal.kind);
  };
const run = (query: RawBuilder<unknown>) => async (db: Db) => await query.execute(db);
const overrun = (resource: BudgetResource) =>
  post(budgetEntry("EN", "2025-03-03", "Dépassement", resource, ["committed", 700n], ["overrun", -700n]));

/** An account that the small chart lacks, then an entry on it. */
const onAccount = (account: string, entry: EntryDraft) => async (db: Db) => {
  await run(sql`insert into account values ('general', ${account})`)(db);
  await run(sql`insert into account_version (book, code, valid, label, source) values ('general', ${account}, '(,)', ${account}, 'pcg')`)(
    db,
  );
  await post(entry)(db);
};

/** A commitment of 1 000 of which so much was certified and asked for in 2025, as the documents say. */
const chain =
  ({ certified, requested }: { certified: bigint; requested: bigint }) =>
  async (db: Db) => {
    const [commitment, event] = [randomUUID(), randomUUID()];
    const author = books.as("accountant").actor.id;
    await run(sql`insert into commitment (id, fiscal_year, number, label, party, committed_on, author, event_id)
      values (${commitment}, 2025, ${commitment}, 'Marché', 'ACME', '2025-02-02', ${author}, ${event})`)(db);
    await run(sql`insert into commitment_line (commitment_id, line, unit, beneficiary_unit, nature, activity, committed, certified, requested)
      values (${commitment}, 1, 'SG', 'SG', 'HT2', '01', 1000, ${certified}, ${requested})`)(db);
    if (certified > 0n) {
      await run(sql`insert into certified_service (id, fiscal_year, number, commitment_id, line, certified_on, amount, author, event_id)
        values (${randomUUID()}, 2025, ${randomUUID()}, ${commitment}, 1, '2025-03-03', ${certified}, ${author}, ${event})`)(db);
    }
    if (requested > 0n) {
      await run(sql`insert into payment_request (id, fiscal_year, number, flow, commitment_id, line, unit, nature, activity, party, requested_on, amount, author, event_id)
        values (${randomUUID()}, 2025, ${randomUUID()}, 1, ${commitment}, 1, 'SG', 'HT2', '01', 'ACME', '2025-04-04', ${requested}, ${author}, ${event})`)(
        db,
      );
    }
  };

/** A tranche of credits that is planned and was not put in place. */
const plannedTranche = async (db: Db) => {
  const movement = randomUUID();
  await run(sql`insert into movement (id, fiscal_year, number, kind, state, reason, planned_on, author)
    values (${movement}, 2025, 1, 'allotment', 'planned', 'Tranche', '2025-09-01', ${books.as("programmeStaff").actor.id})`)(db);
  await run(sql`insert into movement_line (movement_id, line, from_stage, from_unit, from_nature, from_activity, to_stage, to_unit, to_nature, to_activity, resource, amount)
    select ${movement}, n, 'notified', 'SG', 'HT2', '01', 'allotted', 'SG', 'HT2', '01', r, 300 from (values (1, 'AE'), (2, 'CP')) v (n, r)`)(
    db,
  );
};

/** One event in both books: consumed in the budget, paid by the Treasury. */
const paid = (consumed: bigint, cash: bigint) => {
  const eventId = randomUUID();
  return post(
    { ...budgetEntry("PY", "2025-03-03", "Paiement", "CP", ["consumed", consumed], ["overrun", -consumed]), eventId },
    { ...generalEntry("TR", "2025-03-03", "Paiement", ["606", cash], ["515", -cash]), eventId },
  );
};

describe("an exercise with nothing to settle", () => {
  it("has a silent list, but for its open months", async () => {
    const checks = await tripped(nothing);
    expect(checks.map(({ name }) => name)).toEqual(readinessNames);
    expect(said(checks).map(({ name }) => name)).toEqual(["months-open"]);
  });
});

type Trip = readonly [ReadinessName, (db: Db) => Promise<unknown>, { count: number; amount?: bigint }, typeof year2025?, string?];

/** Each blocker, the act that trips it, and what the list then says. */
const blockers: readonly Trip[] = [
  ["exercise-running", nothing, { count: 1 }, year2025, "2025-12-31"],
  ["earlier-year-open", nothing, { count: 1 }, year2026],
  ["opening-missing", nothing, { count: 2, amount: 200n }, year2026],
  [
    "opening-differs",
    (db) => post(generalEntry("AN", "2026-01-01", "À-nouveaux", ["129", 90n], ["181", -90n]))(db),
    { count: 2, amount: 20n },
    year2026,
  ],
  [
    "drafts",
    (db) =>
      run(sql`insert into draft_entry (id, author, editor, fiscal_year, body)
        select gen_random_uuid(), min(id), min(id), 2025, '{}'::jsonb from app_user`)(db),
    { count: 1 },
  ],
  ["suspense", (db) => post(generalEntry("OD", "2025-03-03", "À classer", ["471", 300n], ["181", -300n]))(db), { count: 1, amount: 300n }],
  ["overrun-AE", (db) => overrun("AE")(db), { count: 1, amount: 700n }],
  ["overrun-CP", (db) => overrun("CP")(db), { count: 1, amount: 700n }],
  ["overrun-ETPT", (db) => overrun("ETPT")(db), { count: 1, amount: 700n }],
  [
    "budget-book",
    async (db) => {
      await overrun("AE")(db);
      await run(sql`update account_balance set debit = debit + 1 where book = 'budget' and account = 'committed'`)(db);
    },
    { count: 1 },
  ],
  ["bridge-unbalanced", (db) => paid(500n, 450n)(db), { count: 1, amount: 50n }],
  ["bridge-residual", (db) => paid(500n, 450n)(db), { count: 1, amount: 50n }],
  [
    "number-gaps",
    (db) => run(sql`update journal_counter set last_number = last_number + 1 where fiscal_year = 2025 and journal = 'OD'`)(db),
    { count: 1 },
  ],
  ["integrity", (db) => run(sql`update account_balance set debit = debit + 1 where account = '606'`)(db), { count: 1 }],
];

describe("each blocker", () => {
  it.each(blockers.map((row) => [row[0], row] as const))("%s is tripped, and blocks", async (name, [, trip, expected, exercise, today]) => {
    const check = (await tripped(trip, exercise, today)).find((own) => own.name === name);
    expect(check).toMatchObject({ severity: "blocking", ...expected, count: expect.any(Number) });
    expect(check?.count).toBeGreaterThanOrEqual(expected.count);
    expect(check && isBlocking(check, [])).toBe(true);
  });

  it("is in the table above", async () => {
    const all = (await tripped(nothing)).filter(({ severity }) => severity === "blocking").map(({ name }) => name);
    const proved = new Set<string>(blockers.map(([name]) => name));
    // Those that other parts of the ledger add prove themselves where their rules are.
    const elsewhere = new Set(["accounts-without-line", "depreciation-missing", "cut-off-unposted"]);
    expect(all.filter((name) => !proved.has(name) && !elsewhere.has(name))).toEqual([]);
  });

  it("is refused by the closing itself, and nothing is written", async () => {
    await books.post(generalEntry("OD", "2025-04-04", "À classer", ["471", 300n], ["181", -300n]));
    const refused = await closeYear(books.as("chiefAccountant"), { fiscalYear: 2025 });
    expect(refused).toMatchObject({ refusal: { kind: "closing-not-ready", count: 1, first: "suspense" } });
    const [held] = await books.superuser`select count(*)::int as closings from closing`;
    expect(held?.["closings"]).toBe(0);
    await books.post(generalEntry("OD", "2025-04-05", "Classé", ["181", 300n], ["471", -300n]));
  });
});

describe("each warning", () => {
  const invoice = (account: string) =>
    post(generalEntry("HA", "2025-05-05", "Facture", ["606", 250n], [account, -250n, { party: "ACME" }]));
  const warnings: readonly Trip[] = [
    ["months-open", nothing, { count: 12 }],
    ["unmatched-401", (db) => invoice("401")(db), { count: 1, amount: -250n }],
    [
      "unmatched-404",
      (db) => onAccount("404", generalEntry("HA", "2025-05-05", "Serveurs", ["205", 80n], ["404", -80n, { party: "ACME" }]))(db),
      { count: 1, amount: -80n },
    ],
    [
      "unmatched-411",
      (db) => onAccount("411", generalEntry("RE", "2025-05-05", "Titre", ["411", 60n, { party: "ACME" }], ["706", -60n]))(db),
      { count: 1, amount: 60n },
    ],
    ["commitments-unbridged", (db) => paid(500n, 500n)(db), { count: 1, amount: 500n }],
    ["requests-unpaid", (db) => chain({ certified: 400n, requested: 400n })(db), { count: 1, amount: 400n }],
    ["services-unrequested", (db) => chain({ certified: 400n, requested: 100n })(db), { count: 1, amount: 300n }],
    ["services-uncertified", (db) => chain({ certified: 400n, requested: 100n })(db), { count: 1, amount: 600n }],
    ["tranches-planned", (db) => plannedTranche(db), { count: 1, amount: 300n }],
    [
      "cut-off-undecided",
      async (db) => {
        await chain({ certified: 400n, requested: 0n })(db);
        await run(sql`insert into commitment_schedule (commitment_id, line, year, amount) select id, 1, 2025, 900 from commitment`)(db);
        await run(sql`insert into nature_account (nature, valid, expense, accrued, payable) values ('HT2', '(,)', '606', '408', '401')`)(
          db,
        );
      },
      { count: 1, amount: 500n },
    ],
    [
      "credits-without-cash",
      (db) => post(budgetEntry("PY", "2025-03-03", "Sans trésorerie", "CP", ["consumed", 70n], ["overrun", -70n]))(db),
      { count: 1, amount: 70n },
    ],
    ["unmatched-408", (db) => invoice("408")(db), { count: 1, amount: -250n }],
    [
      "treasury-overdrawn",
      (db) => post(generalEntry("TR", "2025-05-05", "Payé", ["606", 40n], ["515", -40n]))(db),
      { count: 1, amount: 40n },
    ],
    [
      "credits-unlapsed",
      (db) => post(budgetEntry("CR", "2025-01-01", "LFI", "CP", ["voted", -900n], ["unallocated", 900n]))(db),
      { count: 1, amount: 900n },
    ],
    [
      "cash-without-credits",
      async (db) => {
        await paid(500n, 500n)(db);
        await post(generalEntry("TR", "2025-05-05", "Hors budget", ["606", 40n], ["515", -40n]))(db);
      },
      { count: 1 },
    ],
  ];
  it("is in the table above", async () => {
    const all = (await tripped(nothing)).filter(({ severity }) => severity === "warning").map(({ name }) => name);
    const proved = new Set<string>([...warnings.map(([name]) => name), "assets-not-tied"]);
    expect(all.filter((name) => !proved.has(name))).toEqual([]);
  });

  it.each(warnings.map((row) => [row[0], row] as const))("%s is said, and blocks nothing", async (name, [, trip, expected]) => {
    const check = (await tripped(trip)).find((own) => own.name === name);
    expect(check).toMatchObject({ severity: "warning", ...expected, count: expect.any(Number) });
    expect(check?.count).toBeGreaterThanOrEqual(expected.count);
    expect(check && isBlocking(check, [])).toBe(false);
  });
});

describe("a closing in spite of an overrun", () => {
  const chief = () => books.as("chiefAccountant");
  it("takes a reason and a second person, for the very amount, and keeps the overrun in the outturn", async () => {
    await books.post(budgetEntry("EN", "2025-06-06", "Dépassement", "AE", ["committed", 700n], ["overrun", -700n]));
    expect(await askWaiver(chief(), { fiscalYear: 2025, check: "suspense", reason: "x" })).toMatchObject({
      refusal: { kind: "check-not-waivable" },
    });
    expect(await askWaiver(chief(), { fiscalYear: 2025, check: "overrun-AE", reason: " " })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    const asked = await askWaiver(chief(), { fiscalYear: 2025, check: "overrun-AE", reason: "Crue de la Seine" });
    if (!asked.ok) throw new Error(asked.refusal.kind);
    expect(await closeYear(chief(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "closing-not-ready", first: "overrun-AE" } });
    expect(await agreeToWaiver(chief(), asked.value)).toMatchObject({ refusal: { kind: "author-decides" } });
    expect(await agreeToWaiver(books.as("budgetController"), asked.value)).toMatchObject({ ok: true });
    await books.post(budgetEntry("EN", "2025-06-07", "Encore", "AE", ["committed", 1n], ["overrun", -1n]));
    expect(await closeYear(chief(), { fiscalYear: 2025 })).toMatchObject({ refusal: { kind: "closing-not-ready" } });
    const again = await askWaiver(chief(), { fiscalYear: 2025, check: "overrun-AE", reason: "Crue de la Seine" });
    if (!again.ok) throw new Error(again.refusal.kind);
    expect(await agreeToWaiver(books.as("budgetController"), again.value)).toMatchObject({ ok: true });
    expect(await closeYear(chief(), { fiscalYear: 2025 })).toMatchObject({ ok: true });
    const [held] =
      await books.superuser`select sum(amount)::int as held from stage_position where fiscal_year = 2025 and stage = 'overrun'`;
    expect(held?.["held"]).toBe(701);
  });
});
