import { readFile } from "node:fs/promises";
import path from "node:path";
import PDFDocument from "pdfkit";
import { onPaper, type PaperTable, paper } from "./paper.ts";
import type { PaperBlock, PaperDocument } from "./paper-document.ts";
import { writeBars } from "./pdf-bars.ts";
import { PdfTable } from "./pdf-table.ts";

export type { PaperColumn, PaperTable } from "./paper.ts";

/**
 * A tagged PDF (title, language, headings, table with its heads): what RGAA 13.3 asks of a document to download.
 * A4, landscape from nine columns on; the heads repeat on each page.
 */
export async function tablePdf(table: PaperTable): Promise<Buffer> {
  const layout = table.orientation ?? (table.columns.length >= paper.landscapeFromColumns ? "landscape" : "portrait");
  const document = await openPdf(table, { layout });
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

/** A tagged PDF of several parts, in portrait unless said: headings, paragraphs, lists, tables, bars. The same document is the same bytes. */
export async function documentPdf(content: PaperDocument): Promise<Buffer> {
  return await documentsPdf(content, [content]);
}

/** Several documents in one file, each from a new page; the first argument says the title, the author and the foot of the whole. */
export async function documentsPdf(whole: Omit<PaperDocument, "blocks">, contents: readonly PaperDocument[]): Promise<Buffer> {
  const info = { CreationDate: whole.at, ModDate: whole.at, Author: whole.author };
  const document = await openPdf(whole, { layout: whole.orientation ?? "portrait", info });
  const finished = collect(document);
  const root = document.struct("Document");
  document.addStructure(root);
  for (const [index, content] of contents.entries()) {
    if (index > 0) document.addPage();
    writeHeadings(document, root, content);
    for (const block of content.blocks) writeBlock(document, root, block, content);
  }
  root.end();
  writeFooters(document, whole);
  document.end();
  return await finished;
}

function writeBlock(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, block: PaperBlock, content: PaperDocument): void {
  if (block.kind === "heading") writeText(document, root, "H2", block.text);
  else if (block.kind === "subheading") writeText(document, root, "H3", block.text);
  else if (block.kind === "paragraph") writeText(document, root, "P", block.text);
  else if (block.kind === "list") writeList(document, root, block.items);
  else if (block.kind === "bars") writeBars(document, root, block);
  else {
    new PdfTable(document, root, { ...content, ...block }).write();
    document.moveDown(0.5);
  }
}

/** A heading does not stay alone at the foot of a page. */
function writeText(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, kind: "H2" | "H3" | "P", text: string): void {
  const isHeading = kind !== "P";
  document
    .font(isHeading ? "strong" : "text")
    .fontSize(kind === "H2" ? paper.headingSize : paper.textSize)
    .fillColor("#161616");
  const needed = document.heightOfString(onPaper(text)) + (isHeading ? paper.keptWithHeading : 0);
  if (document.y + needed > document.page.height - document.page.margins.bottom) document.addPage();
  root.add(
    document.struct(kind, {}, () => {
      document.text(onPaper(text), document.page.margins.left, document.y + (isHeading ? 6 : 0), { paragraphGap: isHeading ? 3 : 5 });
    }),
  );
}

function writeList(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, items: readonly string[]): void {
  const list = document.struct("L");
  root.add(list);
  document.font("text").fontSize(paper.textSize).fillColor("#161616");
  for (const item of items) {
    const { left, bottom } = document.page.margins;
    if (document.y + document.heightOfString(onPaper(item)) > document.page.height - bottom) document.addPage();
    const entry = document.struct("LI");
    list.add(entry);
    const top = document.y;
    entry.add(document.struct("Lbl", {}, () => void document.text("•", left + 4, top, { lineBreak: false })));
    entry.add(document.struct("LBody", {}, () => void document.text(onPaper(item), left + 16, top, { paragraphGap: 2 })));
    entry.end();
  }
  list.end();
  document.x = document.page.margins.left;
  document.moveDown(0.4);
}

async function openPdf(
  { title, locale }: Pick<PaperTable, "title" | "locale">,
  { layout, info }: { readonly layout: "portrait" | "landscape"; readonly info?: PDFKit.DocumentInfo },
): Promise<PDFKit.PDFDocument> {
  const document = new PDFDocument({
    ...{ size: "A4", layout, margin: paper.margin, bufferPages: true, pdfVersion: "1.7", tagged: true, displayTitle: true },
    lang: locale === "fr" ? "fr-FR" : "en-GB",
    info: { Title: title, Producer: "Enveloppe", Creator: "Enveloppe", ...info },
  });
  document.registerFont("text", await fontFile("inter-latin-400-normal.woff"));
  document.registerFont("strong", await fontFile("inter-latin-600-normal.woff"));
  return document;
}

function writeHeadings(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { title, subtitle }: Pick<PaperTable, "title" | "subtitle">,
): void {
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
function writeFooters(document: PDFKit.PDFDocument, { footer, pageOf }: Pick<PaperTable, "footer" | "pageOf">): void {
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
