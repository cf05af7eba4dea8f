import { onPaper, paper } from "./paper.ts";
import type { PaperBar, PaperBars } from "./paper-document.ts";

const rowHeight = 15;
/** The colour of CP (`--cp` of `tokens.css`, on paper), that of a mark, and that of the words. */
const colours = { bar: "#00766A", mark: "#161616", text: "#161616" } as const;
/** Where each column begins, in shares of the width: names, bars, figures, figures of the marks. */
const columns = { name: 0, bar: 0.24, value: 0.7, mark: 0.85, end: 1 } as const;

/** Bars down the page: a figure whose words are read aloud row by row, the drawing being an artifact. Does not break from its caption. */
export function writeBars(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { caption, bars, valueName, markName }: PaperBars,
): void {
  const { margins, width, height } = document.page;
  const needed = (bars.length + 2) * rowHeight + 16;
  if (document.y + needed > height - margins.bottom) document.addPage();
  const across = width - margins.left - margins.right;
  const at = (share: number) => margins.left + share * across;
  const figure = document.struct("Sect");
  root.add(figure);
  const put = (text: string, from: number, to: number, { y, strong = false, end = false }: Put) => {
    document
      .font(strong ? "strong" : "text")
      .fontSize(paper.textSize)
      .fillColor(colours.text);
    const box = { width: at(to) - at(from) - 4, height: rowHeight, lineBreak: false, ellipsis: true, features: ["tnum" as const] };
    document.text(onPaper(text), at(from), y, { ...box, align: end ? "right" : "left" });
  };
  let y = document.y + 4;
  const said = (kind: string, write: () => void) => figure.add(document.struct(kind, {}, write));
  said("P", () => put(caption, columns.name, columns.value, { y, strong: true }));
  said("P", () => {
    put(valueName, columns.value, columns.mark, { y, end: true });
    put(markName, columns.mark, columns.end, { y, end: true });
  });
  y += rowHeight;
  for (const bar of bars) {
    const top = y;
    said("P", () => {
      put(bar.label, columns.name, columns.bar, { y: top });
      put(bar.value, columns.value, columns.mark, { y: top, end: true });
      put(bar.markValue, columns.mark, columns.end, { y: top, end: true });
    });
    draw(document, bar, { left: at(columns.bar), width: at(columns.value) - at(columns.bar) - 8, y: top });
    y += rowHeight;
  }
  figure.end();
  document.x = margins.left;
  document.y = y + 6;
}

interface Put {
  readonly y: number;
  readonly strong?: boolean;
  readonly end?: boolean;
}

function draw(
  document: PDFKit.PDFDocument,
  { length, mark }: PaperBar,
  { left, width, y }: { readonly left: number; readonly width: number; readonly y: number },
): void {
  document.markContent("Artifact", { type: "Layout" });
  if (length !== null && length > 0) document.rect(left, y + 1.5, length * width, 8).fill(colours.bar);
  if (mark !== null) {
    const x = left + mark * width;
    document
      .moveTo(x, y - 1)
      .lineTo(x, y + 12)
      .lineWidth(1.2)
      .strokeColor(colours.mark)
      .stroke();
  }
  document.endMarkedContent();
}
