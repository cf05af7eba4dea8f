import { randomUUID } from "node:crypto";
import { createUser } from "#app/commands/create-user.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Role } from "#app/domain/access.ts";
import type { Nomenclature } from "#app/domain/reference/nomenclature.ts";
import type { Result } from "#app/domain/result.ts";
import { stages } from "#app/domain/stage.ts";
import type { DatabaseOptions } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import { type TestDatabase, testDatabase } from "./postgres.ts";

export const today = "2026-06-15";

/** Two units under a root, one action with one activity, a nature of each class, the accounts that the chain posts to. */
export const smallNomenclature: Nomenclature = {
  units: [
    { code: "INSEE", label: "Institut", shortLabel: "Insee", kind: "institute", parent: null, from: "2020-01-01" },
    {
      code: "DR44",
      label: "Direction régionale Grand Est",
      shortLabel: "DR Grand Est",
      kind: "regionalDirectorate",
      from: "2020-01-01",
      parent: "INSEE",
    },
    { code: "DPT", label: "Département de la programmation", shortLabel: "DPG", kind: "department", from: "2020-01-01", parent: "INSEE" },
  ],
  natures: [
    { code: "P220", label: "Programme 220", level: "programme", parent: null, from: "2020-01-01" },
    { code: "T2", label: "Titre 2", level: "class", title: "T2", spendingClass: "personnel", parent: "P220", from: "2020-01-01" },
    {
      code: "21",
      label: "Rémunérations d'activité",
      level: "category",
      title: "T2",
      spendingClass: "personnel",
      parent: "T2",
      from: "2020-01-01",
    },
    { code: "HT2", label: "Hors titre 2", level: "class", spendingClass: "nonPersonnel", parent: "P220", from: "2020-01-01" },
    {
      code: "31",
      label: "Fonctionnement",
      level: "category",
      title: "T3",
      spendingClass: "nonPersonnel",
      parent: "HT2",
      from: "2020-01-01",
    },
  ],
  activities: [
    { code: "220", label: "Programme 220", level: "programme", parent: null, from: "2020-01-01" },
    { code: "01", label: "Infrastructures statistiques", level: "action", parent: "220", from: "2020-01-01" },
    { code: "01-ENQ", label: "Enquêtes", level: "activity", parent: "01", from: "2020-01-01" },
  ],
  accounts: [
    ...stages.map((code) => ({ book: "budget" as const, code, label: code, source: "stage" as const, from: "2020-01-01" })),
    ...["4091", "411", "401", "408", "421", "431", "467", "515", "606", "625", "641", "645", "647", "181"].map((code) => ({
      book: "general" as const,
      code,
      label: `Compte ${code}`,
      source: "pcg" as const,
      from: "2020-01-01",
    })),
  ],
  natureAccounts: [{ nature: "31", expense: "606", accrued: "408", payable: "401", from: "2020-01-01" }],
  journals: [
    ...["CR", "EN", "DP", "PY", "EF", "PC"].map((code) => ({ code, book: "budget" as const, label: `Journal ${code}` })),
    ...["AN", "HA", "SF", "PA", "TR", "OD", "EX"].map((code) => ({ code, book: "general" as const, label: `Journal ${code}` })),
  ],
  parties: [{ code: "FOUR1", label: "Fournisseur fictif", kind: "supplier" }],
};

export interface SmallOrganisation extends TestDatabase {
  /** The system, with a fresh key. */
  system(): Promise<CommandContext>;
  /** A person holding these roles on these units, made on first use; a fresh key each time. */
  as(login: string, ...grants: { role: Role; unit: string }[]): Promise<CommandContext>;
}

/** A database of its own with the small nomenclature and the exercises 2025 and 2026 open. */
export async function smallOrganisation(options: DatabaseOptions = {}): Promise<SmallOrganisation> {
  return await furnish(await testDatabase(options));
}

/** Puts the small nomenclature, two exercises and people into an empty organisation. */
export async function furnish(test: TestDatabase): Promise<SmallOrganisation> {
  const { database, organisation } = test;
  const system = () => systemContext(database, organisation, today);
  must(await loadNomenclature(await system(), smallNomenclature));
  for (const year of [2025, 2026]) must(await openFiscalYear(await system(), { year }));
  const people = new Map<string, bigint>();
  const as: SmallOrganisation["as"] = async (login, ...grants) => {
    const known = people.get(login);
    const id =
      known ??
      must(await createUser(await system(), { login, name: login, password: "a long enough password", locale: "fr", grants })).userId;
    people.set(login, id);
    const access = await database.read(organisation, (db) => accessOf(db, id, today));
    return { database, organisation, actor: { id, login, access }, key: randomUUID(), today };
  };
  return { ...test, system, as };
}

/** The value of a result that the test expects to be accepted. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok)
    throw new Error(`refused: ${JSON.stringify(result.refusal, (_, field) => (typeof field === "bigint" ? `${field}n` : field))}`);
  return result.value;
}
