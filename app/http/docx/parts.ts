import type { PaperDocument } from "../paper-document.ts";
import { xmlText } from "../xlsx/cells.ts";

/** The parts of a word processor's document (ECMA-376) that stand around its text. */

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
export const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const override = (path: string, kind: string) => `<Override PartName="${path}" ContentType="${kind}"/>`;

export const contentTypes = `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${[
  override("/word/document.xml", `${kinds}.document.main+xml`),
  override("/word/styles.xml", `${kinds}.styles+xml`),
  override("/word/numbering.xml", `${kinds}.numbering+xml`),
  override("/word/settings.xml", `${kinds}.settings+xml`),
  override("/word/footer1.xml", `${kinds}.footer+xml`),
  override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
].join("")}</Types>`;

export const packageRelationships = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

/** What drawings are written in. */
export const drawingNamespaces =
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';

/** One point of colour, which bars stretch. */
export const pointRelationship = "rId5";
/** A PNG of one point, the colour of CP (`--cp` of `tokens.css`, on paper). */
export const point: Uint8Array = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgKMsCAAFaAOF6n0E1AAAAAElFTkSuQmCC",
  "base64",
);

/** The footer is the one part that the text refers to by its identifier. */
export const footerRelationship = "rId4";

export const documentRelationships = `${declaration}<Relationships xmlns="${packages}/relationships">${[
  ["rId1", "styles", "styles.xml"],
  ["rId2", "numbering", "numbering.xml"],
  ["rId3", "settings", "settings.xml"],
  [footerRelationship, "footer", "footer1.xml"],
  [pointRelationship, "image", "media/point.png"],
]
  .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`)
  .join("")}</Relationships>`;

export const settings = `${declaration}<w:settings xmlns:w="${main}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

export const numbering = `${declaration}<w:numbering xmlns:w="${main}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const style = (id: string, name: string, rest: string, kind = "paragraph") =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
const next = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>';
const rule = (edge: string, size: number, colour: string) => `<w:${edge} w:val="single" w:sz="${size}" w:space="0" w:color="${colour}"/>`;

/** The styles by their own names, which a word processor and a screen reader know. */
export function styles(locale: "fr" | "en"): string {
  const language = locale === "fr" ? "fr-FR" : "en-GB";
  return `${declaration}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="${language}" w:eastAsia="${language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>${[
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`,
    style(
      "Heading1",
      "heading 1",
      `${next}<w:pPr><w:keepNext/><w:spacing w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>`,
    ),
    style(
      "Heading2",
      "heading 2",
      `${next}<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>`,
    ),
    style(
      "Heading3",
      "heading 3",
      `${next}<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>`,
    ),
    style("ListParagraph", "List Paragraph", `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="40"/></w:pPr>`),
    style(
      "TableText",
      "Table Text",
      `<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr><w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>`,
    ),
    style(
      "Footer",
      "footer",
      `<w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr>`,
    ),
    style(
      "TableGrid",
      "Table Grid",
      `<w:tblPr><w:tblBorders>${rule("top", 4, "595959")}${rule("bottom", 4, "595959")}${rule("insideH", 2, "DFE2E7")}</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>`,
      "table",
    ),
  ].join("")}</w:styles>`;
}

/** What stands at the foot of each page; the numbers of pages are the word processor's. */
export function footer({ footer: text, pageOf }: Pick<PaperDocument, "footer" | "pageOf">): string {
  const field = (name: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const run = (words: string) => (words === "" ? "" : `<w:r><w:t xml:space="preserve">${xmlText(words)}</w:t></w:r>`);
  const [before = "", between = "", after = ""] = pageOf(111_111, 222_222)
    .replaceAll(/[\s\u00a0\u202f,.](?=\d{3})/g, "")
    .split(/111111|222222/);
  return `${declaration}<w:ftr xmlns:w="${main}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(text)}<w:r><w:tab/></w:r>${run(before)}${field("PAGE")}${run(between)}${field("NUMPAGES")}${run(after)}</w:p></w:ftr>`;
}

export function coreProperties({ title, author, locale, at }: Pick<PaperDocument, "title" | "author" | "locale" | "at">): string {
  const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:${name}>`;
  return `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator><dc:language>${locale === "fr" ? "fr-FR" : "en-GB"}</dc:language>${stamp("created")}${stamp("modified")}</cp:coreProperties>`;
}
