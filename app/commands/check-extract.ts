import type { ExtractChoices } from "#app/domain/chorus/choices.ts";
import type { UnitOverrun } from "#app/domain/chorus/events.ts";
import type { Unplaced } from "#app/domain/chorus/facts.ts";
import type { ItemChange } from "#app/domain/chorus/item.ts";
import { type ExtractKind, posts } from "#app/domain/chorus/kind.ts";
import type { ExtractFault } from "#app/domain/chorus/read-rows.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import {
  bookOfImport,
  type ChorusImport,
  chorusImportById,
  postedWithBytes,
  rememberChoices,
  saveExtractCheck,
} from "#db/queries/chorus/import.ts";
import { type ExerciseDays, exercise } from "#db/queries/execution-reference.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { type ComparedExtract, compareExtract } from "./compare-extract.ts";
import { extractEvents, type PlannedChange } from "./extract-events.ts";
import { bookOf } from "./keep-sheet-import.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { toStored } from "./stored-value.ts";

/** What the check of an extract found, as its page shows it: all is counted, the first ones are told. */
export interface ExtractReport {
  readonly rows: number;
  readonly totals: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly rejected: number;
  readonly vanished: number;
  /** Commitments that requests cite and nobody brought. */
  readonly cited: number;
  /** What the rows that are taken say in all, and what of it is new. */
  readonly amount: Quantity;
  readonly settled: Quantity;
  readonly difference: Quantity;
  readonly units: readonly { readonly unit: string; readonly count: number; readonly difference: Quantity }[];
  readonly unplaced: readonly { readonly what: Unplaced; readonly code: string; readonly count: number }[];
  readonly overruns: readonly UnitOverrun[];
  readonly events: number;
  readonly firstChanges: readonly ShownChange[];
  readonly firstFaults: readonly ExtractFault[];
  readonly firstVanished: readonly { readonly key: string; readonly label: string; readonly unit: string; readonly amount: Quantity }[];
}

/** Of an import that no file was read for. */
export const emptyReport: ExtractReport = {
  ...{ rows: 0, totals: 0, added: 0, changed: 0, same: 0, rejected: 0, vanished: 0, cited: 0, events: 0 },
  ...{
    amount: 0n,
    settled: 0n,
    difference: 0n,
    units: [],
    unplaced: [],
    overruns: [],
    firstChanges: [],
    firstFaults: [],
    firstVanished: [],
  },
};

export interface ShownChange {
  readonly key: string;
  readonly row: number | null;
  readonly label: string;
  readonly unit: string;
  readonly before: Quantity | null;
  readonly after: Quantity;
  readonly settled: Quantity;
}

const mostShown = 100;

export interface CheckedExtract {
  readonly importId: string;
  readonly asOf: Day;
  readonly choices: ExtractChoices;
}

interface FoundExtract {
  readonly kept: ChorusImport;
  readonly compared: ComparedExtract;
  readonly report: ExtractReport;
}

/**
 * Checks an extract as it is chosen to be read: writes nothing but what was found, and remembers the choices for its kind and site. Thrown: `signal`,
 * once it is aborted; nothing is written then.
 */
export async function checkExtract(
  context: CommandContext,
  input: CheckedExtract,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<ExtractReport>> {
  const { importId, asOf, choices } = input;
  const { database, organisation } = context;
  const found = await database.read(organisation, async (db): Promise<Result<FoundExtract>> => {
    await allowLongStatements(db);
    const kept = await chorusImportById(db, importId);
    if (!kept) return refuse({ kind: "not-found", what: "file", id: importId });
    const days = await exercise(db, kept.fiscalYear);
    if (!days || asOf < days.firstDay || asOf > days.lastDay) return refuse({ kind: "unknown-year", date: asOf });
    const read = { kind: kept.kind, site: kept.site, asOf, exercise: days, choices, importId: kept.id, lock: false };
    const compared = await compareExtract(db, { ...read, book: async () => bookOf({ book: await bookOfImport(db, importId) }) });
    signal?.throwIfAborted();
    if (compared.missing.length > 0) return refuse({ kind: "extract-unmapped", fields: compared.missing });
    const planned = await plannedEvents(db, { importId, kind: kept.kind, compared, asOf, exercise: days, lock: false });
    if (!planned.ok) return planned;
    return accept({ kept, compared, report: reportOf(compared, planned.value) });
  });
  signal?.throwIfAborted();
  if (!found.ok) return found;
  const { kept, compared, report } = found.value;
  return await runCommand(context, { name: "check-extract", capability: "execution.import" }, input, async (db, touch) => {
    const standing = await chorusImportById(db, importId, { lock: true });
    if (standing?.state !== "waiting")
      return refuse({ kind: "extract-posted", at: standing?.postedAt?.toISOString() ?? "", by: standing?.postedBy ?? "" });
    await saveExtractCheck(db, importId, { asOf, choices, report: toStored(report), digest: Buffer.from(compared.digest, "hex") });
    await rememberChoices(db, kept.kind, kept.site, choices, context.actor.id);
    touch({ kind: "chorusImport", id: importId, detail: { rows: report.rows, rejected: report.rejected, digest: compared.digest } });
    return accept(report);
  });
}

export interface PlanAsked {
  readonly importId: string;
  readonly kind: ExtractKind;
  readonly compared: ComparedExtract;
  readonly asOf: Day;
  readonly exercise: ExerciseDays;
  readonly lock: boolean;
}

/** Everything that an extract changes, commitments that requests cite first. */
export function plannedChanges(kind: ExtractKind, { differences }: Pick<ComparedExtract, "differences">): PlannedChange[] {
  return [
    ...differences.commitments.map((change) => ({ ...change, kind: "commitments" as const })),
    ...differences.changes.map((change) => ({ ...change, kind })),
  ];
}

/** What an extract would post, and what of it no credit covers. */
export async function plannedEvents(db: Db, { importId, kind, compared, asOf, exercise: days, lock }: PlanAsked) {
  if (!posts(kind)) return accept({ events: [], overruns: [] });
  const changes = plannedChanges(kind, compared);
  if (kind === "opening") {
    const balance = sum(changes.map(({ before, after }) => after.amount - (before?.amount ?? 0n)));
    const fault = balance === 0n ? undefined : unbalanced(changes);
    if (fault) return fault;
  }
  const title = `${titles[kind]}, extrait au ${asOf.split("-").reverse().join("/")}`;
  return await extractEvents(db, { importId, changes, asOf, exercise: days, codes: compared.codes, title, lock });
}

const titles: Readonly<Record<ExtractKind, string>> = {
  commitments: "Engagements Chorus",
  payments: "Demandes de paiement Chorus",
  payroll: "Paye",
  staffing: "Emplois",
  credits: "Crédits Chorus",
  opening: "Soldes d’ouverture",
  balance: "Balance Chorus",
};

/** Opening balances are an entry: what they add to one side they add to the other. */
function unbalanced(changes: readonly ItemChange[]) {
  const amounts = changes.map(({ before, after }) => after.amount - (before?.amount ?? 0n));
  const [debit, credit] = [sum(amounts.filter((own) => own > 0n)), -sum(amounts.filter((own) => own < 0n))];
  return refuse({ kind: "extract-unbalanced" as const, debit, credit });
}

/** What the page of an extract says of its comparison. */
export function reportOf(
  { facts, faults, rows, totals, differences }: ComparedExtract,
  { events, overruns }: { readonly events: readonly unknown[]; readonly overruns: readonly UnitOverrun[] },
): ExtractReport {
  const { changes, commitments, same, vanished } = differences;
  const byUnit = [...grouped(changes, ({ after }) => after.place.unit)].map(([unit, own]) => {
    return { unit, count: own.length, difference: sum(own.map(differenceOf)) };
  });
  return {
    ...{ rows, totals, same, vanished: vanished.length, overruns, events: events.length },
    added: changes.filter(({ before }) => before === null).length,
    changed: changes.filter(({ before }) => before !== null).length,
    rejected: new Set(faults.map(({ row }) => row)).size,
    cited: commitments.filter(({ before }) => before === null).length,
    amount: sum(facts.map(({ amount }) => amount)),
    settled: sum(facts.map(({ settled }) => settled)),
    difference: sum(changes.map(differenceOf)),
    units: byUnit.sort((left, right) => (left.unit < right.unit ? -1 : 1)),
    unplaced: unplacedOf(facts),
    firstChanges: changes.slice(0, mostShown).map(({ key, row, before, after }) => {
      return {
        key,
        row,
        label: after.label,
        unit: after.place.unit,
        before: before?.amount ?? null,
        after: after.amount,
        settled: after.settled,
      };
    }),
    firstFaults: faults.slice(0, mostShown),
    firstVanished: vanished
      .slice(0, mostShown)
      .map(({ key, item }) => ({ key, label: item.label, unit: item.place.unit, amount: item.amount })),
  };
}

function differenceOf({ before, after }: ItemChange): Quantity {
  return after.amount - (before?.amount ?? 0n);
}

const codeOf = {
  unit: "financialCentre",
  activity: "activityCode",
  nature: "budgetAccount",
  suspense: "budgetAccount",
} as const;

/** The codes that stand for nothing here, the most frequent first. */
function unplacedOf(facts: ComparedExtract["facts"]): ExtractReport["unplaced"] {
  const counts = new Map<string, { what: Unplaced; code: string; count: number }>();
  for (const { unplaced, coding } of facts) {
    for (const what of unplaced) {
      const code = coding[codeOf[what]] ?? (what === "activity" ? coding.functionalDomain : undefined) ?? "";
      const name = `${what} ${code}`;
      const known = counts.get(name);
      if (known) known.count += 1;
      else counts.set(name, { what, code, count: 1 });
    }
  }
  return [...counts.values()].sort((left, right) => right.count - left.count).slice(0, mostShown);
}

/** The import of these very bytes, when there is one that stands. */
export async function earlierImport(db: Db, kept: { readonly kind: ExtractKind; readonly sha256: string }) {
  return await postedWithBytes(db, { kind: kept.kind, sha256: Buffer.from(kept.sha256, "hex") });
}
