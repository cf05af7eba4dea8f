import type { PaperColumn } from "../paper.ts";
import type { PaperBlock, PaperDocument, PaperGrid } from "../paper-document.ts";
import { xmlText } from "../xlsx/cells.ts";
import { declaration, footerRelationship, main, relationships } from "./parts.ts";

/** A4 in twentieths of a point, and what its margins leave. */
const page = { width: 11_906, height: 16_838, margin: 1_134, text: 9_638 };

/** The text of the document, part by part. */
export function body({ title, subtitle, blocks }: PaperDocument): string {
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="${footerRelationship}"/><w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.margin}" w:right="${page.margin}" w:bottom="${page.margin}" w:left="${page.margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts = [paragraph(title, "Heading1"), paragraph(subtitle), ...blocks.map(block)];
  return `${declaration}<w:document xmlns:w="${main}" xmlns:r="${relationships}"><w:body>${parts.join("")}${section}</w:body></w:document>`;
}

function block(own: PaperBlock): string {
  switch (own.kind) {
    case "heading":
      return paragraph(own.text, "Heading2");
    case "paragraph":
      return paragraph(own.text);
    case "list":
      return own.items
        .map((item) => paragraph(item, "ListParagraph", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
        .join("");
    case "table":
      // Two tables that touch would be one.
      return table(own) + paragraph("");
  }
}

function paragraph(text: string, style?: string, properties = "", strong = false): string {
  const styled = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
  const own = styled + properties === "" ? "" : `<w:pPr>${styled}${properties}</w:pPr>`;
  const bold = strong ? "<w:rPr><w:b/></w:rPr>" : "";
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
  return `<w:p>${own}${text === "" ? "" : `<w:r>${bold}${lines.join("<w:br/>")}</w:r>`}</w:p>`;
}

function table({ caption, columns, rows }: PaperGrid): string {
  const whole = columns.reduce((total, { weight = 1 }) => total + weight, 0);
  const widths = columns.map(({ weight = 1 }) => Math.floor((weight / whole) * page.text));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const row = (cells: readonly string[], isHead: boolean) => {
    const own = cells.map((text, index) => cell(text, columns[index], { width: widths[index] ?? 0, strong: isHead || index === 0 }));
    return `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${own.join("")}</w:tr>`;
  };
  const look = '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>';
  const properties = `<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${page.text}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}<w:tblCaption w:val="${xmlText(caption)}"/></w:tblPr>`;
  const heads = columns.map(({ head }) => head);
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${row(heads, true)}${rows.map((cells) => row(cells, false)).join("")}</w:tbl>`;
}

function cell(text: string, column: PaperColumn | undefined, { width, strong }: { width: number; strong: boolean }): string {
  const aligned = column?.align === "end" ? '<w:jc w:val="right"/>' : "";
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(text, "TableText", aligned, strong)}</w:tc>`;
}
