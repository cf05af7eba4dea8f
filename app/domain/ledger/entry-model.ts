import { type Cents, formatDecimal } from "../money.ts";
import { type Day, monthOf, yearOf } from "../month.ts";
import { largestQuantity, spread } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { evaluate, namesIn } from "../typing/arithmetic.ts";
import { add, multiply, type Rational, rational, roundHalfUp } from "../typing/rational.ts";
import { asksForBalance, centsOf } from "./typing/typed-amount.ts";
import type { Side } from "./typing/typed-entry.ts";

/** An amount that a model asks for when it is applied; `name` stands for it in the calculations. */
export interface ModelParameter {
  readonly name: string;
  readonly label: string;
  /** Proposed, as typed; empty: nothing is proposed. */
  readonly proposed: string;
}

/**
 * A line of a model. `amount` is a calculation over the parameters (`montant / 1,2`, `850`), a share (`30 %` of the first parameter,
 * `1/3 de loyer`), or `=`: what balances. Shares of the same amount on the same side make up the whole of it.
 */
export interface ModelLine {
  readonly account: string | null;
  readonly party: string | null;
  readonly unit: string | null;
  readonly label: string | null;
  readonly side: Side;
  readonly amount: string;
}

/** « Modèle d’écriture »: an entry with its amounts still to be said. */
export interface EntryModel {
  readonly journal: string;
  /** May hold `{mois}`, `{trimestre}`, `{année}`, `{date}`, so may the lines'. */
  readonly label: string;
  readonly parameters: readonly ModelParameter[];
  readonly lines: readonly ModelLine[];
}

/** A line of a model once its amounts are known; cents, one side above zero. */
export type AppliedLine = Omit<ModelLine, "side" | "amount"> & { readonly debit: Cents; readonly credit: Cents };

/**
 * Says whether a model can be applied at all: two lines at least · parameters named each once, by one word · each amount a calculation over
 * them, a share or `=`, which stands once · shares of one amount on one side make exactly 100 % · placeholders known.
 */
export function checkModel(model: EntryModel): Result<EntryModel> {
  if (model.lines.length < 2) return refuse({ kind: "model-lines", count: model.lines.length });
  const refusal = wrongParameter(model) ?? wrongPlaceholder(model) ?? wrongAmounts(model);
  return refusal ? refuse(refusal) : accept(model);
}

/**
 * The lines of a model for these amounts (cents, by parameter) on this day. Each calculation is exact and rounded once to the nearest cent,
 * a half away from zero; shares are spread by largest remainder, so that they add up to what they share; a line of zero is left out.
 */
export function applyModel(model: EntryModel, amounts: ReadonlyMap<string, Cents>, day: Day): Result<AppliedLine[]> {
  const missing = model.parameters.find(({ name }) => !amounts.has(name));
  if (missing) return refuse({ kind: "model-amount-missing", name: missing.label });
  const values = new Map([...amounts].map(([name, cents]) => [name, rational(cents, 100n)]));
  const cents = centsOfLines(model, values);
  if (!cents.ok) return cents;
  const applied = model.lines.map(({ side, amount: _, label, ...line }, index) => {
    const own = cents.value[index] ?? 0n;
    const sides = side === "debit" ? { debit: own, credit: 0n } : { debit: 0n, credit: own };
    return { ...line, label: label === null ? null : fillPlaceholders(label, day), ...sides };
  });
  return accept(applied.filter(({ debit, credit }) => debit !== credit));
}

const months = {
  fr: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
} as const;

const placeholders: Readonly<Record<string, (day: Day) => string>> = {
  mois: (day) => `${months.fr[monthIndex(day)]} ${yearOf(day)}`,
  month: (day) => `${months.en[monthIndex(day)]} ${yearOf(day)}`,
  trimestre: (day) => `T${Math.floor(monthIndex(day) / 3) + 1} ${yearOf(day)}`,
  quarter: (day) => `Q${Math.floor(monthIndex(day) / 3) + 1} ${yearOf(day)}`,
  année: (day) => String(yearOf(day)),
  annee: (day) => String(yearOf(day)),
  year: (day) => String(yearOf(day)),
  date: (day) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
};

/** « Loyer {mois} » is « Loyer mars 2026 » on a day of March: in the language in which the placeholder is written. */
export function fillPlaceholders(text: string, day: Day): string {
  return text.replace(/\{([\p{L}]+)\}/gu, (whole, name: string) => placeholders[name.normalize("NFC").toLowerCase()]?.(day) ?? whole);
}

const share = /^(.+?)\s+(?:de|du|of)\s+(.+)$/iu;
const bareShare = /^[\d\s.,]+%$/u;

/** What a line's amount is: a calculation, a share of one, or the balance. */
type Meaning =
  | { readonly kind: "balance" }
  | { readonly kind: "calculation"; readonly text: string }
  | { readonly kind: "share"; readonly share: Rational; readonly of: string };

function meaningOf(amount: string, parameters: readonly ModelParameter[]): Result<Meaning> {
  if (asksForBalance(amount)) return accept({ kind: "balance" });
  const [, part, whole] = share.exec(amount.trim()) ?? [];
  const bare = bareShare.test(amount.trim()) ? amount : undefined;
  const of = whole ?? parameters[0]?.name;
  const fraction = part ?? bare;
  if (fraction === undefined || of === undefined) return accept({ kind: "calculation", text: amount });
  const value = evaluate(fraction);
  return value.ok ? accept({ kind: "share", share: value.value, of: of.trim() }) : value;
}

const parameterName = /^[\p{L}_][\p{L}\p{N}_]{0,29}$/u;

function wrongParameter({ parameters }: EntryModel): Refusal | undefined {
  const names = parameters.map(({ name }) => name);
  const wrong = names.find((name, index) => !parameterName.test(name) || names.indexOf(name) !== index);
  return wrong === undefined ? undefined : { kind: "model-parameter", name: wrong };
}

function wrongPlaceholder({ label, lines }: EntryModel): Refusal | undefined {
  for (const text of [label, ...lines.map((line) => line.label ?? "")]) {
    const unknown = [...text.matchAll(/\{([^}]*)\}?/gu)].find(([whole]) => fillPlaceholders(whole, "2026-01-01") === whole);
    if (unknown) return { kind: "unknown-placeholder", text: unknown[0] };
  }
  return undefined;
}

/** Tried with every parameter at one euro: what does not depend on the amounts is found wrong once for all. */
function wrongAmounts(model: EntryModel): Refusal | undefined {
  let balances = 0;
  for (const [index, { amount }] of model.lines.entries()) {
    if (asksForBalance(amount)) balances += 1;
    if (balances > 1) return { kind: "several-balances", line: index + 1 };
    const meaning = meaningOf(amount, model.parameters);
    if (!meaning.ok) return meaning.refusal;
    const text = meaning.value.kind === "calculation" ? meaning.value.text : meaning.value.kind === "share" ? meaning.value.of : "0";
    const names = new Set(model.parameters.map(({ name }) => name));
    const stranger = namesIn(text).find((name) => !names.has(name) && name.toLowerCase() !== "x");
    if (stranger !== undefined) return { kind: "unknown-parameter", name: stranger };
    const value = evaluate(text, new Map([...names].map((name) => [name, rational(1n)])));
    // A division by what happens to be zero for these amounts may be none for others.
    if (!value.ok && value.refusal.kind !== "division-by-zero") return value.refusal;
  }
  return wrongShares(model);
}

function wrongShares(model: EntryModel): Refusal | undefined {
  for (const { lines, total } of sharedAmounts(model)) {
    if (total.numerator === total.denominator) continue;
    const [first] = lines;
    return {
      kind: "model-shares",
      line: (first?.index ?? 0) + 1,
      percent: formatDecimal(roundHalfUp(multiply(total, rational(10_000n))), 2, ","),
    };
  }
  return undefined;
}

interface Shared {
  readonly of: string;
  readonly lines: readonly { readonly index: number; readonly share: Rational }[];
  readonly total: Rational;
}

/** The shares of each amount, side by side: those of one amount on one side are spread together. */
function sharedAmounts({ lines, parameters }: EntryModel): Shared[] {
  const groups = new Map<string, { of: string; lines: { index: number; share: Rational }[] }>();
  for (const [index, { side, amount }] of lines.entries()) {
    const meaning = meaningOf(amount, parameters);
    if (!meaning.ok || meaning.value.kind !== "share") continue;
    const { of, share: own } = meaning.value;
    const key = `${side} ${of.replace(/\s+/gu, "")}`;
    const group = groups.get(key) ?? { of, lines: [] };
    group.lines.push({ index, share: own });
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    total: group.lines.reduce((total, { share: own }) => add(total, own), rational(0n)),
  }));
}

/** The cents of each line: calculations and shares first, then what balances. */
function centsOfLines(model: EntryModel, values: ReadonlyMap<string, Rational>): Result<Cents[]> {
  const cents: Cents[] = model.lines.map(() => 0n);
  for (const { of, lines } of sharedAmounts(model)) {
    const total = centsFor(of, values);
    if (!total.ok) return total;
    const common = lines.reduce((product, { share: { denominator } }) => product * denominator, 1n);
    const weights = lines.map(({ share: { numerator, denominator } }) => (numerator * common) / denominator);
    for (const [place, part] of spread(total.value, weights).entries()) cents[lines[place]?.index ?? 0] = part;
  }
  let balance: number | undefined;
  for (const [index, { amount }] of model.lines.entries()) {
    const meaning = meaningOf(amount, model.parameters);
    if (!meaning.ok) return meaning;
    if (meaning.value.kind === "balance") balance = index;
    if (meaning.value.kind !== "calculation") continue;
    const own = centsFor(meaning.value.text, values);
    if (!own.ok) return own;
    cents[index] = own.value;
  }
  if (balance !== undefined) cents[balance] = balanceFor(model.lines, cents, balance);
  const negative = cents.findIndex((own) => own < 0n || own > largestQuantity);
  return negative < 0 ? accept(cents) : refuse({ kind: "model-negative", line: negative + 1, amount: cents[negative] ?? 0n });
}

function centsFor(text: string, values: ReadonlyMap<string, Rational>): Result<Cents> {
  const value = evaluate(text, values);
  return value.ok ? centsOf(value.value, text) : value;
}

/** Above zero when the line's own side lacks it. */
function balanceFor(lines: readonly ModelLine[], cents: readonly Cents[], index: number): Cents {
  const gap = lines.reduce((total, { side }, place) => total + (side === "debit" ? (cents[place] ?? 0n) : -(cents[place] ?? 0n)), 0n);
  return lines[index]?.side === "debit" ? -gap : gap;
}

function monthIndex(day: Day): number {
  return Number(monthOf(day).slice(5)) - 1;
}
