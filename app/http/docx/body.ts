import type { PaperColumn } from "../paper.ts";
import type { PaperBars, PaperBlock, PaperDocument, PaperGrid } from "../paper-document.ts";
import { xmlText } from "../xlsx/cells.ts";
import { declaration, drawingNamespaces, footerRelationship, main, pointRelationship, relationships } from "./parts.ts";

/** A4 in twentieths of a point, and what its margins leave. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly text: number;
}
const margin = 1_134;
const sheets = {
  portrait: { width: 11_906, height: 16_838, text: 11_906 - 2 * margin },
  landscape: { width: 16_838, height: 11_906, text: 16_838 - 2 * margin },
} as const satisfies Record<string, Sheet>;

/** The text of the document, part by part. */
export function body({ title, subtitle, blocks, orientation = "portrait" }: PaperDocument): string {
  const page = sheets[orientation];
  const turned = orientation === "landscape" ? ' w:orient="landscape"' : "";
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="${footerRelationship}"/><w:pgSz w:w="${page.width}" w:h="${page.height}"${turned}/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts = [paragraph(title, "Heading1"), paragraph(subtitle), ...blocks.map((own) => block(own, page))];
  return `${declaration}<w:document xmlns:w="${main}" xmlns:r="${relationships}" ${drawingNamespaces}><w:body>${parts.join("")}${section}</w:body></w:document>`;
}

function block(own: PaperBlock, page: Sheet): string {
  switch (own.kind) {
    case "heading":
      return paragraph(own.text, "Heading2");
    case "subheading":
      return paragraph(own.text, "Heading3");
    case "paragraph":
      return paragraph(own.text);
    case "list":
      return own.items
        .map((item) => paragraph(item, "ListParagraph", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
        .join("");
    case "table":
      // Two tables that touch would be one.
      return table(own, page) + paragraph("");
    case "bars":
      return bars(own, page) + paragraph("");
  }
}

function paragraph(text: string, style?: string, properties = "", strong = false): string {
  const styled = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
  const own = styled + properties === "" ? "" : `<w:pPr>${styled}${properties}</w:pPr>`;
  const bold = strong ? "<w:rPr><w:b/></w:rPr>" : "";
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
  return `<w:p>${own}${text === "" ? "" : `<w:r>${bold}${lines.join("<w:br/>")}</w:r>`}</w:p>`;
}

function table({ caption, columns, rows, strongRows }: PaperGrid, page: Sheet): string {
  const whole = columns.reduce((total, { weight = 1 }) => total + weight, 0);
  const widths = columns.map(({ weight = 1 }) => Math.floor((weight / whole) * page.text));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const row = (cells: readonly string[], isHead: boolean, isStrong = isHead) => {
    const own = cells.map((text, index) => cell(text, columns[index], { width: widths[index] ?? 0, strong: isStrong || index === 0 }));
    return `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${own.join("")}</w:tr>`;
  };
  const heads = columns.map(({ head }) => head);
  const body = rows.map((cells, index) => row(cells, false, strongRows?.has(index)));
  return `<w:tbl>${tableProperties(caption, page)}<w:tblGrid>${grid}</w:tblGrid>${row(heads, true)}${body.join("")}</w:tbl>`;
}

function tableProperties(caption: string, page: Sheet): string {
  const look = '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>';
  return `<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${page.text}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}<w:tblCaption w:val="${xmlText(caption)}"/></w:tblPr>`;
}

/** A row for each bar: its name, the bar, its figure, that of its mark. The bar is one coloured point stretched as wide as it has to be. */
function bars({ caption, bars: own, valueName, markName }: PaperBars, page: Sheet): string {
  const widths = [0.26, 0.42, 0.16, 0.16].map((share) => Math.floor(share * page.text));
  const [nameWidth = 0, barWidth = 0, valueWidth = 0, markWidth = 0] = widths;
  const figure = { head: "", align: "end" } as const;
  const row = ({ label, length, value, markValue }: PaperBars["bars"][number], index: number) =>
    `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(label, undefined, { width: nameWidth, strong: true })}<w:tc><w:tcPr><w:tcW w:w="${barWidth}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>${length === null || length <= 0 ? "" : stretchedPoint(index + 1, (barWidth - 140) * length)}</w:p></w:tc>${cell(value, figure, { width: valueWidth, strong: false })}${cell(markValue, figure, { width: markWidth, strong: false })}</w:tr>`;
  const heads = ["", "", valueName, markName];
  const head = heads.map((text, index) => cell(text, index > 1 ? figure : undefined, { width: widths[index] ?? 0, strong: true }));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  return `${paragraph(caption, undefined, "", true)}<w:tbl>${tableProperties(caption, page)}<w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head.join("")}</w:tr>${own.map(row).join("")}</w:tbl>`;
}

/** Lengths in twentieths of a point, of which a drawing counts 635 each. The figure beside it says the same: it is decoration. */
function stretchedPoint(id: number, length: number): string {
  const [width, height] = [Math.max(1, Math.round(length)) * 635, 150 * 635];
  const decorative =
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>';
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/><wp:docPr id="${id}" name="bar ${id}" descr="">${decorative}</wp:docPr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" name="bar ${id}" descr=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${pointRelationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

function cell(text: string, column: PaperColumn | undefined, { width, strong }: { width: number; strong: boolean }): string {
  const aligned = column?.align === "end" ? '<w:jc w:val="right"/>' : "";
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(text, "TableText", aligned, strong)}</w:tc>`;
}
