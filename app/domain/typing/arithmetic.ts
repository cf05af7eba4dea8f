import type { NumberRefusal } from "../money.ts";
import { accept, type Result, refuse } from "../result.ts";
import { add, divide, isZero, multiply, negate, type Rational, rational } from "./rational.ts";

/** Why a calculation gives no amount: a number that is not one, a division by nothing, a name that stands for nothing. */
export type ArithmeticRefusal =
  | NumberRefusal
  | { readonly kind: "division-by-zero"; readonly text: string }
  | { readonly kind: "unknown-parameter"; readonly name: string };

/** The longest calculation that is read, in characters. */
export const longestCalculation = 200;
const deepestNesting = 20;

/**
 * The exact value of a calculation as people type it: `1200*1,2`, `(850+150)/3`, `1 200 − 20 %`, `montant × 20 / 120`.
 * `+ − × ÷` by any of their signs (`- * x / :`), parentheses, a percent sign after a number; multiplication before addition, from the left.
 * Numbers have a decimal comma or point, and spaces between thousands; `1,055` and `1.055` read in two ways and are refused as
 * `ambiguous-number` (write `1,0550` or `105,5 %`). Names are those of `parameters`. Exact: nothing is rounded here.
 */
export function evaluate(text: string, parameters: ReadonlyMap<string, Rational> = new Map()): Result<Rational, ArithmeticRefusal> {
  if (text.length > longestCalculation) return refuse({ kind: "not-a-number", text: `${text.slice(0, 40)}…` });
  try {
    const reader = new Reader(text, parameters);
    return accept(reader.whole());
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.refusal);
    throw error;
  }
}

/** The names that a calculation mentions, in their order; those of a text that cannot be read are its words. */
export function namesIn(text: string): string[] {
  return [...new Set(normalised(text).match(name) ?? [])];
}

const name = /[\p{L}_][\p{L}\p{N}_]*/gu;
const signs: Readonly<Record<string, string>> = { "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/" };

/** One sign for each operation; `x` between two numbers multiplies; the sign of the currency says nothing. */
function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[−–×·÷:]/gu, (sign) => signs[sign] ?? sign)
    .replace(/(?<=[\d)%\s])x(?=[\s\d(])/giu, "*")
    .replaceAll("€", "")
    .trim();
}

class Unreadable extends Error {
  readonly refusal: ArithmeticRefusal;
  constructor(refusal: ArithmeticRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** Recursive descent, one method for each level of precedence. */
class Reader {
  readonly #typed: string;
  readonly #text: string;
  readonly #parameters: ReadonlyMap<string, Rational>;
  #place = 0;
  #depth = 0;

  constructor(typed: string, parameters: ReadonlyMap<string, Rational>) {
    this.#typed = typed.trim();
    this.#text = normalised(typed);
    this.#parameters = parameters;
  }

  whole(): Rational {
    const value = this.#sum();
    if (this.#place < this.#text.length) throw this.#unreadable();
    return value;
  }

  #sum(): Rational {
    let total = this.#product();
    for (;;) {
      if (this.#takes("+")) total = add(total, this.#product());
      else if (this.#takes("-")) total = add(total, negate(this.#product()));
      else return total;
    }
  }

  #product(): Rational {
    let total = this.#factor();
    for (;;) {
      if (this.#takes("*")) total = multiply(total, this.#factor());
      else if (this.#takes("/")) {
        const divisor = this.#factor();
        if (isZero(divisor)) throw new Unreadable({ kind: "division-by-zero", text: this.#typed });
        total = divide(total, divisor);
      } else return total;
    }
  }

  #factor(): Rational {
    if (this.#takes("-")) return negate(this.#nested(() => this.#factor()));
    if (this.#takes("+")) return this.#nested(() => this.#factor());
    const value = this.#takes("(") ? this.#parenthesis() : this.#operand();
    return this.#takes("%") ? divide(value, rational(100n)) : value;
  }

  #parenthesis(): Rational {
    const value = this.#nested(() => this.#sum());
    if (!this.#takes(")")) throw this.#unreadable();
    return value;
  }

  #nested(read: () => Rational): Rational {
    if (this.#depth >= deepestNesting) throw this.#unreadable();
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #operand(): Rational {
    const word = this.#match(/[\p{L}_][\p{L}\p{N}_]*/uy);
    if (word === undefined) return this.#number();
    const value = this.#parameters.get(word);
    if (value) return value;
    throw this.#parameters.size > 0 ? new Unreadable({ kind: "unknown-parameter", name: word }) : this.#unreadable();
  }

  #number(): Rational {
    const written = this.#match(/\d[\d\s.,]*|[.,]\d+/uy)?.trim();
    if (written === undefined) throw this.#unreadable();
    const digits = decimalOf(written);
    if (digits === "ambiguous") throw new Unreadable({ kind: "ambiguous-number", text: written });
    if (!digits) throw this.#unreadable();
    return rational(BigInt(digits.whole + digits.fraction), 10n ** BigInt(digits.fraction.length));
  }

  #takes(sign: string): boolean {
    this.#match(/\s*/uy);
    if (this.#text[this.#place] !== sign) return false;
    this.#place += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#place;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#place += found.length;
    return found;
  }

  #unreadable(): Unreadable {
    return new Unreadable({ kind: "not-a-number", text: this.#typed });
  }
}

/** As `parseDecimal` splits a number: spaces part the thousands, a lone sign before three digits may do either and is not guessed. */
function decimalOf(written: string): { readonly whole: string; readonly fraction: string } | "ambiguous" | undefined {
  if (/\s/.test(written) && !/^\d{1,3}(\s\d{3})+([.,]\d*)?$/u.test(written)) return undefined;
  const text = written.replace(/\s/gu, "");
  const plain = /^(\d*)(?:[.,](\d*))?$/.exec(text);
  if (plain) {
    const [, whole = "", fraction = ""] = plain;
    const parted = /\s/.test(written);
    if (!parted && fraction.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== "0") return "ambiguous";
    return { whole: whole || "0", fraction };
  }
  const grouped = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d*))?$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(text);
  return grouped ? { whole: (grouped[1] ?? "").replace(/[.,]/g, ""), fraction: grouped[2] ?? "" } : undefined;
}
