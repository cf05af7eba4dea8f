import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf, issueReport } from "#app/commands/issue-report.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { budgetContent } from "#app/domain/reports/budget-table.ts";
import { type ComposedKind, composedKinds, formatsOf, reportFormats } from "#app/domain/reports/kind.ts";
import { mostAsked, mostAskedLength, mostWords, type Report, reportContent, tablesOf } from "#app/domain/reports/report.ts";
import { loader as budget, action as issue } from "#app/routes/reports/budget/route.tsx";
import { loader as budgetFile } from "#app/routes/reports/budget-file/route.ts";
import { loader as composed, action as issueComposed } from "#app/routes/reports/composed/route.tsx";
import { loader as composedFile } from "#app/routes/reports/composed-file/route.ts";
import { loader as issued } from "#app/routes/reports/issued/route.tsx";
import { loader as issuedFile } from "#app/routes/reports/issued-file/route.ts";
import { loader as list } from "#app/routes/reports/list/route.tsx";
import { budgetTable } from "#db/queries/reports/budget-table.ts";
import { composeReport } from "#db/queries/reports/compose.ts";
import { allot, voted } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, today, type World, worldOn } from "../security/world.ts";

let organisation: SmallOrganisation;
let world: World;
const tokens = { staff: "", auditor: "", head: "" };
const params = { year: "2026" };

beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.staff = await world.session((await staff()).actor.id);
  tokens.auditor = await world.session((await organisation.as("auditor", { role: "auditor", unit: "INSEE" })).actor.id);
  tokens.head = await world.session((await organisation.as("head", { role: "unitHead", unit: "DR44" })).actor.id);
});
afterAll(() => organisation.close());

const staff = async () => ({ ...(await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" })), today });
const seen = async () =>
  digestOf(budgetContent(await organisation.database.read(organisation.organisation, (db) => budgetTable(db, 2026, today))));
const open = async (amount: bigint) => {
  const lines = [{ ...voted, nature: "HT2", resource: "CP" as const, amount }];
  must(
    await openCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-02-01", origin: "amendingBudget", reason: "LFR", lines }),
  );
};

test("what is issued is what was seen, and says the same whatever is booked since", async () => {
  const before = await seen();
  const { id, number } = must(await issueReport(await staff(), { kind: "budget", year: 2026, sha256: before }));
  expect(number).toBe(1);
  const file = async () => {
    const asked = { token: tokens.auditor, params: { ...params, report: id } };
    return await ((await issuedFile(reading(world, `/2026/reports/issued/${id}/file?format=csv`, asked))) as Response).text();
  };
  const page = () => issued(reading(world, `/2026/reports/issued/${id}`, { token: tokens.auditor, params: { ...params, report: id } }));
  const written = await file();
  expect(await page()).toMatchObject({ moved: 0, report: { sha256: before, number: 1, author: "staff" } });

  await open(5_000n);
  expect(await seen()).not.toBe(before);
  expect(await issueReport(await staff(), { kind: "budget", year: 2026, sha256: before })).toEqual({
    ...{ ok: false, refusal: { kind: "report-moved" } },
  });
  expect(await page()).toMatchObject({ moved: 1 });
  expect(await file()).toBe(written);
  expect(must(await issueReport(await staff(), { kind: "budget", year: 2026, sha256: await seen() })).number).toBe(2);
});

test("page and file say the same totals; a page that was overtaken says so", async () => {
  const asked = { token: tokens.staff, params };
  const shown = (await budget(reading(world, "/2026/reports/budget", asked))) as unknown as { sha256: string; mayIssue: boolean };
  expect(shown).toMatchObject({ mayIssue: true, table: { lines: [{ action: "01" }, { action: "01" }] } });
  const text = await ((await budgetFile(reading(world, "/2026/reports/budget/file?format=csv", asked))) as Response).text();
  expect(text).toContain("1050,00");
  await open(1n);
  const send = (sha256: string) => outcomeOf(issue(posting(world, "/2026/reports/budget", { sha256 }, asked)));
  expect(await send(shown.sha256)).toMatchObject({ status: 409, kind: "report-moved" });
  expect(await send(await seen())).toMatchObject({ status: 302 });
});

test("units see no document of the whole programme; who only reads issues nothing", async () => {
  const asked = { token: tokens.head, params };
  expect(await outcomeOf(budget(reading(world, "/2026/reports/budget", asked)))).toMatchObject({ status: 403 });
  expect(await list(reading(world, "/2026/reports", asked))).toMatchObject({ whole: false, issued: [] });
  expect(await budget(reading(world, "/2026/reports/budget", { token: tokens.auditor, params }))).toMatchObject({ mayIssue: false });
  const auditor = await organisation.as("auditor", { role: "auditor", unit: "INSEE" });
  expect(await issueReport(auditor, { kind: "budget", year: 2026, sha256: await seen() })).toMatchObject({
    refusal: { kind: "forbidden" },
  });
  const nothing = { token: tokens.staff, params: { ...params, report: "nothing" } };
  expect(await outcomeOf(issued(reading(world, "/2026/reports/issued/nothing", nothing)))).toMatchObject({ status: 404 });
});

describe("documents of several parts", () => {
  const compose = async (kind: ComposedKind, subject: string | null = null) => {
    const asked = { kind, year: 2026, today, subject };
    const report = await organisation.database.read(organisation.organisation, (db) => composeReport(db, asked));
    if (!report) throw new Error(`no ${kind}`);
    return report;
  };
  const digest = (report: Report) => digestOf(reportContent(report));

  test("each is issued as it was seen, with the words of its author, and compared cell by cell with what it would say today", async () => {
    for (const kind of composedKinds) {
      const subject = kind === "unit" ? "DR44" : null;
      const seen = await compose(kind, subject);
      const words = { words: "Une année calme.", asked: kind === "note" ? ["Dégeler la réserve"] : [] };
      const { id } = must(await issueReport(await staff(), { kind, year: 2026, subject, sha256: digest(seen), words }));
      const shown = () =>
        issued(reading(world, `/2026/reports/issued/${id}`, { token: tokens.auditor, params: { ...params, report: id } }));
      const parts = [...seen.parts.map(({ name }) => name), "words", ...(kind === "note" ? ["asked"] : [])];
      expect(await shown(), kind).toMatchObject({ moved: 0, report: { kind, subject } });
      expect(((await shown()) as unknown as { composed: Report }).composed.parts.map(({ name }) => name)).toEqual(parts);
    }
    const management = (await listed()).find(({ kind }) => kind === "management");
    await open(7_700n);
    const page = await issued(
      reading(world, "/2026/reports/issued", { token: tokens.staff, params: { ...params, report: management?.id ?? "" } }),
    );
    const { changes } = page as unknown as { changes: { changes: { before: bigint; after: bigint; row: { key: string } }[] } };
    const moved = changes.changes.find(({ row }) => row.key === "whole");
    expect((moved?.after ?? 0n) - (moved?.before ?? 0n)).toBe(7_700n);
  });

  test("what moved meanwhile is not issued; a unit's sheet says of which unit", async () => {
    const seen = await compose("programming");
    await open(3n);
    expect(await issueReport(await staff(), { kind: "programming", year: 2026, sha256: digest(seen) })).toMatchObject({
      refusal: { kind: "report-moved" },
    });
    expect(await issueReport(await staff(), { kind: "unit", year: 2026, subject: "NOWHERE", sha256: digest(seen) })).toMatchObject({
      refusal: { kind: "not-found" },
    });
    const asked = { token: tokens.staff, params: { ...params, kind: "unit" } };
    expect(await outcomeOf(composed(reading(world, "/2026/reports/unit", asked)))).toMatchObject({ status: 404 });
    const unknown = { token: tokens.staff, params: { ...params, kind: "anything" } };
    expect(await outcomeOf(composed(reading(world, "/2026/reports/anything", unknown)))).toMatchObject({ status: 404 });
    const head = { token: tokens.head, params: { ...params, kind: "management" } };
    expect(await outcomeOf(composed(reading(world, "/2026/reports/management", head)))).toMatchObject({ status: 403 });
  });

  test("a note has two pages at most, with the longest words that its author may write", async () => {
    const asked = { token: tokens.staff, params: { ...params, kind: "note" } };
    const longest = {
      words: "mot ".repeat(mostWords / 4).trim(),
      asked: Array<string>(mostAsked).fill("n".repeat(mostAskedLength)).join("\n"),
    };
    const send = async (form: Record<string, string>) =>
      await outcomeOf(issueComposed(posting(world, "/2026/reports/note", { sha256: digest(await compose("note")), ...form }, asked)));
    expect(await send({ ...longest, asked: `${longest.asked}\nune de trop` })).toMatchObject({ status: 422 });
    expect(await send(longest)).toMatchObject({ status: 302 });
    const note = (await listed())[0];
    const file = { token: tokens.auditor, params: { ...params, report: note?.id ?? "" } };
    const pdf = await (await issuedFile(reading(world, "/2026/reports/issued/file?format=pdf", file))).arrayBuffer();
    expect(
      Buffer.from(pdf)
        .toString("latin1")
        .match(/\/Type \/Page\b/g)?.length,
    ).toBeLessThanOrEqual(2);
  });

  test("files come in the formats of their kind, and the workbook has the figures of the page", async () => {
    for (const kind of composedKinds) {
      for (const format of reportFormats) {
        const address = `/2026/reports/${kind}/file?format=${format}${kind === "unit" ? "&unit=DR44" : ""}`;
        const answer = await outcomeOf(composedFile(reading(world, address, { token: tokens.auditor, params: { ...params, kind } })));
        expect(answer.status, address).toBe(formatsOf(kind).includes(format) ? 200 : 404);
      }
    }
    expect(tablesOf(await compose("management")).map(({ name }) => name)).toContain("byAction");
  });

  async function listed() {
    const page = await list(reading(world, "/2026/reports", { token: tokens.staff, params }));
    return (page as unknown as { issued: { id: string; kind: string }[] }).issued;
  }
});

test("the database keeps each document whole, under its digest", async () => {
  const attempt = (statement: string) =>
    organisation.database
      .write(organisation.organisation, (db) => sql.raw(statement).execute(db))
      .then(
        () => "kept",
        (error: { constraint_name?: string; code?: string }) => error.constraint_name ?? error.code,
      );
  expect(await attempt("update issued_report set content = 'x'")).toBe("42501");
  const forged =
    "insert into issued_report select gen_random_uuid(), 2026, 9, 'budget', content, sha256, author, at from issued_report limit 1";
  expect(await attempt(forged)).toBe("issued_report_follows");
  const altered = forged.replace("9, 'budget', content", "(select max(number) + 1 from issued_report), 'budget', content || ' '");
  expect(await attempt(altered)).toBe("digest_of_its_content");
});
