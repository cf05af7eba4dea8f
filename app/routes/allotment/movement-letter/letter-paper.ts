import { movementRules } from "#app/domain/allotment/movement.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { sum } from "#app/domain/quantity.ts";
import type { PaperBlock, PaperDocument } from "#app/http/paper-document.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import type { MovementDocument } from "#db/queries/allotment-movement.ts";
import { pageOf } from "../letter/letter-paper.ts";

/** The decision on a movement as a paper to sign and to send: the same words as its page, from the document as it is posted. */
export function movementPaper(
  movement: MovementDocument,
  { locale, organisation, units }: { readonly locale: Locale; readonly organisation: string; readonly units: readonly string[] },
): PaperDocument {
  const words = translatorFor(locale, "movements");
  const allotment = translatorFor(locale, "allotment");
  const resources = translatorFor(locale, "resources");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const { kind, fiscalYear, number, on, reason, actReference, author, approver, lines, steps } = movement;
  const said = documentNumber("MV", fiscalYear, number);
  const facts: readonly (readonly [string, string])[] = [
    [allotment("letter.sender"), allotment("letter.from", { organisation })],
    [allotment("letter.addressee"), units.join(", ")],
    [allotment("letter.reference"), actReference === "" ? said : `${said} · ${actReference}`],
    [allotment("letter.date"), format.day(on)],
    [allotment("letter.object"), words("letter.object", { kind: allotment(`kind.${kind}`), year: String(fiscalYear) })],
  ];
  const totals = (["AE", "CP", "ETPT"] as const).flatMap((resource) => {
    const own = lines.filter((line) => line.resource === resource);
    return own.length === 0
      ? []
      : [
          format.amountWithUnit(sum(own.map(({ amount }) => amount)), resource) +
            (resource === "ETPT" ? "" : ` (${resources(`short.${resource}`)})`),
        ];
  });
  const blocks: PaperBlock[] = [
    {
      kind: "paragraph",
      text: words("letter.said", { kind: allotment(`kind.${kind}`), amounts: totals.join(", "), article: movementRules[kind].article }),
    },
    { kind: "paragraph", text: words("letter.reason", { reason }) },
    { kind: "heading", text: words("lines") },
    {
      kind: "table",
      caption: words("lines"),
      columns: [
        { head: words("from"), weight: 2 },
        { head: words("to"), weight: 2 },
        { head: words("place"), weight: 2 },
        { head: allotment("resource"), weight: 0.8 },
        { head: allotment("amount"), align: "end" },
      ],
      rows: lines.map(({ from, to, fromLabel, toLabel, natureLabel, activityLabel, resource, amount }) => [
        `${fromLabel}\n${words(`stages.${from.stage}`)}`,
        `${toLabel}\n${words(`stages.${to.stage}`)}`,
        `${natureLabel}\n${activityLabel}`,
        resources(`short.${resource}`),
        format.amountWithUnit(amount, resource),
      ]),
    },
    { kind: "paragraph", text: words("letter.signed", { by: approver ?? author }) },
  ];
  return {
    ...{ locale, author: approver ?? author, at: steps.at(-1)?.at ?? new Date(`${on}T00:00:00Z`) },
    title: words("letter.heading", { kind: allotment(`kind.${kind}`), number: said }),
    subtitle: facts.map(([name, value]) => `${name}\u00a0: ${value}`).join("\n"),
    blocks,
    footer: allotment("letter.footer", { organisation, reference: said }),
    pageOf: pageOf(locale),
  };
}
