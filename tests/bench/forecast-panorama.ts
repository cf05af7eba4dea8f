import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import type { Db } from "#db/client.ts";
import { panoramaOf } from "#db/queries/campaign/panorama.ts";
import { must, type SmallOrganisation, smallNomenclature } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const units = 120;
const linesOfUnit = 100;
const turns = 15;

/** The panorama of a campaign of 120 units of 100 lines, each with its twelve months in AE and CP. */
export async function* panorama(books: SmallOrganisation): AsyncGenerator<BenchResult> {
  const codes = Array.from({ length: units }, (_, index) => `U${String(index).padStart(3, "0")}`);
  const own = codes.map((code) => ({
    code,
    label: code,
    shortLabel: code,
    kind: "department" as const,
    parent: "INSEE",
    from: "2020-01-01",
  }));
  must(await loadNomenclature(await books.system(), { ...smallNomenclature, units: [...(smallNomenclature.units ?? []), ...own] }));
  const staff = await books.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const dates = { opensOn: "2026-02-01", closesOn: "2026-12-31" };
  const { campaignId } = must(await openCampaign(staff, { targetYear: 2027, kind: "initial", label: "Banc", ...dates, units: codes }));
  await books.superuser.unsafe(`set search_path to ${books.organisation.schemaName}, public`);
  await books.superuser.unsafe(`
    insert into request (id, sheet_id, number, kind, title, obligation, author, revision, managing_unit, benefiting_unit)
      select gen_random_uuid(), id, 1, 'baseline', 'Socle', 'inescapable', ${staff.actor.id}, 1, unit, unit from sheet`);
  await books.superuser.unsafe(`
    insert into plan_line (id, sheet_id, request_id, nature, activity, label, position)
      select gen_random_uuid(), sheet_id, id, '31', '01-ENQ', 'Ligne ' || n, n from request, generate_series(1, ${linesOfUnit}) n`);
  await books.superuser.unsafe(`
    insert into plan_cell (line_id, measure, target_year, month, amount, revision)
      select id, measure, 2027, month, 100, 1 from plan_line, unnest(array['AE', 'CP']) measure, generate_series(1, 12) month`);
  await books.superuser.unsafe("analyze plan_line, plan_cell, request, sheet, request_total, sheet_filling");
  const seen = new Set(codes);
  const asked = { id: campaignId, kind: "initial" as const, targetYear: 2027 };
  const value = await typical(books, (db) => panoramaOf(db, asked, seen, "everywhere"));
  yield atMost(1, { work: `panorama of ${units} units, ${units * linesOfUnit * 24} cells`, value, unit: "ms", limit: 100 });
  // What it would cost without the totals that are kept beside the cells (decision 0111).
  const kept = await typical(books, (db) =>
    sql`select sheet_id, measure, sum(amount) from sheet_total where target_year = 2027 group by 1, 2`.execute(db),
  );
  const summed = await typical(books, (db) =>
    sql`select l.sheet_id, c.measure, sum(c.amount) from plan_line l join plan_cell c on c.line_id = l.id
         where c.target_year = 2027 group by 1, 2`.execute(db),
  );
  yield atMost(0.1, { work: "sums of the sheets, kept against summed", value: kept, unit: "ms", limit: summed });
}

/** The middle of several turns, each in a transaction of its own, the first left out; milliseconds. */
async function typical(books: SmallOrganisation, work: (db: Db) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const ms = await books.database.read(books.organisation, async (db) => {
      await sql`select ${randomUUID()}::text`.execute(db);
      const begun = performance.now();
      await work(db);
      return performance.now() - begun;
    });
    if (turn > 0) taken.push(ms);
  }
  return taken.toSorted((left, right) => left - right)[Math.floor(taken.length / 2)] ?? 0;
}
