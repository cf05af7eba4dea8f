import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { searchProposal } from "#app/commands/search-proposal.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { problemOf } from "#app/domain/arbitration/proposal/case.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { gapOf } from "#app/domain/arbitration/proposal/gap.ts";
import { proposeHandler } from "#app/jobs/propose.ts";
import { threadedSolver } from "#app/jobs/solver.ts";
import { doJob } from "#app/jobs/worker.ts";
import { proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import { proposalsOf } from "#db/queries/arbitration/proposal/proposal.ts";
import { must, type SmallOrganisation, smallNomenclature, today } from "#tests/support/small-organisation.ts";
import { benchOrganisation } from "./organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const units = 40;
const requestsOfUnit = 125;
const years = [2027, 2028] as const;

/** 5 000 requests in a database, four ceilings that let 60 % through: from the job's start to the proposal kept, and what the process does meanwhile. */
export async function* proposalThroughDatabase(): AsyncGenerator<BenchResult> {
  const books = await benchOrganisation();
  try {
    const campaignId = await filled(books);
    const staff = () => books.as("staff", { role: "programmeStaff", unit: "INSEE" });
    const count = units * requestsOfUnit;
    const { jobId } = must(await searchProposal(await staff(), { campaignId, criteriaId: null, continues: null }));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const begun = performance.now();
    const parts = { database: books.database, handlers: [proposeHandler(threadedSolver) as never], today: () => today };
    await doJob({ ...parts, onFailure: (error) => Promise.reject(error) }, { slug: books.organisation.slug, jobId });
    const whole = (performance.now() - begun) / 1000;
    delay.disable();
    const [kept] = await books.database.read(books.organisation, (db) => proposalsOf(db, campaignId));
    if (!kept || kept.worth === null || kept.bound === null) throw new Error("no proposal was kept");
    yield atMost(1, { work: `${count} requests, from the database to the proposal`, value: kept.tookMs / 1000, unit: "s", limit: 2 });
    yield atMost(1, { work: `${count} requests, the whole job`, value: whole, unit: "s", limit: 6 });
    yield atMost(1, {
      work: `${count} requests, gap proven`,
      value: gapOf({ worth: kept.worth, bound: kept.bound }),
      unit: "millionths",
      limit: 500,
    });
    yield* stopped(books, campaignId);
  } finally {
    await books.close();
  }
}

/** While the search goes on: how late the process is for anything else, and how soon it stops. */
async function* stopped(books: SmallOrganisation, campaignId: string): AsyncGenerator<BenchResult> {
  const given = await books.database.read(books.organisation, (db) => proposalCase(db, { id: campaignId, targetYear: 2027 }, { today }));
  const stopping = new AbortController();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const searching = threadedSolver.propose(problemOf(given, usualProposal), { gap: 0, seconds: 60, signal: stopping.signal });
  await new Promise((resolve) => setTimeout(resolve, 500));
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  delay.disable();
  const asked = performance.now();
  stopping.abort();
  const answer = await searching;
  yield atMost(1, { work: `a search that is stopped answers (${answer.kind})`, value: performance.now() - asked, unit: "ms", limit: 300 });
  yield atMost(1, { work: "event loop during a search, p95", value: delay.percentile(95) / 1e6, unit: "ms", limit: 50 });
}

async function filled(books: SmallOrganisation): Promise<string> {
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
  const staff = () => books.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const dates = { opensOn: "2026-02-01", closesOn: "2026-12-31" };
  const opened = await openCampaign(await staff(), { targetYear: 2027, kind: "initial", label: "Banc", ...dates, units: codes });
  const { campaignId } = must(opened);
  const run = async (statement: string) => await books.superuser.unsafe(statement);
  await run(`set search_path to ${books.organisation.schemaName}, public`);
  await run("set session_replication_role = replica");
  const author = (await staff()).actor.id;
  await run(`
    insert into request (id, sheet_id, number, kind, title, obligation, author, revision, managing_unit, benefiting_unit, state)
      select gen_random_uuid(), s.id, n, 'newMeasure', 'Demande ' || n, case when n % 3 = 0 then 'inescapable' else 'discretionary' end,
             ${author}, 1, s.unit, s.unit, 'submitted' from sheet s, generate_series(1, ${requestsOfUnit}) n where s.campaign = '${campaignId}'`);
  await run(`
    insert into plan_line (id, sheet_id, request_id, nature, activity, label, position)
      select gen_random_uuid(), sheet_id, id, '31', '01-ENQ', 'Ligne', 1 from request`);
  await run("select setseed(0.5)");
  await run(`
    insert into plan_cell (line_id, measure, target_year, month, amount, revision)
      select l.id, m, y, 0, round(exp(8 + 4 * random()))::bigint * 100, 1
        from plan_line l, unnest(array['AE', 'CP']) m, unnest(array[${years.join(", ")}]) y`);
  await run("set session_replication_role = origin");
  await run("analyze plan_line, plan_cell, request, sheet");
  for (const targetYear of years) {
    for (const resource of ["AE", "CP"] as const) {
      const rows = await run(
        `select (sum(amount) * 6 / 10)::bigint as amount from plan_cell where measure = '${resource}' and target_year = ${targetYear}`,
      );
      const amount = BigInt(String(rows[0]?.["amount"] ?? 0));
      must(await setEnvelope(await staff(), { campaignId, spendingClass: "nonPersonnel", resource, targetYear, amount }));
    }
  }
  return campaignId;
}
