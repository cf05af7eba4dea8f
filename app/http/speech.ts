import type { Day, Month } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import { translatorFor } from "#app/messages/index.ts";
import { type Locale, locales } from "#app/messages/locale.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";

/** How the border says quantities, days and the domain's words inside a sentence. */
export interface Speech {
  quantity(resource: Resource, quantity: Quantity): string;
  day(day: Day): string;
  month(month: Month): string;
  instant(instant: string): string;
  count(value: number): string;
  list(items: readonly string[]): string;
  /** A word of the domain (`refusalWords.<vocabulary>.<name>`); a name without a word says itself. */
  word(vocabulary: Vocabulary, name: string): string;
  /** The state of a thing: its own word where it has one (`refusalWords.stateOf.<what>`: gender, or another sense), else that of the state. */
  state(what: string, state: string): string;
}

export type Vocabulary =
  | "cap"
  | "capability"
  | "decider"
  | "dimension"
  | "extractField"
  | "extractKind"
  | "movement"
  | "resource"
  | "spendingClass"
  | "staffColumn"
  | "stage"
  | "state"
  | "step"
  | "what";

export function speechIn(locale: Locale): Speech {
  const known = speeches.get(locale);
  if (!known) throw new Error(`Nobody speaks ${locale}.`);
  return known;
}

const speeches = new Map<Locale, Speech>(locales.map((locale) => [locale, speech(locale)]));

function speech(locale: Locale): Speech {
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const words = translatorFor(locale, "refusalWords");
  const isWord = (key: string): key is Parameters<typeof words>[0] => words.has(key as Parameters<typeof words>[0]);
  const wordOr = (key: string, otherwise: () => string) => (isWord(key) ? words(key) : otherwise());
  const word: Speech["word"] = (vocabulary, name) => wordOr(`${vocabulary}.${name}`, () => name);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    // A zero is « – » in a table; in a sentence it is a figure like the others.
    quantity: (resource, quantity) => (quantity === 0n ? `0 ${format.unit(resource)}` : format.amountWithUnit(quantity, resource)),
    day: format.day,
    month: (month) => format.month(month, "long"),
    instant: (instant) => (Number.isNaN(Date.parse(instant)) ? instant : format.instant(instant)),
    count: format.count,
    list: (items) => lists.format(items),
    word,
    state: (what, state) => wordOr(`stateOf.${what}.${state}`, () => word("state", state)),
  };
}
