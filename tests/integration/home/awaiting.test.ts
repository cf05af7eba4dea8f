import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/access.ts";
import { awaiting } from "#db/queries/home/awaiting.ts";
import { cycleFacts, nextClosing } from "#db/queries/home/cycle.ts";
import { resourceStandings } from "#db/queries/home/resources.ts";
import { budgetEntry, type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";

let books: SmallBooks;

/**
 * For 2027, an open campaign that closes on 30 June: SG has two drafts and one submitted request, INSEE one draft and one instructed.
 * In 2026, one tranche due and one to come for SG; a commitment of SG to certify, another certified and not yet requested; two payment
 * requests, one of which the accountant wrote. Credits of CP: 100.00 voted, 60.00 notified, 40.00 at disposal, 15.00 paid.
 */
beforeAll(async () => {
  books = await smallBooks();
  await books.superuser`insert into fiscal_year values (2027, '2027-01-01', '2027-12-31')`;
  await plan();
  await spend();
  await books.post(
    budgetEntry("CR", "2026-01-01", "Ouverture", "CP", ["voted", -100_00n], ["unallocated", 100_00n]),
    budgetEntry("CR", "2026-01-02", "Notification", "CP", ["unallocated", -60_00n], ["notified", 60_00n]),
    budgetEntry("CR", "2026-01-03", "Mise à disposition", "CP", ["notified", -40_00n], ["allotted", 40_00n]),
    budgetEntry("PY", "2026-02-03", "Paiement", "CP", ["allotted", -15_00n], ["consumed", 15_00n]),
  );
});

afterAll(() => books.close());

test.each<[Role, string, string[]]>([
  ["unitHead", "SG", ["submit 2 2027 2026-06-30", "certify 1 2026 -"]],
  ["unitHead", "INSEE", ["submit 3 2027 2026-06-30", "certify 1 2026 -"]],
  ["arbitrator", "INSEE", ["decide 1 2027 -"]],
  ["arbitrator", "SG", []],
  [
    "programmeStaff",
    "INSEE",
    ["submit 3 2027 2026-06-30", "instruct 1 2027 2026-06-30", "release 1 2026 2026-06-01", "certify 1 2026 -", "request 1 2026 -"],
  ],
  ["accountant", "INSEE", ["request 1 2026 -", "pay 1 2026 -"]],
  ["chiefAccountant", "INSEE", ["pay 2 2026 -"]],
  ["auditor", "INSEE", []],
])("what awaits a %s of %s", async (role, unit, expected) => {
  const { actor } = books.as(role, unit);
  const found = await books.database.read(books.organisation, (db) =>
    awaiting(db, { access: actor.access, person: actor.id, fiscalYear: 2026, today }),
  );
  expect(found.map(({ verb, count, year, dueOn }) => `${verb} ${count} ${year} ${dueOn ?? "-"}`)).toEqual(expected);
});

test("an adopted scenario waits to be notified, once", async () => {
  const count = async () => {
    const { actor } = books.as("programmeStaff");
    const found = await books.database.read(books.organisation, (db) =>
      awaiting(db, { access: actor.access, person: actor.id, fiscalYear: 2026, today }),
    );
    return found.find(({ verb }) => verb === "notify")?.count ?? 0;
  };
  expect(await count()).toBe(0);
  await books.superuser`insert into scenario (id, campaign, name, state, start_from, start_at, origin, author)
    select n.id, c.id, 'Retenu', 'adopted', 'asked', now(), n.id, c.author from campaign c, (select gen_random_uuid() as id) n`;
  expect(await count()).toBe(1);
  await books.superuser`update scenario set event_id = gen_random_uuid()`;
  expect(await count()).toBe(0);
});

test.each<[Role, string, object[]]>([
  ["auditor", "INSEE", [{ resource: "CP", opened: 100_00n, atDisposal: 40_00n, used: 15_00n }]],
  ["unitHead", "SG", [{ resource: "CP", opened: 100_00n, atDisposal: 40_00n, used: 15_00n }]],
])("where the credits stand, for a %s of %s", async (role, unit, expected) => {
  const { actor } = books.as(role, unit);
  expect(await books.database.read(books.organisation, (db) => resourceStandings(db, actor.access, 2026))).toEqual(expected);
});

test("figures of other units are not summed", async () => {
  const { actor } = books.as("unitHead", "INSEE");
  const elsewhere = { grants: [{ role: "unitHead" as const, unit: "INSEE", units: new Set(["INSEE"]) }] };
  expect(actor.access).not.toEqual(elsewhere);
  expect(await books.database.read(books.organisation, (db) => resourceStandings(db, elsewhere, 2026))).toEqual([]);
});

test("the cycle of an exercise is read from its campaign, its scenario and its credits", async () => {
  const [present, next] = await books.database.read(books.organisation, async (db) => [
    await cycleFacts(db, 2026, today),
    await cycleFacts(db, 2027, today),
  ]);
  expect(present).toMatchObject({
    firstDay: "2026-01-01",
    campaign: null,
    adopted: false,
    notified: true,
    atDisposal: true,
    closed: false,
  });
  expect(next).toMatchObject({
    firstDay: "2027-01-01",
    campaign: "open",
    campaignClosesOn: "2026-06-30",
    notified: false,
    atDisposal: false,
  });
});

test("the next deadline is the closing of an open campaign that is still to come", async () => {
  const at = (day: string) => books.database.read(books.organisation, (db) => nextClosing(db, day));
  expect([await at("2026-06-15"), await at("2026-06-30"), await at("2026-07-01")]).toEqual(["2026-06-30", "2026-06-30", null]);
});

async function idOf(login: string): Promise<string> {
  const [row] = await books.superuser<{ id: string }[]>`select id::text from app_user where login = ${login}`;
  return row?.id ?? "";
}

async function plan(): Promise<void> {
  const { superuser } = books;
  const agent = await idOf("agent");
  const [campaign, sg, insee] = [randomUUID(), randomUUID(), randomUUID()];
  await superuser`insert into campaign values (${campaign}, 2027, 'initial', 'Campagne 2027', 'open', '2026-04-01', '2026-06-30', ${agent})`;
  await superuser`insert into sheet values (${sg}, ${campaign}, 'SG'), (${insee}, ${campaign}, 'INSEE')`;
  const states = [
    [sg, 1, "draft"],
    [sg, 2, "draft"],
    [sg, 3, "submitted"],
    [insee, 1, "draft"],
    [insee, 2, "instructed"],
  ] as const;
  for (const [sheet, number, state] of states) {
    await superuser`insert into request (id, sheet_id, number, kind, title, obligation, state, author, revision, managing_unit, benefiting_unit)
      select ${randomUUID()}, id, ${number}, 'baseline', 'Demande', 'obligatory', ${state}, ${agent}, 1, unit, unit from sheet where id = ${sheet}`;
  }
}

async function spend(): Promise<void> {
  const { superuser } = books;
  const [agent, accountant] = [await idOf("agent"), await idOf("accountant")];
  for (const [index, day] of ["2026-06-01", "2026-09-01"].entries()) {
    const id = randomUUID();
    await superuser`insert into movement (id, fiscal_year, number, kind, state, reason, planned_on, author) values (${id}, 2026, ${index + 1}, 'allotment', 'planned', 'Tranche', ${day}, ${agent})`;
    await superuser`insert into movement_line values (${id}, 1, 'notified', 'SG', 'HT2', '01', 'allotted', 'SG', 'HT2', '01', 'CP', 100)`;
  }
  for (const [number, certified] of [
    ["EJ-1", 0],
    ["EJ-2", 500],
  ] as const) {
    const id = randomUUID();
    await superuser`insert into commitment values (${id}, 2026, ${number}, 'Achat', 'ACME', '2026-02-01', ${agent}, ${randomUUID()})`;
    await superuser`insert into commitment_line (commitment_id, line, unit, beneficiary_unit, nature, activity, committed, certified) values (${id}, 1, 'SG', 'SG', 'HT2', '01', 500, ${certified})`;
  }
  for (const [number, author] of [
    ["DP-1", agent],
    ["DP-2", accountant],
  ] as const) {
    await superuser`insert into payment_request (id, fiscal_year, number, flow, unit, nature, activity, party, requested_on, amount, author, event_id)
      values (${randomUUID()}, 2026, ${number}, 4, 'SG', 'HT2', '01', 'DUPONT', '2026-03-01', 100, ${author}, ${randomUUID()})`;
  }
}
