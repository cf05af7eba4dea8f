import { randomUUID } from "node:crypto";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { decideRequests } from "#app/commands/decide-requests.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { takeDecisionBack } from "#app/commands/take-decision-back.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { loadBoard } from "#app/routes/arbitration/board/load-board.ts";
import type { Db } from "#db/client.ts";
import { must, type SmallOrganisation, smallNomenclature } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const units = 50;
const requestsOfUnit = 20;
const linesOfRequest = 4;
const turns = 15;

/** The board of 1 000 requests of 50 units: what it asks of the database, what a decision takes, and all of them decided at once. */
export async function* board(books: SmallOrganisation): AsyncGenerator<BenchResult> {
  const { campaignId, scenarioId, requests } = await asked(books);
  const count = requests.length;
  const person = await books.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
  const { access } = person.actor;
  const scene = (db: Db) =>
    ({
      ...{ db, access, year: 2027, today: "2026-06-15", person: { id: person.actor.id }, mayDo: () => true },
      url: new URL(`http://bench/2027/arbitration?campaign=${campaignId}&scenario=${scenarioId}`),
    }) as unknown as LoaderScene;
  const loads = async () => {
    const taken: number[] = [];
    for (let turn = 0; turn <= turns; turn += 1) {
      taken.push(await books.database.read(books.organisation, async (db) => await timed(() => loadBoard(scene(db)))));
    }
    return middle(taken.slice(1));
  };
  yield atMost(1, { work: `board of ${count} requests, none decided`, value: await loads(), unit: "ms", limit: 100 });

  const decided: number[] = [];
  const back: number[] = [];
  for (const requestId of requests.slice(0, turns)) {
    const context = () => books.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
    const [one, other] = [await context(), await context()];
    decided.push(await timed(async () => must(await decideRequest(one, { scenarioId, requestId, verb: "grant", reason: "R", seen: 0 }))));
    back.push(await timed(async () => must(await takeDecisionBack(other, { scenarioId, which: "last", reason: "R" }))));
  }
  yield atMost(1, { work: `a decision among ${count} requests`, value: middle(decided), unit: "ms", limit: 300 });
  yield atMost(1, { work: `a decision taken back among ${count} requests`, value: middle(back), unit: "ms", limit: 300 });

  const all = await books.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
  const many = { scenarioId, requestIds: requests, verb: "grant", reason: "R" } as const;
  const seconds = (await timed(async () => must(await decideRequests(all, many)))) / 1000;
  yield atMost(1, { work: `${count} requests decided in one act`, value: seconds, unit: "s", limit: 2 });
  yield atMost(1, { work: `board of ${count} requests, all decided`, value: await loads(), unit: "ms", limit: 100 });
}

/** 1 000 requests ready for a decision, each of four lines by month in AE and CP, under one envelope. */
async function asked(books: SmallOrganisation): Promise<{ campaignId: string; scenarioId: string; requests: string[] }> {
  const codes = Array.from({ length: units }, (_, index) => `B${String(index).padStart(3, "0")}`);
  const own = codes.map((code) => ({
    ...{ code, label: code, shortLabel: code, kind: "department" as const, parent: "INSEE", from: "2020-01-01" },
  }));
  must(await loadNomenclature(await books.system(), { ...smallNomenclature, units: [...(smallNomenclature.units ?? []), ...own] }));
  const staff = () => books.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const dates = { opensOn: "2026-02-01", closesOn: "2026-12-31" };
  const opened = await openCampaign(await staff(), { targetYear: 2027, kind: "initial", label: randomUUID(), ...dates, units: codes });
  const { campaignId } = must(opened);
  await books.superuser.unsafe(`set search_path to ${books.organisation.schemaName}, public`);
  const author = (await staff()).actor.id;
  await books.superuser.unsafe(`
    insert into request (id, sheet_id, number, kind, title, rank, obligation, author, revision, managing_unit, benefiting_unit, state)
      select gen_random_uuid(), s.id, n, case n when 1 then 'baseline' else 'newMeasure' end, 'Demande ' || n, case n when 1 then null else n end,
             'discretionary', ${author}, 1, s.unit, s.unit, 'instructed'
        from sheet s, generate_series(1, ${requestsOfUnit}) n where s.campaign = '${campaignId}'`);
  await books.superuser.unsafe(`
    insert into plan_line (id, sheet_id, request_id, nature, activity, label, position)
      select gen_random_uuid(), r.sheet_id, r.id, '31', '01-ENQ', 'Ligne ' || n, n
        from request r join sheet s on s.id = r.sheet_id and s.campaign = '${campaignId}', generate_series(1, ${linesOfRequest}) n`);
  await books.superuser.unsafe(`
    insert into plan_cell (line_id, measure, target_year, month, amount, revision)
      select l.id, measure, 2027, month, 10000, 1
        from plan_line l join sheet s on s.id = l.sheet_id and s.campaign = '${campaignId}', unnest(array['AE', 'CP']) measure, generate_series(1, 12) month`);
  await books.superuser.unsafe(`
    insert into opinion (id, request_id, view, sentence, author)
      select gen_random_uuid(), r.id, 'favourable', 'Fondé.', ${author} from request r join sheet s on s.id = r.sheet_id and s.campaign = '${campaignId}'`);
  const rows = await books.superuser.unsafe<{ id: string }[]>(
    `select r.id from request r join sheet s on s.id = r.sheet_id where s.campaign = '${campaignId}' order by s.unit, r.number`,
  );
  const envelope = { campaignId, spendingClass: "nonPersonnel", resource: "CP", targetYear: 2027, amount: 400_000_000n } as const;
  must(await setEnvelope(await staff(), envelope));
  const { scenarioId } = must(await createScenario(await staff(), { campaignId, name: "Banc", startFrom: "asked" }));
  await books.superuser.unsafe("analyze plan_line, plan_cell, request, sheet, opinion");
  return { campaignId, scenarioId, requests: rows.map(({ id }) => id) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function middle(taken: readonly number[]): number {
  return taken.toSorted((left, right) => left - right)[Math.floor(taken.length / 2)] ?? 0;
}
