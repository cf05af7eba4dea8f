import { onPaper, type PaperTable, paper } from "./paper.ts";

const padding = 4;
/** Of the width of the paper; beyond, texts would have no room, and figures break after all. */
const mostForFigures = 0.9;
const rule = "#DFE2E7";
const strongRule = "#595959";

type Cell = "TH" | "TD";

/** Writes one table down the pages, with its structure: Table → THead, TBody, TFoot → TR → TH, TD. */
export class PdfTable {
  private readonly widths: readonly number[];
  private readonly table: PDFKit.PDFStructureElement;
  private readonly document: PDFKit.PDFDocument;
  private readonly content: PaperTable;
  private y: number;

  constructor(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, content: PaperTable) {
    this.document = document;
    this.content = content;
    const { width, margins } = document.page;
    this.widths = this.widthsWithin(width - margins.left - margins.right);
    this.table = document.struct("Table");
    root.add(this.table);
    this.y = document.y + padding;
  }

  write(): void {
    const { columns, rows, totals, strongRows } = this.content;
    const heads = columns.map((column) => column.head);
    this.beginWith(this.heightOf(heads, "strong") + (rows[0] ? this.heightOf(rows[0], "strong") : 0));
    this.part(
      "THead",
      [heads],
      () => "strong",
      () => "TH",
    );
    this.part(
      "TBody",
      rows,
      (row) => (strongRows?.has(row) ? "strong" : "text"),
      (column) => (column === 0 ? "TH" : "TD"),
    );
    if (totals)
      this.part(
        "TFoot",
        [totals],
        () => "strong",
        (column) => (column === 0 ? "TH" : "TD"),
      );
    this.table.end();
    this.document.x = this.document.page.margins.left;
    this.document.y = this.y;
  }

  /** Columns share the width by their weight, but a figure never breaks: its column takes what its longest ones need. */
  private widthsWithin(available: number): number[] {
    const { columns } = this.content;
    const needed = columns.map(({ align }, index) => (align === "end" ? this.longestFigure(index) + 2 * padding : 0));
    const fixed = new Set<number>();
    for (;;) {
      const taken = needed.reduce((total, need, index) => total + (fixed.has(index) ? need : 0), 0);
      const free = columns.reduce((total, { weight = 1 }, index) => total + (fixed.has(index) ? 0 : weight), 0);
      const widths = columns.map(({ weight = 1 }, index) =>
        fixed.has(index) ? (needed[index] ?? 0) : (weight / free) * Math.max(available - taken, 0),
      );
      const narrow = widths.findIndex((width, index) => !fixed.has(index) && width < (needed[index] ?? 0));
      if (narrow < 0) return widths;
      if (taken + (needed[narrow] ?? 0) > available * mostForFigures) return this.sharesOf(available);
      fixed.add(narrow);
    }
  }

  private sharesOf(available: number): number[] {
    const weights = this.content.columns.map(({ weight = 1 }) => weight);
    const whole = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => (weight / whole) * available);
  }

  private longestFigure(column: number): number {
    const { rows, totals = [] } = this.content;
    const longest = [...rows.map((row) => row[column] ?? ""), totals[column] ?? ""].reduce(
      (most, text) => (text.length > most.length ? text : most),
      "",
    );
    this.document.font("strong").fontSize(paper.textSize);
    return this.document.widthOfString(onPaper(longest), { features: ["tnum"] }) + 1;
  }

  private part(
    name: "THead" | "TBody" | "TFoot",
    rows: readonly (readonly string[])[],
    fontOf: (row: number) => string,
    kind: (column: number) => Cell,
  ): void {
    const part = this.document.struct(name);
    this.table.add(part);
    for (const [index, row] of rows.entries()) {
      const font = fontOf(index);
      const height = this.heightOf(row, font);
      if (this.y + height > this.document.page.height - this.document.page.margins.bottom) this.turnPage();
      this.row(part, row, font, kind, height);
      this.line(name === "TBody" ? rule : strongRule);
    }
    part.end();
  }

  /** Heads do not stay alone at the foot of a page. */
  private beginWith(height: number): void {
    if (this.y + height <= this.document.page.height - this.document.page.margins.bottom) return;
    this.document.addPage();
    this.y = this.document.page.margins.top;
  }

  private row(
    part: PDFKit.PDFStructureElement,
    cells: readonly string[],
    font: string,
    kind: (column: number) => Cell,
    height: number,
  ): void {
    const row = this.document.struct("TR");
    part.add(row);
    cells.forEach((text, column) => {
      row.add(this.document.struct(kind(column), {}, () => this.text(text, column, font)));
    });
    row.end();
    this.y += height;
  }

  private turnPage(): void {
    this.document.addPage();
    this.y = this.document.page.margins.top;
    const heads = this.content.columns.map((column) => column.head);
    const height = this.heightOf(heads, "strong");
    this.document.markContent("Artifact", { type: "Pagination" });
    heads.forEach((head, column) => void this.text(head, column, "strong"));
    this.document.endMarkedContent();
    this.y += height;
    this.line(strongRule);
  }

  private text(text: string, column: number, font: string): void {
    const left = this.document.page.margins.left + this.widths.slice(0, column).reduce((total, width) => total + width, 0);
    const width = (this.widths[column] ?? 0) - 2 * padding;
    const align = this.content.columns[column]?.align === "end" ? "right" : "left";
    this.document.font(font).fontSize(paper.textSize).fillColor("#161616");
    this.document.text(onPaper(text), left + padding, this.y + padding, { width, align, features: ["tnum"] });
  }

  private heightOf(cells: readonly string[], font: string): number {
    this.document.font(font).fontSize(paper.textSize);
    const heights = cells.map((text, column) =>
      this.document.heightOfString(onPaper(text), { width: (this.widths[column] ?? 0) - 2 * padding }),
    );
    return Math.max(...heights) + 2 * padding;
  }

  private line(colour: string): void {
    const { width, margins } = this.document.page;
    this.document.markContent("Artifact", { type: "Layout" });
    this.document
      .moveTo(margins.left, this.y)
      .lineTo(width - margins.right, this.y)
      .lineWidth(0.5)
      .strokeColor(colour)
      .stroke();
    this.document.endMarkedContent();
  }
}
