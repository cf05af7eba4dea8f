import JSZip from "jszip";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decideRequest } from "#app/commands/decide-request.ts";
import { sealSitting } from "#app/commands/seal-sitting.ts";
import { minutesHash, readMinutes } from "#app/domain/arbitration/sitting/minutes.ts";
import { minutesPapers as writePapers } from "#app/http/minutes/papers.ts";
import { amountText, minutesWords } from "#app/http/minutes/prose.ts";
import { onPaper } from "#app/http/paper.ts";
import { exactDecimal } from "#app/ui/format/amount.ts";
import { decisionsOf, type RegisteredDecision } from "#db/queries/arbitration/decision.ts";
import { minutesOf, minutesPapers, paperOf } from "#db/queries/arbitration/minutes.ts";
import { fileContent } from "#db/queries/file.ts";
import { pdfTexts } from "#tests/support/pdf-text.ts";
import { cell, instructedRequest, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { runningSitting } from "#tests/support/sitting.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
let sittingId: string;
let register: RegisteredDecision[];
let kept: { document: string; hash: string };
const papers = new Map<string, Buffer>();

/** Three decisions with amounts of each measure, a condition, a correction, and texts that files like to break. */
beforeAll(async () => {
  world = await planningWorld();
  const lines = [
    {
      ...{ nature: "31", activity: "01-ENQ", label: "Terrain" },
      cells: [cell("AE", 123_456_789n), cell("CP", 98_765_432n), cell("CP", 24_691_357n, { targetYear: 2028 }), cell("DAY", 1_250n)],
    },
  ];
  const [first, second] = [await instructedRequest(world, { lines, title: "Enquête <Vie & patrimoine>" }), await instructedRequest(world)];
  const running = await runningSitting(world);
  sittingId = running.sittingId;
  const decide = async (requestId: string, more: object) =>
    must(
      await decideRequest(await world.staff(), {
        scenarioId: running.scenarioId,
        sittingId,
        requestId,
        verb: "grant",
        reason: "R",
        ...more,
      }),
    );
  await decide(second, { reason: "=1+1 n’est pas une formule." });
  await decide(first, { verb: "grantConditionally", reason: "Sous réserve — « bilan ».", condition: "Un bilan avant le 30 juin." });
  const amounts = [
    { measure: "AE" as const, targetYear: 2027, decided: 40n },
    { measure: "CP" as const, targetYear: 2027, decided: 30n },
  ];
  await decide(second, { verb: "other", reason: "Ramenée à ce qui tient.", amounts });
  must(await sealSitting(await world.arbitrator(), { sittingId }, writePapers));
  await world.read(async (db) => {
    register = (await decisionsOf(db, { campaign: world.campaignId, units: new Set(["DR44"]), sitting: sittingId })).reverse();
    const [minutes] = await minutesOf(db, world.campaignId);
    if (!minutes) throw new Error("no minutes");
    kept = minutes;
    for (const paper of minutesPapers) {
      const file = await paperOf(db, sittingId, paper);
      const chunks: Uint8Array[] = [];
      for await (const chunk of fileContent(db, file?.id ?? "")) chunks.push(chunk);
      papers.set(paper, Buffer.concat(chunks));
    }
  });
});
afterAll(() => world.close());

/** What every paper must say of the database, as French writes it. */
function sentences(): string[] {
  const own = minutesWords("fr");
  return register.flatMap(({ title, reason, condition, amounts }) => [
    title,
    reason,
    ...(condition === null ? [] : [condition]),
    ...amounts.map(({ spendingClass, measure, targetYear, asked, decided }) =>
      amountText({ spendingClass, measure, year: targetYear, asked: String(asked), decided: String(decided) }, 2027, own),
    ),
  ]);
}

const flat = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, "");

it("the hash on the papers is that of the document that is kept", () => {
  expect(minutesHash(kept.document)).toBe(kept.hash);
  expect(register.map(({ number }) => number)).toEqual(readMinutes(kept.document).decisions.map(({ number }) => number));
});

it("the PDF is tagged, in French, titled, two pages at the most, and says each decision and amount of the database", () => {
  const pdf = papers.get("pdf") ?? Buffer.alloc(0);
  const raw = pdf.toString("latin1");
  expect(raw).toMatch(/\/StructTreeRoot \d+ 0 R/);
  for (const tag of ["/H1", "/H2", "/P", "/Table", "/TH", "/TD"]) expect(raw).toContain(`/S ${tag}`);
  expect(raw).toContain("/Lang (fr-FR)");
  expect(raw).toContain("/DisplayDocTitle true");
  expect(raw.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(2);
  const text = flat(pdfTexts(pdf).join(" "));
  expect(text).toContain(kept.hash);
  for (const sentence of sentences()) expect(text).toContain(flat(onPaper(sentence)));
});

it("the DOCX has headings, heads of tables, a language, a title, and says the same", async () => {
  const zip = await JSZip.loadAsync(papers.get("docx") ?? Buffer.alloc(0));
  const part = async (name: string) => (await zip.file(name)?.async("string")) ?? "";
  const body = await part("word/document.xml");
  expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(1);
  expect(body.match(/<w:pStyle w:val="Heading2"\/>/g)?.length).toBeGreaterThanOrEqual(3);
  expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  expect(await part("word/styles.xml")).toContain('w:lang w:val="fr-FR"');
  expect(await part("docProps/core.xml")).toContain("<dc:title>Relevé de décisions n°\u00a01</dc:title>");
  const text = flat(
    body
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
  expect(text).toContain(kept.hash);
  for (const sentence of sentences()) expect(text).toContain(flat(sentence));
});

it("the XLSX holds each amount as a number, to the cent, and no formula where somebody wrote a text", async () => {
  const zip = await JSZip.loadAsync(papers.get("xlsx") ?? Buffer.alloc(0));
  const sheet = (await zip.file("xl/worksheets/sheet1.xml")?.async("string")) ?? "";
  expect(sheet).toContain(kept.hash);
  expect(sheet).not.toContain("<f>");
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) => row).filter((row) => row.includes("Enquête"));
  const numbers = rows.map((row) =>
    [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*><v>([^<]*)<\/v>/g)].map(([, column, value]) => [column, value]),
  );
  const expected = register.flatMap(({ number, amounts }) =>
    amounts.map(({ measure, targetYear, asked, decided }) => ({
      number: String(number),
      year: String(targetYear),
      figures: [exactDecimal(asked, measure), exactDecimal(decided, measure)],
      column: measure === "ETPT" ? "K" : measure === "DAY" ? "M" : "I",
    })),
  );
  expect(numbers).toHaveLength(expected.length);
  for (const [index, { number, year, figures, column }] of expected.entries()) {
    const cells = new Map(numbers[index] as [string, string][]);
    expect(cells.get("A")).toBe(number);
    expect(cells.get("H")).toBe(year);
    const next = String.fromCharCode(column.charCodeAt(0) + 1);
    expect([Number(cells.get(column)), Number(cells.get(next))]).toEqual(figures.map(Number));
  }
});

it("the same minutes are the same bytes", async () => {
  const again = await writePapers(readMinutes(kept.document), kept.hash);
  for (const paper of minutesPapers) expect(Buffer.from(again[paper].content).equals(papers.get(paper) ?? Buffer.alloc(0))).toBe(true);
});
