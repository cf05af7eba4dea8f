import { randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rebuildBalances } from "#app/commands/rebuild-balances.ts";
import { releaseChain } from "#app/commands/release-chain.ts";
import { anchorLedger } from "#app/commands/take-anchors.ts";
import { proofHandler } from "#app/jobs/prove-ledger.ts";
import { anchorsOf } from "#db/anchor.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import { sealAudit } from "#db/audit-seal.ts";
import { runChecks } from "#db/check.ts";
import { chainStops, proofRuns } from "#db/queries/ledger/proof.ts";
import { verifyLedger } from "#db/verify.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let folder: string;
const heard: object[] = [];

beforeAll(async () => {
  books = await smallBooks();
  folder = mkdtempSync(path.join(tmpdir(), "enveloppe-anchors-"));
  await books.post(generalEntry("HA", "2026-03-01", "Facture", ["606", 1200n], ["401", -1200n, { party: "ACME" }]));
  await books.post(generalEntry("TR", "2026-03-02", "Règlement", ["401", 1200n, { party: "ACME" }], ["515", -1200n]));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await books.close();
});
beforeEach(() => void heard.splice(0));

const file = () => anchorFileOf(folder, "test");
const read = <Value>(work: Parameters<typeof books.database.read<Value>>[1]) => books.database.read(books.organisation, work);

async function prove(reason: "nightly" | "hand" = "hand") {
  const handler = proofHandler({ anchorDir: folder, onFaults: (found) => void heard.push(found) });
  const said: bigint[] = [];
  const context = books.as("system");
  const result = await handler.run({
    context: { ...context, actor: { ...context.actor, id: books.as("chiefAccountant").actor.id } },
    request: { reason, year: 2026 },
    progress: ({ done }) => void said.push(done),
    signal: new AbortController().signal,
  });
  return { result, said };
}

/** A superuser's hand, triggers off. */
async function tamper(statement: string): Promise<void> {
  await books.superuser.begin(async (sql) => {
    await sql.unsafe(
      `set local session_replication_role = replica; set local search_path to ${books.organisation.schemaName}; ${statement}`,
    );
  });
}

describe("the self-check", () => {
  test("verifies, checks, anchors what is sound, and says how far it is", async () => {
    const { result, said } = await prove("nightly");
    expect(result).toMatchObject({ ok: true, value: { address: "/2026/ledger/proof", values: { faults: 0, entries: 2, lines: 4 } } });
    expect(said.at(-1)).toBe(1000n);
    expect(said).toEqual(said.toSorted((left, right) => Number(left - right)));
    expect(heard).toEqual([]);
    expect(await read((db) => proofRuns(db, 5))).toMatchObject([
      { reason: "nightly", sound: true, entries: 2n, postings: 2n, faultCount: 0n },
    ]);
    expect(await read((db) => anchorsOf(db, 2026))).toMatchObject([
      { journal: "HA", lastNumber: 1n, debits: { EUR: 1200n } },
      { journal: "TR", lastNumber: 1n, debits: { EUR: 1200n } },
    ]);
    expect(readFileSync(file(), "utf8").split("\n")).toHaveLength(2);
  });

  test("a chain that is altered stops: nothing is posted there, the others go on; sound again, it resumes by itself", async () => {
    await tamper("update entry set label = 'Facture !' where journal = 'HA' and number = 1");
    expect((await prove()).result).toMatchObject({ ok: true, value: { values: { faults: 1 } } });
    expect(heard).toEqual([{ organisation: "test", faults: 1, stopped: 1 }]);
    expect(await read(chainStops)).toMatchObject([{ journal: "HA", fiscalYear: 2026 }]);
    const draft = generalEntry("HA", "2026-03-05", "Refusée", ["606", 100n], ["515", -100n]);
    await expect(books.post(draft)).rejects.toThrow("chain-stopped");
    await expect(books.post({ ...draft, journal: "OD" })).resolves.toHaveLength(1);

    await tamper("update entry set label = 'Facture' where journal = 'HA' and number = 1");
    expect((await prove()).result).toMatchObject({ ok: true, value: { values: { faults: 0 } } });
    expect(await read(chainStops)).toEqual([]);
    await expect(books.post(generalEntry("HA", "2026-03-06", "Reprise", ["606", 100n], ["515", -100n]))).resolves.toHaveLength(1);
  });

  test("the database refuses a link to a stopped chain, whoever asks for it", async () => {
    await books.superuser`insert into chain_stop (fiscal_year, journal, run_id, faults) select 2026, 'RE', min(id), '\\x00' from proof_run`;
    const link = books.superuser`insert into posting values (2026, 'RE', 1, 1, '\\x00', sha256('x'), 1, now())`;
    await expect(link).rejects.toMatchObject({ code: "23514", constraint_name: "chain_stopped" });
    await books.superuser`update chain_stop set lifted_at = now(), lifted_by = (select min(id) from app_user) where journal = 'RE'`;
  });

  test("the chief accountant alone releases it before, with a reason; the same faults do not stop it again, others do", async () => {
    await tamper("update entry set label = 'Règlement !' where journal = 'TR' and number = 1");
    await prove();
    const [stop] = await read(chainStops);
    const stopId = stop?.id ?? 0n;
    expect(await releaseChain(books.as("accountant"), { stopId, reason: "Étiquette" })).toMatchObject({
      ok: false,
      refusal: { kind: "forbidden" },
    });
    expect(await releaseChain(books.as("chiefAccountant"), { stopId, reason: " " })).toMatchObject({
      refusal: { kind: "reason-required" },
    });
    expect(await releaseChain(books.as("chiefAccountant"), { stopId, reason: "Constaté avec l’auditeur" })).toMatchObject({ ok: true });
    expect(await releaseChain(books.as("chiefAccountant"), { stopId, reason: "Deux fois" })).toMatchObject({
      refusal: { kind: "not-found" },
    });
    await books.post(generalEntry("TR", "2026-03-07", "Après la reprise", ["606", 100n], ["515", -100n]));
    await prove();
    expect(await read(chainStops)).toEqual([]);
    await tamper("update entry set label = 'Après !' where journal = 'TR' and number = 2");
    await prove();
    expect(await read(chainStops)).toMatchObject([{ journal: "TR" }]);
    await tamper("update entry set label = 'Règlement' where journal = 'TR' and number = 1");
    await tamper("update entry set label = 'Après la reprise' where journal = 'TR' and number = 2");
    expect((await prove()).result).toMatchObject({ ok: true, value: { values: { faults: 0 } } });
  });
});

describe("the file of anchors", () => {
  const anchor = (reason: "hourly" | "hand" = "hand") => anchorLedger(books.database, books.organisation, { reason, file: file() });
  const faults = async () => {
    const anchorFile = { organisation: "test", content: readFileSync(file(), "utf8") };
    return (await read((db) => verifyLedger(db, { anchorFile }))).faults;
  };

  test("an hour in which nothing moved adds nothing; one entry adds its chain alone", async () => {
    await anchor();
    expect(await anchor("hourly")).toMatchObject({ added: 0 });
    await books.post(generalEntry("OD", "2026-03-08", "Une heure", ["606", 100n], ["515", -100n]));
    expect(await anchor("hourly")).toMatchObject({ added: 1 });
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
      reason: "hourly",
      chains: [{ journal: "OD", lastNumber: "2", debits: { EUR: "200" } }],
    });
  });

  test("cut short by a crash, it is ended and completed; lost, it is written whole", async () => {
    const whole = readFileSync(file(), "utf8");
    truncateSync(file(), Buffer.byteLength(whole) - 20);
    expect(await anchor("hourly")).toMatchObject({ added: 1 });
    expect(await faults()).toEqual([]);
    rmSync(file());
    await anchor("hourly");
    expect(readFileSync(file(), "utf8")).toBe(whole);
  });

  test("two who anchor at once write each set once", async () => {
    await books.post(generalEntry("OD", "2026-03-09", "À deux", ["606", 100n], ["515", -100n]));
    await Promise.all([anchor(), anchor(), anchor()]);
    const sets = readFileSync(file(), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).set);
    expect(sets).toEqual(sets.map((_, index) => String(index + 1)));
    expect(await faults()).toEqual([]);
  });

  test("a foreign line in it is told", async () => {
    const whole = readFileSync(file(), "utf8");
    appendFileSync(file(), "not a set\n");
    expect(await faults()).toMatchObject([{ kind: "anchor-line-unreadable" }]);
    rmSync(file());
    await anchor("hourly");
    expect(readFileSync(file(), "utf8")).toBe(whole);
  });
});

test("a row of the audit that commits after the seal of its neighbours belongs to the next seal", async () => {
  const [user] = await books.superuser<{ id: string }[]>`select min(id)::text as id from app_user`;
  const actor = BigInt(user?.id ?? 0);
  const add = (db: Parameters<typeof sealAudit>[0], action: string) =>
    db.insertInto("audit").values({ actor, action, detail: {} }).execute();
  await books.database.write(books.organisation, async (slow) => {
    await add(slow, "slow");
    await books.database.write(books.organisation, (db) => add(db, "quick"));
    await books.database.write(books.organisation, sealAudit);
  });
  const seals = () => read((db) => db.selectFrom("audit_seal").selectAll().orderBy("last_id").execute());
  expect((await seals()).at(-1)?.absent.length).toBeGreaterThan(0);
  expect((await read(verifyLedger)).faults).toEqual([]);
  await books.database.write(books.organisation, (db) => add(db, "later"));
  await books.database.write(books.organisation, sealAudit);
  const last = (await seals()).at(-1);
  expect(last?.late).toHaveLength(1);
  expect((await read(verifyLedger)).faults).toEqual([]);
  expect((await read((db) => runChecks(db, { only: ["audit-seals"] })))[0]?.faults).toEqual([]);
  await tamper("update audit set action = 'never' where action = 'slow'");
  expect((await read(verifyLedger)).faults).toEqual([{ kind: "audit-altered", from: last?.first_id, to: last?.last_id }]);
  await tamper("update audit set action = 'slow' where action = 'never'");
});

test("balances that drifted are written anew, and the audit says what they were", async () => {
  await tamper("update account_balance set debit = debit + 5 where account = '606' and period = 3");
  await tamper("delete from journal_balance where journal = 'HA' and account = '606'");
  await tamper("update party_balance set credit = credit + 1 where party = 'ACME' and journal = 'HA'");
  await tamper("insert into unit_balance values (2026, 'general', 'EUR', '7', null, null, 3, 9, 9)");
  const context = { ...books.as("chiefAccountant"), key: randomUUID() };
  expect(await rebuildBalances(context)).toMatchObject({ ok: true, value: { rows: 4 } });
  const results = await read((db) => runChecks(db));
  expect(results.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
  const [row] = await books.superuser<{ detail: { changes: string[] } }[]>`
    select detail from audit where action = 'rebuild-balances' and object_id = 'account_balance'`;
  expect(row?.detail.changes).toEqual([expect.stringMatching(/^2026 · general · EUR · 606 · P3 · \d+\/0 → \d+\/0$/)]);
});
