import type { PaperBlock, PaperDocument } from "#app/http/paper-document.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type Formatter, formatterFor } from "#app/ui/format/formatter.ts";
import { amountsSaid } from "./letter-amounts.ts";
import type { LetterContent } from "./letter-content.ts";

interface LetterWords {
  readonly words: ReturnType<typeof translatorFor<"allotment">>;
  readonly arbitration: ReturnType<typeof translatorFor<"arbitration">>;
  readonly resources: ReturnType<typeof translatorFor<"resources">>;
  readonly format: Formatter;
}

function wordsIn(locale: Locale): LetterWords {
  return {
    words: translatorFor(locale, "allotment"),
    arbitration: translatorFor(locale, "arbitration"),
    resources: translatorFor(locale, "resources"),
    format: formatterFor(locale, translatorFor(locale, "units")),
  };
}

/** The letter on paper: the same content as on the screen, in the same order. */
export function letterPaper(letter: LetterContent, { locale, organisation }: { locale: Locale; organisation: string }): PaperDocument {
  const own = wordsIn(locale);
  const { words, format } = own;
  const year = String(letter.year);
  const heads = letter.heads.length > 0 ? letter.heads.join(", ") : words("letter.toHead");
  const facts = [
    [words("letter.sender"), words("letter.from", { organisation })],
    [words("letter.addressee"), `${heads} – ${letter.label}`],
    [words("letter.reference"), letter.reference],
    [words("letter.date"), format.day(letter.on)],
    [words("letter.object"), words("letter.objectText", { year, campaign: letter.campaign })],
  ];
  return {
    ...{ locale, author: letter.by, at: new Date(`${letter.on}T00:00:00Z`) },
    title: words("letter.heading", { year, unit: letter.label }),
    subtitle: facts.map(([name, value]) => `${name}\u00a0: ${value}`).join("\n"),
    blocks: [...introduction(letter, own), ...credits(letter, own), ...decisions(letter, own), ...later(letter, own), ...end(letter, own)],
    footer: words("letter.footer", { organisation, reference: letter.reference }),
    pageOf: pageOf(locale),
  };
}

export function pageOf(locale: Locale): PaperDocument["pageOf"] {
  const words = translatorFor(locale, "tableFile");
  return (page, pages) => words("pageOf", { page, pages });
}

function introduction({ credits: lines, partial }: LetterContent, { words, format }: LetterWords): PaperBlock[] {
  const named = (resource: "AE" | "CP", amount: string) => words(`letter.of.${resource}`, { amount });
  const received = amountsSaid(format, lines, { of: ({ notified }) => notified, named });
  const kept = amountsSaid(format, lines, { of: ({ reserve }) => reserve, named });
  const texts = [
    received.length > 0 ? words("letter.said", { amounts: received.join(", ") }) : words("letter.saidNothing"),
    kept.length > 0 ? words("letter.reserveSaid", { reserve: kept.join(", ") }) : words("letter.noReserve"),
    ...(partial ? [words("letter.partial")] : []),
  ];
  return texts.map((text) => ({ kind: "paragraph", text }));
}

function credits({ credits: lines }: LetterContent, { words, resources, format }: LetterWords): PaperBlock[] {
  if (lines.length === 0) return [];
  const head = (text: string) => ({ head: text, align: "end" as const });
  return [
    { kind: "heading", text: words("letter.credits") },
    {
      kind: "table",
      caption: words("letter.credits"),
      columns: [
        { head: words("resource"), weight: 1.6 },
        ...[words("letter.asked"), words("letter.notified"), words("letter.reserve"), words("letter.available")].map(head),
      ],
      rows: lines.map(({ spendingClass, resource, asked, notified, reserve }) => [
        `${resources(resource)} · ${words(`class.${spendingClass}`)}`,
        ...[asked, notified, reserve, notified - reserve].map((amount) => format.amountWithUnit(amount, resource)),
      ]),
    },
  ];
}

function decisions({ decisions: made }: LetterContent, { words, arbitration, resources, format }: LetterWords): PaperBlock[] {
  const amounts = (own: LetterContent["decisions"][number], which: "asked" | "decided") =>
    own.amounts
      .map(({ spendingClass, measure, [which]: amount }) => {
        const of = spendingClass === "personnel" && measure !== "ETPT" ? ` ${words("class.personnel")}` : "";
        return `${resources(`short.${measure}`)}${of}\u00a0: ${format.amountWithUnit(amount, measure)}`;
      })
      .join("\n");
  return [
    { kind: "heading", text: words("letter.decisions") },
    {
      kind: "table",
      caption: words("letter.decisions"),
      columns: [
        { head: words("letter.request"), weight: 1.5 },
        { head: words("letter.asked"), weight: 1.5 },
        { head: words("letter.decided"), weight: 1.5 },
        { head: words("letter.decision"), weight: 2 },
      ],
      rows: made.map((own) => [
        `${own.number}. ${own.title}`,
        amounts(own, "asked"),
        amounts(own, "decided"),
        [
          arbitration(`outcomes.${own.outcome}`),
          own.reason,
          own.condition === null ? "" : `${words("letter.condition")}\u00a0: ${own.condition}`,
        ]
          .filter((text) => text !== "")
          .join("\n"),
      ]),
    },
  ];
}

function later({ later: amounts }: LetterContent, { words, resources, format }: LetterWords): PaperBlock[] {
  if (amounts.length === 0) return [];
  return [
    { kind: "heading", text: words("letter.later") },
    {
      kind: "table",
      caption: words("letter.later"),
      columns: [
        { head: words("letter.year"), weight: 0.6 },
        { head: words("resource"), weight: 1.6 },
        { head: words("letter.decided"), align: "end" },
      ],
      rows: amounts.map(({ targetYear, spendingClass, measure, decided }) => [
        String(targetYear),
        `${resources(measure)} · ${words(`class.${spendingClass}`)}`,
        format.amountWithUnit(decided, measure),
      ]),
    },
    { kind: "paragraph", text: words("letter.laterHint") },
  ];
}

function end({ by, acknowledgedBy, acknowledgedAt }: LetterContent, { words, format }: LetterWords): PaperBlock[] {
  const acknowledged =
    acknowledgedBy !== null && acknowledgedAt !== null
      ? [words("letter.acknowledged", { by: acknowledgedBy, at: format.instant(acknowledgedAt) })]
      : [];
  const texts = [words("letter.next"), words("letter.signed", { by }), ...acknowledged];
  return texts.map((text) => ({ kind: "paragraph", text }));
}
