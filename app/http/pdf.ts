import { readFile } from "node:fs/promises";
import path from "node:path";
import PDFDocument from "pdfkit";
import { onPaper, type PaperTable, paper } from "./paper.ts";
import { PdfTable } from "./pdf-table.ts";

export type { PaperColumn, PaperTable } from "./paper.ts";

/**
 * A tagged PDF (title, language, headings, table with its heads): what RGAA 13.3 asks of a document to download.
 * A4, landscape from nine columns on; the heads repeat on each page.
 */
export async function tablePdf(table: PaperTable): Promise<Buffer> {
  const document = new PDFDocument({
    size: "A4",
    layout: table.orientation ?? (table.columns.length >= paper.landscapeFromColumns ? "landscape" : "portrait"),
    margin: paper.margin,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: table.locale === "fr" ? "fr-FR" : "en-GB",
    displayTitle: true,
    info: { Title: table.title, Producer: "Enveloppe", Creator: "Enveloppe" },
  });
  document.registerFont("text", await fontFile("inter-latin-400-normal.woff"));
  document.registerFont("strong", await fontFile("inter-latin-600-normal.woff"));
  const finished = collect(document);
  const root = document.struct("Document");
  document.addStructure(root);
  writeHeadings(document, root, table);
  new PdfTable(document, root, table).write();
  root.end();
  writeFooters(document, table);
  document.end();
  return await finished;
}

function writeHeadings(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, { title, subtitle }: PaperTable): void {
  root.add(
    document.struct("H1", {}, () => {
      document.font("strong").fontSize(paper.titleSize).text(onPaper(title));
    }),
  );
  if (subtitle === undefined) return;
  root.add(
    document.struct("P", {}, () => {
      document.font("text").fontSize(paper.textSize).text(onPaper(subtitle), { paragraphGap: 8 });
    }),
  );
}

/** Page furniture is an artifact: read aloud, it would interrupt the table. */
function writeFooters(document: PDFKit.PDFDocument, { footer, pageOf }: PaperTable): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const { margins, width, height } = document.page;
    const y = height - margins.bottom + 12;
    document.page.margins.bottom = 0;
    document.markContent("Artifact", { type: "Pagination" });
    document.font("text").fontSize(paper.footSize).fillColor("#595959");
    document.text(onPaper(footer), margins.left, y, { lineBreak: false });
    document.text(onPaper(pageOf(page + 1, count)), margins.left, y, { width: width - margins.left - margins.right, align: "right" });
    document.endMarkedContent();
    document.page.margins.bottom = paper.margin;
  }
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}

const fonts = new Map<string, Promise<Buffer>>();

/** Inter (SIL Open Font License, `public/fonts/LICENSE.txt`), as WOFF: pdfkit cannot embed the WOFF2 that browsers get. */
function fontFile(name: string): Promise<Buffer> {
  const known = fonts.get(name);
  if (known) return known;
  const read = readFile(path.resolve("public", "fonts", name));
  fonts.set(name, read);
  return read;
}
