import type { MinutedAmount, MinutedDecision, MinutesDocument } from "#app/domain/arbitration/sitting/minutes.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { TableColumn, TableRow, TableValue } from "../table-file/description.ts";
import { xlsxBytes } from "../xlsx.ts";
import { type MinutesWords, minutesWords } from "./prose.ts";

/** Euros together, people and days apart: a column holds one unit. */
const measures = ["CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];
type Column = (typeof measures)[number];

/** Sealed minutes to calculate with: a row for each amount of each decision, exact. */
export async function minutesWorkbook(minutes: MinutesDocument, hash: string, locale: Locale): Promise<Buffer> {
  const own = minutesWords(locale);
  const { words, format } = own;
  const { campaign, sitting, number, chair } = minutes;
  const bytes = xlsxBytes({
    title: words("title", { number }),
    facts: [
      words("subtitle", {
        organisation: minutes.organisation,
        campaign: campaign.label,
        sitting: sitting.number,
        title: sitting.title,
        day: format.instant(sitting.openedAt).slice(0, 10),
      }),
      words("facts.chair", { chair }),
      words("facts.sealed", { at: format.instant(sitting.sealedAt), name: chair }),
      words("hash", { hash }),
      minutes.previousHash === null ? words("first") : words("previous", { number: number - 1, hash: minutes.previousHash }),
    ],
    author: chair,
    columns: columns(own),
    rows: minutes.decisions.flatMap((decision) => rows(decision, own, locale)),
    words: { total: words("sheet.total"), page: words("sheet.page") },
    landscape: true,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function columns({ words, format }: MinutesWords): TableColumn[] {
  const text = (key: Parameters<typeof words>[0], width: number): TableColumn => ({ key, head: words(key), kind: "text", width });
  const amounts = measures.flatMap((resource) =>
    (["asked", "decided"] as const).map(
      (side): TableColumn => ({
        key: `${side} ${resource}`,
        head: words(`sheet.${side}`),
        unit: format.unit(resource),
        kind: "amount",
        resource,
      }),
    ),
  );
  return [
    { key: "number", head: words("columns.number"), kind: "number" },
    text("sheet.unit", 26),
    { key: "request", head: words("sheet.requestNumber"), kind: "number" },
    text("sheet.requestTitle", 34),
    text("sheet.outcome", 20),
    text("sheet.class", 14),
    text("sheet.measure", 10),
    { key: "year", head: words("sheet.year"), kind: "number" },
    ...amounts,
    text("sheet.reason", 40),
    text("sheet.condition", 30),
    text("sheet.decidedBy", 22),
    text("sheet.decidedAt", 17),
    { key: "corrects", head: words("sheet.corrects"), kind: "number" },
    { key: "correctedBy", head: words("sheet.correctedBy"), kind: "number" },
  ];
}

function rows(decision: MinutedDecision, own: MinutesWords, locale: Locale): TableRow[] {
  const { number, unitLabel, request, outcome, reason, condition, decidedBy, decidedAt, corrects, correctedBy, amounts } = decision;
  const before: TableValue[] = [number, unitLabel, request.number, request.title, own.arbitration(`outcomes.${outcome}`)];
  const after: TableValue[] = [reason, condition, decidedBy, own.format.instant(decidedAt), corrects, correctedBy];
  if (amounts.length === 0) return [[...before, null, null, null, ...measures.flatMap(() => [null, null]), ...after]];
  const forecast = translatorFor(locale, "forecast");
  const resources = translatorFor(locale, "resources");
  return amounts.map((amount) => {
    const key = [forecast(`classes.${amount.spendingClass}`), resources(`short.${amount.measure}`), amount.year];
    return [
      ...before,
      ...key,
      ...measures.flatMap((column) => (columnOf(amount) === column ? [BigInt(amount.asked), BigInt(amount.decided)] : [null, null])),
      ...after,
    ];
  });
}

function columnOf({ measure }: MinutedAmount): Column {
  return measure === "ETPT" || measure === "DAY" ? measure : "CP";
}
