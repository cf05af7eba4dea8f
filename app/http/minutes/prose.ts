import type { Outcome } from "#app/domain/arbitration/outcome.ts";
import type { MinutedAmount, MinutedDecision, MinutedEnvelope, MinutesDocument } from "#app/domain/arbitration/sitting/minutes.ts";
import { standingIn, totalsIn } from "#app/domain/arbitration/sitting/minutes.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type Formatter, formatterFor } from "#app/ui/format/formatter.ts";
import type { PaperBlock, PaperDocument } from "../paper-document.ts";
import { speechIn } from "../speech.ts";

/** The words of minutes in a language. */
export interface MinutesWords {
  readonly words: ReturnType<typeof translatorFor<"minutes">>;
  readonly arbitration: ReturnType<typeof translatorFor<"arbitration">>;
  readonly format: Formatter;
  /** « 1 234,56 € »; a zero is a figure like the others. */
  say(quantity: Quantity, measure: BudgetResource): string;
  /** « Hors titre 2 · CP », with its year when it is not the campaign's. */
  name(amount: Pick<MinutedAmount, "spendingClass" | "measure" | "year">, year: number): string;
  list(items: readonly string[]): string;
}

export function minutesWords(locale: Locale): MinutesWords {
  const words = translatorFor(locale, "minutes");
  const forecast = translatorFor(locale, "forecast");
  const resources = translatorFor(locale, "resources");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const speech = speechIn(locale);
  return {
    ...{ words, format, arbitration: translatorFor(locale, "arbitration"), list: speech.list },
    say: (quantity, measure) => speech.quantity(measure, quantity),
    name: ({ spendingClass, measure, year: own }, year) =>
      words("amountName", {
        class: forecast(`classes.${spendingClass}`),
        measure: resources(`short.${measure}`),
        year: own === year ? "same" : String(own),
      }),
  };
}

const outcomes: readonly Outcome[] = ["granted", "conditional", "partial", "deferred", "refused", "takenBack"];

/** Sealed minutes as a document to read, to sign and to keep: prose, decisions, envelopes before and after, corrections, seal. */
export function minutesProse(minutes: MinutesDocument, hash: string, locale: Locale): PaperDocument {
  const own = minutesWords(locale);
  const { words, format } = own;
  const { number, campaign, sitting, organisation, chair } = minutes;
  const page = (value: number) => format.count(value);
  return {
    ...{ locale, author: chair, at: new Date(sitting.sealedAt) },
    title: words("title", { number }),
    subtitle: words("subtitle", {
      ...{ organisation, campaign: campaign.label, sitting: sitting.number, title: sitting.title },
      day: format.instant(sitting.openedAt).slice(0, 10),
    }),
    blocks: [
      ...introduction(minutes, own),
      ...decisions(minutes, own),
      ...envelopes(minutes, own),
      ...corrections(minutes, own),
      ...undecided(minutes, own),
      ...seal(minutes, hash, own),
    ],
    footer: words("footer", { number, campaign: campaign.label, hash: hash.slice(0, 16) }),
    pageOf: (at, of) => words("page", { page: page(at), pages: page(of) }),
  };
}

function introduction(minutes: MinutesDocument, { words, format, list }: MinutesWords): PaperBlock[] {
  const { sitting, chair, attendance, guests, campaign, scenario, agenda } = minutes;
  const [from, to] = [format.instant(sitting.openedAt), format.instant(sitting.sealedAt)];
  const place = sitting.place.trim() === "" ? "none" : sitting.place;
  const named = { sitting: sitting.number, title: sitting.title, place, chair };
  const held =
    from.slice(0, 10) === to.slice(0, 10)
      ? words("heldOneDay", { ...named, day: from.slice(0, 10), from: from.slice(11), to: to.slice(11) })
      : words("held", { ...named, from, to });
  const who = (key: "secretaries" | "present" | "absent" | "unsaid" | "guests", names: readonly string[]) =>
    names.length === 0 ? [] : [words(key, { count: names.length, names: list(names) })];
  const names = (keep: (person: MinutesDocument["attendance"][number]) => boolean) => attendance.filter(keep).map(({ name }) => name);
  const people = [
    ...who(
      "secretaries",
      names(({ role }) => role === "secretary"),
    ),
    ...who(
      "present",
      names(({ isPresent, role }) => isPresent === true && role === "participant"),
    ),
    ...who(
      "absent",
      names(({ isPresent }) => isPresent === false),
    ),
    ...who(
      "unsaid",
      names(({ isPresent, role }) => isPresent === null && role === "participant"),
    ),
    ...who("guests", guests),
  ];
  const scope = words("scope", { campaign: campaign.label, year: String(campaign.year), scenario: scenario.name });
  const points = agenda.map(({ unitLabel, request, plannedMinutes, usedSeconds, isDealtWith }) =>
    words("point", {
      unit: unitLabel,
      request: request === null ? "none" : words("pointRequest", { number: request.number }),
      planned: plannedMinutes,
      used: isDealtWith ? words("used", { minutes: Math.floor(usedSeconds / 60), seconds: usedSeconds % 60 }) : words("notReached"),
    }),
  );
  return [held, people.join(" "), `${scope} ${words("agenda", { points: points.join("\u202f; ") })}`]
    .filter((text) => text !== "")
    .map((text) => ({ kind: "paragraph", text }));
}

function decisions(minutes: MinutesDocument, own: MinutesWords): PaperBlock[] {
  const { words, say, name, list } = own;
  const { year } = minutes.campaign;
  const heading: PaperBlock = { kind: "heading", text: words("decisionsHeading") };
  if (minutes.decisions.length === 0) return [heading, { kind: "paragraph", text: words("none") }];
  const standing = standingIn(minutes);
  const takenBack = minutes.decisions.filter(({ verb }) => verb === "takeBack");
  const counted = outcomes.flatMap((outcome) => {
    const count = [...standing, ...takenBack].filter((decision) => decision.outcome === outcome).length;
    return count === 0 ? [] : [words(`outcomes.${outcome}`, { count })];
  });
  const totals = totalsIn(minutes).map(({ spendingClass, measure, asked, decided }) =>
    words("total", { name: name({ spendingClass, measure, year }, year), asked: say(asked, measure), decided: say(decided, measure) }),
  );
  const said = [words("count", { count: minutes.decisions.length, outcomes: list(counted) })];
  if (totals.length > 0) said.push(words("totals", { year: String(year), amounts: totals.join("\u202f; ") }));
  return [
    heading,
    { kind: "paragraph", text: said.join(" ") },
    {
      kind: "table",
      caption: words("decisionsTable"),
      columns: [
        { head: words("columns.number"), weight: 0.35 },
        { head: words("columns.request"), weight: 1.5 },
        { head: words("columns.decision"), weight: 2.1 },
        { head: words("columns.amounts"), weight: 2.9 },
      ],
      rows: minutes.decisions.map((decision) => decisionRow(decision, year, own)),
    },
  ];
}

function decisionRow(decision: MinutedDecision, year: number, own: MinutesWords): string[] {
  const { words, arbitration } = own;
  const { number, unitLabel, request, verb, outcome, reason, condition, corrects, correctedBy, amounts } = decision;
  const text = [
    words("decision", { outcome: arbitration(`outcomes.${outcome}`), reason }),
    ...(condition === null ? [] : [words("condition", { condition })]),
    ...(corrects === null ? [] : [words(verb === "takeBack" ? "takesBack" : "corrects", { number: corrects })]),
    ...(correctedBy === null ? [] : [words("correctedBy", { number: correctedBy })]),
  ];
  return [
    String(number),
    words("request", { unit: unitLabel, number: request.number, title: request.title }),
    text.join("\n"),
    amounts.map((amount) => amountText(amount, year, own)).join("\n"),
  ];
}

/** « Hors titre 2 · CP : 120 000,00 € → 80 000,00 € ». */
export function amountText(amount: MinutedAmount, year: number, { words, say, name }: MinutesWords): string {
  const { measure, asked, decided } = amount;
  return words("total", { name: name(amount, year), asked: say(BigInt(asked), measure), decided: say(BigInt(decided), measure) });
}

function envelopes({ envelopes: all, campaign }: MinutesDocument, { words, say, name }: MinutesWords): PaperBlock[] {
  const shown = all.filter(({ envelope, asked, after }) => envelope !== null || asked !== "0" || after !== "0");
  if (shown.length === 0) return [];
  const row = ({ spendingClass, measure, year, place, envelope, asked, before, after }: MinutedEnvelope) => [
    [place, name({ spendingClass, measure, year }, campaign.year)].filter((part) => part !== null).join(" · "),
    envelope === null ? words("noEnvelope") : say(BigInt(envelope), measure),
    ...[asked, before, after, String(BigInt(after) - BigInt(before))].map((quantity) => say(BigInt(quantity), measure)),
    envelope === null ? "" : say(BigInt(envelope) - BigInt(after), measure),
  ];
  const figures = ["ceiling", "asked", "before", "after", "gap", "left"] as const;
  return [
    { kind: "heading", text: words("envelopesHeading") },
    {
      kind: "table",
      caption: words("envelopesTable", { year: String(campaign.year) }),
      columns: [
        { head: words("columns.envelope"), weight: 1.2 },
        ...figures.map((figure) => ({ head: words(`columns.${figure}`), align: "end" as const })),
      ],
      rows: shown.map(row),
    },
  ];
}

function corrections({ decisions: all }: MinutesDocument, { words }: MinutesWords): PaperBlock[] {
  const items = all.flatMap(({ number, verb, corrects, unitLabel, request }) =>
    corrects === null || verb === "takeBack" ? [] : [words("correction", { number, corrects, unit: unitLabel, request: request.number })],
  );
  if (items.length === 0) return [];
  return [
    { kind: "heading", text: words("correctionsHeading") },
    { kind: "list", items },
  ];
}

function undecided({ undecided: all }: MinutesDocument, { words }: MinutesWords): PaperBlock[] {
  if (all.length === 0) return [];
  return [
    { kind: "heading", text: words("undecidedHeading") },
    { kind: "list", items: all.map(({ unitLabel, number, title }) => words("undecided", { unit: unitLabel, number, title })) },
  ];
}

function seal({ sitting, chair, number, previousHash }: MinutesDocument, hash: string, { words, format }: MinutesWords): PaperBlock[] {
  const texts = [
    words("sealed", { at: format.instant(sitting.sealedAt), name: chair }),
    words("hash", { hash }),
    previousHash === null ? words("first") : words("previous", { number: number - 1, hash: previousHash }),
    words("signature", { chair }),
  ];
  return [{ kind: "heading", text: words("sealHeading") }, ...texts.map((text): PaperBlock => ({ kind: "paragraph", text }))];
}
