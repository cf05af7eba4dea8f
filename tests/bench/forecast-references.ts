import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { historyYears, outturnsOf, referencesOf, treesOn } from "#db/queries/forecast/references.ts";
import { newMeasure, planningWorldIn } from "#tests/support/planning.ts";
import { must, type SmallOrganisation, smallNomenclature } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const [natureCount, activityCount] = [15, 20];
const turns = 15;
/** The unit that is looked at is one of so many, each with as many lines in the journal. */
const units = 10;

/** What a sheet of 300 lines, each its own nature and activity, is compared with: six years executed month by month, one notified, and the present one. */
export async function* referencesRead(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const natures = codes("31-", natureCount).map((code) => ({
    code,
    label: code,
    level: "nature" as const,
    parent: "31",
    title: "T3" as const,
    spendingClass: "nonPersonnel" as const,
    from: "2020-01-01",
  }));
  const activities = codes("01-A", activityCount).map((code) => ({
    code,
    label: code,
    level: "activity" as const,
    parent: "01",
    from: "2020-01-01",
  }));
  const others = codes("U", units).map((code) => ({
    code,
    label: code,
    shortLabel: code,
    kind: "department" as const,
    parent: "INSEE",
    from: "2020-01-01",
  }));
  const nomenclature = {
    ...smallNomenclature,
    units: [...(smallNomenclature.units ?? []), ...others],
    natures: [...(smallNomenclature.natures ?? []), ...natures],
    activities: [...(smallNomenclature.activities ?? []), ...activities],
  };
  must(await loadNomenclature(await books.system(), nomenclature));
  for (let year = 2024; year >= 2026 - historyYears; year -= 1) must(await openFiscalYear(await books.system(), { year }));
  const world = await planningWorldIn(books);
  const places = natures.flatMap(({ code: nature }) => activities.map(({ code: activity }) => ({ nature, activity })));
  const lines = places.map((place) => ({ ...place, label: `${place.nature} ${place.activity}`, cells: [] }));
  must(await saveRequest(await world.agent(), newMeasure(world, { kind: "baseline", rank: null, lines })));
  await journalOf(books, ["DR44", ...others.map(({ code }) => code)]);
  const asked = {
    campaign: { kind: "initial" as const, targetYear: 2027 },
    ...{ unit: "DR44", today: "2026-06-15", view: "whole" as const },
  };
  const read = await typical(() => world.read((db) => referencesOf(db, asked)));
  if (read.value.length < places.length) throw new Error(`${read.value.length} references were found of ${places.length}`);
  const work = `references of a sheet of ${places.length} lines`;
  yield atMost(1, { work, value: read.ms, unit: "ms", limit: 100 });
  const query = await typical(() => world.read((db) => outturnsOf(db, { unit: "DR44", from: 2026 - historyYears, to: 2026 })));
  yield atMost(1, { work: `${work}, what was executed`, value: query.ms, unit: "ms", limit: 30 });
  const trees = await typical(() => world.read((db) => treesOn(db, "2027-01-01")));
  yield atMost(1, { work: `${work}, the trees`, value: trees.ms, unit: "ms", limit: 30 });
  const sheet = await typical(() => world.read((db) => sheetLines(db, world.campaignId, "DR44")));
  if (sheet.value.length !== places.length) throw new Error(`${sheet.value.length} lines were read`);
  yield atMost(1, { work: `${work}, its lines`, value: sheet.ms, unit: "ms", limit: 30 });
}

function codes(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, "0")}`);
}

/** Lines as the chain posts them, put beside it: only the sums of the lines are read here. */
async function journalOf({ superuser, organisation }: SmallOrganisation, codesOfUnits: readonly string[]): Promise<void> {
  const s = organisation.schemaName;
  await superuser.unsafe(`begin; set local session_replication_role = replica; set local search_path to ${s}, public;
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, nature, activity, resource, debit, credit, label)
    select p.fiscal_year, 1000000 + p.fiscal_year, row_number() over (partition by p.fiscal_year), 'budget', p.period, p.first_day, a.account, u.unit,
           n.code, c.code, a.resource, 1000 + (p.period * 37) % 500, 0, 'Banc'
      from period p
      cross join unnest(array[${codesOfUnits.map((code) => `'${code}'`).join(", ")}]) as u (unit)
      cross join (select code from nature where code like '31-%') n
      cross join (select code from activity where code like '01-A%') c
      cross join (values ('consumed', 'CP'), ('committed', 'AE'), ('notified', 'CP')) as a (account, resource)
     where p.first_day = date_trunc('month', p.first_day) and p.period between 1 and 12
       and (a.account <> 'notified' or (p.period = 1 and p.fiscal_year = 2026));
    commit`);
  await superuser.unsafe(`vacuum analyze ${s}.entry_line`);
}

/** The middle of several turns, the first left out. */
async function typical<Value>(work: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const taken: { value: Value; ms: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const begun = performance.now();
    const value = await work();
    if (turn > 0) taken.push({ value, ms: performance.now() - begun });
  }
  const middle = taken.toSorted((left, right) => left.ms - right.ms)[Math.floor(taken.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return middle;
}
