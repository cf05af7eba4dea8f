import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelJob } from "#app/commands/cancel-job.ts";
import { startJob } from "#app/commands/start-job.ts";
import { usualChoices } from "#app/domain/chorus/choices.ts";
import { checkExtractJob } from "#app/jobs/import-extract.ts";
import type { JobHandler } from "#app/jobs/job.ts";
import { doJob, type WorkerParts } from "#app/jobs/worker.ts";
import { chorusImportById } from "#db/queries/chorus/import.ts";
import { jobById } from "#db/queries/job.ts";
import { kept } from "#tests/support/chorus.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
});
afterAll(() => organisation.close());

const failures: unknown[] = [];
const text = ["N° EJ;Poste;Date;Montant engagé;Centre financier;Compte budgétaire", "EJ1;10;15/01/2026;100,00;0220-DR44;31"].join("\n");
const read: SmallOrganisation["database"]["read"] = (own, work) => organisation.database.read(own, work);
const parts = (): WorkerParts => ({
  database: organisation.database,
  handlers: [checkExtractJob as JobHandler<never>],
  today: () => today,
  onFailure: (error) => failures.push(error),
});

/** Asks for the check of an extract, and lets it begin. */
async function begun() {
  const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const importId = await kept(await organisation.system(), { kind: "commitments", text });
  const request = { importId, asOf: "2026-03-31", choices: usualChoices, address: `/2026/execution/imports/${importId}` };
  const { jobId } = must(await startJob(await staff(), { kind: "check-extract", capability: "execution.import", request }));
  const done = doJob(parts(), { slug: organisation.organisation.slug, jobId });
  return { importId, jobId, done, staff };
}

const outcome = async ({ importId, jobId }: { importId: string; jobId: string }) => {
  const { status, result } = (await read(organisation.organisation, (db) => jobById(db, jobId))) ?? {};
  const { state, report, checkedAt } = (await read(organisation.organisation, (db) => chorusImportById(db, importId))) ?? {};
  const remembered = await read(organisation.organisation, (db) => db.selectFrom("chorus_mapping").select("kind").execute());
  return { status, result, state, report, checkedAt, remembered };
};

test("« Arrêter » stops the check of an extract where it reads: nothing is found, nothing is remembered, and it may be checked again", async () => {
  const schema = organisation.superuser(organisation.organisation.schemaName);
  const lock = await organisation.superuser.reserve();
  await lock`begin`;
  await lock`lock table ${schema}.chorus_item in access exclusive mode`;
  const check = await begun();
  await waitingOn(lock);
  expect(must(await cancelJob(await check.staff(), { jobId: check.jobId }))).toEqual({ status: "running" });
  // The worker asks twice a second whether to stop.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await lock`rollback`;
  lock.release();
  await check.done;
  expect(await outcome(check)).toEqual({
    ...{ status: "cancelled", result: null, state: "waiting", report: null, checkedAt: null, remembered: [] },
  });
  expect(failures).toEqual([]);

  const again = await begun();
  await again.done;
  expect(await outcome(again)).toMatchObject({
    status: "done",
    state: "waiting",
    report: { rows: 1 },
    remembered: [{ kind: "commitments" }],
  });
});

/** Until the check stands before the table that is held. */
async function waitingOn(lock: Awaited<ReturnType<SmallOrganisation["superuser"]["reserve"]>>) {
  for (let turn = 0; turn < 100; turn += 1) {
    const [row] =
      await lock`select count(*)::int as waiting from pg_locks where not granted and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())`;
    if (row?.["waiting"] > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the check never came to the table");
}
