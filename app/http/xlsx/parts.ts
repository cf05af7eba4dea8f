import { xmlText } from "./cells.ts";

/** The parts of a workbook (ECMA-376) that hold no row. */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export function contentTypes(sheets: number): string {
  const sheet = (index: number) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${kinds}.worksheet+xml"/>`;
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${Array.from({ length: sheets }, (_, index) => sheet(index)).join("")}</Types>`;
}

export const packageRelationships = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export function workbookRelationships(sheets: number): string {
  const sheet = (index: number) =>
    `<Relationship Id="rId${index + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`;
  return `${declaration}<Relationships xmlns="${packages}/relationships">${Array.from({ length: sheets }, (_, index) => sheet(index)).join("")}<Relationship Id="rId${sheets + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`;
}

/** Its sheets, and the row of heads that each repeats on paper. `fullCalcOnLoad`: the sums are made again where the file is opened. */
export interface NamedSheet {
  readonly name: string;
  /** The row of its heads, which each printed page repeats. */
  readonly headRow: number;
}

export function workbook(named: readonly NamedSheet[]): string {
  const sheets = named.map(({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("");
  const titles = named
    .map(
      ({ name, headRow }, index) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(quotedName(name))}!$${headRow}:$${headRow}</definedName>`,
    )
    .join("");
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${sheets}</sheets><definedNames>${titles}</definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`;
}

export function coreProperties(title: string, author: string): string {
  return `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator></cp:coreProperties>`;
}

/** A sheet's name in a formula. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** At most 31 characters, without those that the format forbids; the sheets after the first are numbered. */
export function sheetName(title: string, index: number): string {
  const suffix = index === 0 ? "" : ` (${index + 1})`;
  const plain = title
    .replace(/[\\/?*[\]:]/g, " ")
    .replace(/^'+|'+$/g, "")
    .trim();
  return (plain === "" ? "Table" : plain).slice(0, 31 - suffix.length).trimEnd() + suffix;
}

const fonts = [
  '<font><sz val="10"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="9"/><color rgb="FF595959"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="10"/><name val="Calibri"/><family val="2"/></font>',
];
const strongFont = 3;
const numberFormats = { amount: 4, staff: 164, day: 14, number: 1 } as const;

function format(numFmt: number, font: number, fill: number, border: number, alignment = ""): string {
  const applied = `numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
  return alignment === "" ? `<xf ${applied}/>` : `<xf ${applied} applyAlignment="1"><alignment ${alignment}/></xf>`;
}

/** Text, amount, staff, day, number: as `formats` of `cells.ts` counts them. */
function rowFormats(font: number, border: number): string[] {
  return [
    format(49, font, 0, border, 'vertical="top"'),
    format(numberFormats.amount, font, 0, border, 'vertical="top"'),
    format(numberFormats.staff, font, 0, border, 'vertical="top"'),
    format(numberFormats.day, font, 0, border, 'horizontal="left" vertical="top"'),
    format(numberFormats.number, font, 0, border, 'vertical="top"'),
  ];
}

const cellFormats = [
  format(0, 0, 0, 0),
  format(49, 1, 0, 0),
  format(49, 2, 0, 0),
  format(49, strongFont, 2, 1, 'vertical="bottom" wrapText="1"'),
  format(49, strongFont, 2, 1, 'horizontal="right" vertical="bottom" wrapText="1"'),
  ...rowFormats(0, 0),
  ...rowFormats(strongFont, 2),
];

/** « #,##0.00 » and the short date are the format's own numbers 4 and 14: each spreadsheet shows them by the habits of its language. */
export const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00##"/></numFmts><fonts count="${fonts.length}">${fonts.join("")}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF595959"/></bottom><diagonal/></border><border><left/><right/><top style="thin"><color rgb="FF595959"/></top><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cellFormats.length}">${cellFormats.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
