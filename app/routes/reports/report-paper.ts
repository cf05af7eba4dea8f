import type { Quantity } from "#app/domain/quantity.ts";
import type { Report, ReportBlock, ReportPicture, ReportTable } from "#app/domain/reports/report.ts";
import type { PaperBlock, PaperDocument } from "#app/http/paper-document.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { cellText, figureText, headOf, type ReportReader, sentenceText, titleOf } from "./report-words.ts";

/** Under which number a document left; without one, it is a draft. */
export interface IssuedUnder {
  readonly number: number;
  readonly at: Date;
  readonly author: string;
  readonly sha256: string;
}

/** What a file reads a document with. */
export function reportReader(locale: Locale): ReportReader {
  const words = translatorFor(locale, "reports");
  return { words: (key, values) => words(key, values), format: formatterFor(locale, translatorFor(locale, "units")) };
}

/** « N° 3 délivré le … » or « Projet du … »: what stands under the title of a file. */
export function stateOf({ asOf }: Pick<Report, "asOf">, issued: IssuedUnder | undefined, { words, format }: ReportReader): string {
  if (!issued) return words("composed.draft", { day: format.day(asOf) });
  const { number, at, author, sha256 } = issued;
  return words("composed.numberedOn", { number: String(number), at: formatInstant(at.toISOString()), author, digest: sha256 });
}

/** A document as paper, the same in PDF and for a word processor; of the same document it is the same bytes. */
export function reportPaper(report: Report, locale: Locale, issued: IssuedUnder | undefined, organisation: string): PaperDocument {
  const reader = reportReader(locale);
  const { words, format } = reader;
  const title = titleOf(report, words);
  const state = stateOf(report, issued, reader);
  const brief = issued ? `${state.slice(0, state.indexOf(issued.sha256))}${issued.sha256.slice(0, 16)}…` : state;
  return {
    ...{ locale, title },
    subtitle: `${organisation} · ${words("asOf")} ${format.day(report.asOf)}\n${state}`,
    orientation: report.kind === "note" ? "portrait" : "landscape",
    blocks: report.parts.flatMap(({ name, blocks }): PaperBlock[] => [
      { kind: "heading", text: words(`parts.${name}`) },
      ...(name === "asked" ? [askedList(blocks)] : blocks.flatMap((block) => paperBlocks(block, reader))),
    ]),
    footer: words("composed.footer", { title, state: brief }),
    pageOf: (page, pages) => words("composed.pageOf", { page: String(page), pages: String(pages) }),
    at: issued?.at ?? new Date(`${report.asOf}T00:00:00Z`),
    author: issued?.author ?? organisation,
  };
}

function askedList(blocks: readonly ReportBlock[]): PaperBlock {
  return { kind: "list", items: blocks.flatMap((block) => (block.kind === "words" ? [block.text] : [])) };
}

function paperBlocks(block: ReportBlock, reader: ReportReader): PaperBlock[] {
  const { words } = reader;
  switch (block.kind) {
    case "sentence":
      return [{ kind: "paragraph", text: sentenceText(block, reader) }];
    case "words":
      return [{ kind: "paragraph", text: block.of === "" ? block.text : words("wordsOf", { unit: block.of, text: block.text }) }];
    case "figures":
      return [
        {
          kind: "list",
          items: block.figures.map((figure) => {
            const { name, amount, of } = figureText(figure, reader);
            return [`${name} ${amount}`, of].filter((each) => each !== "").join(" ");
          }),
        },
      ];
    case "table":
      return paperTable(block, reader);
    case "picture":
      return [paperBars(block, reader)];
  }
}

/** Figures are exact: the unit is in the head. */
function paperTable(table: ReportTable, reader: ReportReader): PaperBlock[] {
  const { words, format } = reader;
  const caption = words(`tables.${table.name}`);
  return [
    { kind: "subheading", text: caption },
    {
      ...{ kind: "table", caption },
      columns: table.columns.map((column, index) => {
        const head = headOf(table, column, reader);
        const isFigure = column.kind === "amount" || column.kind === "rate" || column.kind === "count";
        return {
          head: column.kind === "amount" ? `${head} (${format.unit(column.resource ?? "EUR")})` : head,
          align: isFigure ? "end" : "start",
          weight: index === 0 || column.kind === "text" ? 1.6 : 1,
        };
      }),
      rows: table.rows.map((row) =>
        table.columns.map((column, index) => cellText(row.cells[index] ?? null, column, row, index === 0, reader)),
      ),
      strongRows: new Set(table.rows.flatMap(({ level }, index) => (level === "line" ? [] : [index]))),
    },
  ];
}

function paperBars({ name, resource, bars }: ReportPicture, { words, format }: ReportReader): PaperBlock {
  const end = bars.reduce((most, { value, mark }) => larger(most, larger(value ?? 0n, mark ?? 0n)), 1n);
  const unit = displayUnitFor(resource === "ETPT" ? [] : [end]);
  const length = (quantity: Quantity | null) => (quantity === null ? null : Math.max(0, Number(quantity) / Number(end)));
  const figure = (quantity: Quantity | null) => format.amount(quantity ?? "not-applicable", resource, { unit });
  return {
    ...{ kind: "bars", valueName: words(`bars.${name}`), markName: words(`marks.${name}`) },
    caption: `${words(`pictures.${name}`)} (${format.unit(resource, unit)})`,
    bars: bars.map(({ label, isMonth, value, mark }) => ({
      ...{ label: isMonth ? format.month(label, "long") : label, length: length(value), mark: length(mark) },
      ...{ value: figure(value), markValue: figure(mark) },
    })),
  };
}

function larger(one: Quantity, other: Quantity): Quantity {
  return one > other ? one : other;
}
