import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type PaperTable, tablePdf } from "#app/http/pdf.ts";

const table: PaperTable = {
  locale: "fr",
  title: "Balance 2026",
  subtitle: "Insee, arrêtée au 31/08/2026",
  columns: [{ head: "Compte" }, { head: "Libellé", weight: 3 }, { head: "Débit (€)", align: "end" }],
  rows: Array.from({ length: 80 }, (_, index) => [String(606_000 + index), "Achats d’œuvres", "1\u202f234,56"]),
  totals: ["Total", "", "98\u202f764,80"],
  footer: "Enveloppe, le 31/08/2026 14:02",
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,
};

/** The objects of the file as text, the compressed ones unfolded. */
async function unfolded(content: PaperTable): Promise<string> {
  const text = (await tablePdf(content)).toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) => {
    try {
      return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return text + streams.join("\n");
}

describe("tablePdf", () => {
  it("is tagged, in its language, with a title that the reader shows", async () => {
    const pdf = await unfolded(table);
    expect(pdf.startsWith("%PDF-1.7")).toBe(true);
    expect(pdf).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(pdf).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(pdf).toContain("/Marked true");
    expect(pdf).toContain("/Lang (fr-FR)");
    expect(pdf).toMatch(/\/DisplayDocTitle true/);
  });

  it("has one heading and one table with a head, a body, a foot, and every row and cell in the structure", async () => {
    const pdf = await unfolded(table);
    const count = (tag: string) => pdf.match(new RegExp(`/S /${tag}\\b`, "g"))?.length ?? 0;
    expect({ h1: count("H1"), table: count("Table"), head: count("THead"), body: count("TBody"), foot: count("TFoot") }).toEqual({
      h1: 1,
      table: 1,
      head: 1,
      body: 1,
      foot: 1,
    });
    expect(count("TR")).toBe(82);
    expect(count("TH")).toBe(3 + 80 + 1);
    expect(count("TD")).toBe(2 * 80 + 2);
  });

  it("turns pages and embeds its fonts", async () => {
    const pdf = await unfolded(table);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(3);
    expect(pdf).toMatch(/\/FontFile2 \d+ 0 R/);
    expect(pdf).not.toContain("/BaseFont /Helvetica");
  });

  it("writes an empty table rather than failing", async () => {
    const { totals: _totals, subtitle: _subtitle, ...bare } = table;
    const pdf = await unfolded({ ...bare, rows: [] });
    expect(pdf.match(/\/S \/TR\b/g)?.length).toBe(1);
  });
});
