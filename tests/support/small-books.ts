import { randomUUID } from "node:crypto";
import type { CommandContext } from "#app/commands/run.ts";
import { type Access, type Role, systemAccess } from "#app/domain/access.ts";
import type { EntryDraft, LineDraft } from "#app/domain/ledger/entry.ts";
import { dayOfMonth, lastDayOf, monthOfYear } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { stages } from "#app/domain/stage.ts";
import type { DatabaseOptions } from "#db/client.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { type TestDatabase, testDatabase } from "./postgres.ts";

/**
 * A small organisation for tests of the books: two units (INSEE, and SG below it), natures T2 and HT2, one activity, the exercises
 * 2025 and 2026, the accounts and journals that a page of a ledger needs, and people named after their role.
 */
export interface SmallBooks extends TestDatabase {
  /** Posts in one transaction, as the accountant; fails the test when refused. */
  post(...drafts: readonly EntryDraft[]): Promise<PostedEntry[]>;
  /** The context of a command asked by someone with this role on this unit; a fresh key each time. */
  as(role: Role | "system", unit?: string): CommandContext;
}

export const today = "2026-06-15";

export async function smallBooks(options: DatabaseOptions = {}): Promise<SmallBooks> {
  return await furnishBooks(await testDatabase(options));
}

/** Puts the same into an empty organisation, wherever it stands. */
export async function furnishBooks(test: TestDatabase): Promise<SmallBooks> {
  const { superuser, organisation } = test;
  await superuser.unsafe(`set search_path to ${organisation.schemaName}, public`);
  await describe(test);
  for (const year of [2025, 2026]) await openYear(test, year);
  const users = await superuser<{ id: string; login: string }[]>`select id::text, login from app_user`;
  const idOf = (login: string) => BigInt(users.find((user) => user.login === login)?.id ?? 0);
  return {
    ...test,
    as: (role, unit = "INSEE") => ({
      database: test.database,
      organisation,
      actor: { id: idOf(role.toLowerCase()), login: role.toLowerCase(), access: role === "system" ? systemAccess : accessOf(role, unit) },
      key: randomUUID(),
      today,
    }),
    post: async (...drafts) => {
      const posted = await test.database.write(organisation, (db) => postEntries(db, drafts, { actor: idOf("accountant"), today }));
      if (!posted.ok) throw new Error(JSON.stringify(posted.refusal, (_, value) => (typeof value === "bigint" ? String(value) : value)));
      return posted.value;
    },
  };
}

/** A balanced general entry: `["606", 100n]` is a debit of 1.00 on account 606, `["401", -100n, { party: "ACME" }]` a credit. */
export function generalEntry(
  journal: string,
  entryDate: string,
  label: string,
  ...lines: readonly (readonly [account: string, signed: bigint, rest?: Partial<LineDraft>])[]
): EntryDraft {
  return {
    book: "general",
    journal,
    entryDate,
    label,
    eventId: randomUUID(),
    lines: lines.map(([account, signed, rest]) => ({ account, resource: "EUR", ...sides(signed), ...rest })),
  };
}

/** A movement of the budget book on SG, HT2 and activity 01. */
export function budgetEntry(
  journal: string,
  entryDate: string,
  label: string,
  resource: BudgetResource,
  ...lines: readonly (readonly [stage: string, signed: bigint])[]
): EntryDraft {
  return {
    book: "budget",
    journal,
    entryDate,
    label,
    eventId: randomUUID(),
    lines: lines.map(([account, signed]) => ({
      account,
      resource,
      unit: "SG",
      nature: "HT2",
      activity: "01",
      origin: account === "voted" ? "initialBudget" : null,
      ...sides(signed),
    })),
  };
}

function sides(signed: bigint): { debit: bigint; credit: bigint } {
  return signed < 0n ? { debit: 0n, credit: -signed } : { debit: signed, credit: 0n };
}

function accessOf(role: Role, unit: string): Access {
  return { grants: [{ role, unit, units: new Set(unit === "INSEE" ? ["INSEE", "SG"] : [unit]) }] };
}

const people = [
  "system",
  "agent",
  "unithead",
  "programmestaff",
  "arbitrator",
  "accountant",
  "chiefaccountant",
  "auditor",
  "administrator",
  "budgetcontroller",
];
const accounts = {
  "101": "Capital",
  "120": "Résultat de l'exercice (bénéfice)",
  "129": "Résultat de l'exercice (perte)",
  "181": "Compte de liaison",
  "205": "Logiciels",
  "401": "Fournisseurs",
  "408": "Factures non parvenues",
  "421": "Personnel",
  "471": "Compte d'attente",
  "515": "Compte au Trésor",
  "606": "Achats",
  "611": "Sous-traitance",
  "641": "Rémunérations",
  "706": "Prestations",
};
const journals = {
  AN: "À-nouveaux",
  HA: "Achats",
  SF: "Services faits",
  PA: "Paye",
  TR: "Trésor",
  RE: "Recettes",
  IM: "Immobilisations",
  OD: "Opérations diverses",
  EX: "Extournes",
  CL: "Clôture",
};

async function describe({ superuser: sql }: TestDatabase): Promise<void> {
  const always = "(,)";
  for (const login of people) await sql`insert into app_user (login, name) values (${login}, ${login})`;
  await sql`insert into unit values ('INSEE'), ('SG')`;
  await sql`insert into unit_version (code, valid, parent, label, short_label, kind) values
    ('INSEE', ${always}, null, 'Institut', 'Insee', 'institute'), ('SG', ${always}, 'INSEE', 'Secrétariat général', 'SG', 'secretariat')`;
  await sql`insert into nature values ('T2', 'personnel'), ('HT2', 'nonPersonnel')`;
  await sql`insert into nature_version (code, valid, label, level) values ('T2', ${always}, 'Personnel', 'class'), ('HT2', ${always}, 'Hors personnel', 'class')`;
  await sql`insert into activity values ('01')`;
  await sql`insert into activity_version (code, valid, label, level) values ('01', ${always}, 'Action 1', 'action')`;
  await sql`insert into party values ('ACME', 'Acme SA', 'supplier', null), ('DUPONT', 'Jeanne Dupont', 'agent', null)`;
  for (const [code, label] of Object.entries(accounts)) {
    await sql`insert into account values ('general', ${code})`;
    await sql`insert into account_version (book, code, valid, label, source) values ('general', ${code}, ${always}, ${label}, 'pcg')`;
  }
  for (const stage of stages) {
    await sql`insert into account values ('budget', ${stage})`;
    await sql`insert into account_version (book, code, valid, label, source) values ('budget', ${stage}, ${always}, ${stage}, 'stage')`;
  }
  for (const [code, label] of Object.entries(journals))
    await sql`insert into journal values (${code}, 'general', ${label}, ${code !== "CL"})`;
  for (const code of ["CR", "EN", "DP", "PY"]) await sql`insert into journal values (${code}, 'budget', ${code}, false)`;
}

async function openYear({ superuser: sql }: TestDatabase, year: number): Promise<void> {
  const last = dayOfMonth(monthOfYear(year, 12), 31);
  await sql`insert into fiscal_year values (${year}, ${dayOfMonth(monthOfYear(year, 1), 1)}, ${last})`;
  for (let month = 1; month <= 12; month += 1) {
    const name = monthOfYear(year, month);
    await sql`insert into period values (${year}, ${month}, ${dayOfMonth(name, 1)}, ${lastDayOf(name)})`;
  }
  await sql`insert into period values (${year}, 13, ${last}, ${last}, true)`;
  await sql`insert into journal_counter (fiscal_year, journal) select ${year}, code from journal`;
  await sql`insert into stage_position (fiscal_year, unit, spending_class, resource, stage)
    select ${year}, u.code, n.spending_class, r.code, a.code from unit u, nature n, resource r, account a
     where r.book = 'budget' and a.book = 'budget'`;
}
