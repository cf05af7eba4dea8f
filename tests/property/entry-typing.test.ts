import fc from "fast-check";
import { expect, it } from "vitest";
import { applyModel } from "#app/domain/ledger/entry-model.ts";
import { search, searchable } from "#app/domain/ledger/typing/search.ts";
import { readTypedDay } from "#app/domain/ledger/typing/typed-day.ts";
import { typedCents, typedDay } from "#app/domain/ledger/typing/typed-entry.ts";
import { isDay } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { evaluate } from "#app/domain/typing/arithmetic.ts";
import { add, divide, isZero, multiply, negate, type Rational, rational, roundHalfUp } from "#app/domain/typing/rational.ts";

const runs = process.env["TEST_LONG"] === undefined ? 300 : 20_000;
const options = { numRuns: runs, verbose: 1 };

/** A calculation with the value that it must have, computed beside it and not by reading it. */
interface Calculation {
  readonly text: string;
  readonly value: Rational | null;
}

const number = fc.tuple(fc.bigInt({ min: 0n, max: 999_999n }), fc.integer({ min: 0, max: 99 })).map(
  ([whole, cents]): Calculation => ({
    text: `${whole},${String(cents).padStart(2, "0")}`,
    value: rational(whole * 100n + BigInt(cents), 100n),
  }),
);

const { calculation } = fc.letrec<{ calculation: Calculation }>((tie) => ({
  calculation: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    number,
    fc.tuple(fc.constantFrom("+", "-", "*", "/"), tie("calculation"), tie("calculation")).map(([sign, left, right]): Calculation => {
      return { text: `(${left.text} ${sign} ${right.text})`, value: calculated(sign, left.value, right.value) };
    }),
  ),
}));

function calculated(sign: string, left: Rational | null, right: Rational | null): Rational | null {
  if (!left || !right) return null;
  if (sign === "+") return add(left, right);
  if (sign === "-") return add(left, negate(right));
  if (sign === "*") return multiply(left, right);
  return isZero(right) ? null : divide(left, right);
}

it("a calculation gives the exact value, or says that it divides by zero", () => {
  const byZero: Calculation = { text: "(3,79 / 0,00)", value: null };
  fc.assert(
    fc.property(calculation, ({ text, value }) => {
      fc.pre(text.length <= 200);
      const read = evaluate(text);
      if (value === null) {
        expect(read).toMatchObject({ ok: false, refusal: { kind: "division-by-zero" } });
        return;
      }
      if (!read.ok) throw new Error(`${text}: ${read.refusal.kind}`);
      expect(read.value.numerator * value.denominator).toBe(value.numerator * read.value.denominator);
    }),
    { ...options, examples: [[byZero]] },
  );
});

it("whatever is typed, reading it answers and never throws", () => {
  const text = fc.string({ unit: fc.constantFrom(..."0123456789 ,.+-*/()%=xX×÷€−ab\u00a0\u202f"), maxLength: 40 });
  fc.assert(
    fc.property(text, (typed) => {
      expect(typeof evaluate(typed).ok).toBe("boolean");
      const day = readTypedDay(typed, {
        base: "2026-03-31",
        today: "2026-06-15",
        exercise: { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" },
      });
      if (day.ok) expect(isDay(day.value)).toBe(true);
    }),
    options,
  );
});

it("rounds to the nearest, a half away from zero, the same on both sides of zero", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (numerator, denominator) => {
      const rounded = roundHalfUp(rational(numerator, denominator));
      const twice = 2n * (rounded * denominator - numerator);
      expect(twice <= denominator && twice >= -denominator).toBe(true);
      if (twice === denominator) expect(numerator > 0n).toBe(true);
      if (twice === -denominator) expect(numerator < 0n).toBe(true);
      expect(roundHalfUp(rational(-numerator, denominator))).toBe(-rounded);
    }),
    options,
  );
});

it("what the form writes, it reads again", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 900_000_000_000_000n }), fc.integer({ min: 0, max: 364 }), (cents, days) => {
      const read = evaluate(typedCents(cents));
      if (!read.ok) throw new Error(read.refusal.kind);
      expect(read.value.numerator * 100n).toBe(cents * read.value.denominator);
      const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
      const place = { base: "2026-06-30", today: "2026-06-15", exercise: { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" } };
      expect(readTypedDay(typedDay(day), place)).toEqual({ ok: true, value: day });
    }),
    options,
  );
});

it("shares keep the whole to the cent, whatever the shares", () => {
  const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), weights, (montant, parts) => {
      const whole = parts.reduce((total, part) => total + part, 0);
      const line = (side: "debit" | "credit", amount: string) => ({ account: "613", party: null, unit: null, label: null, side, amount });
      const lines = [...parts.map((part) => line("debit", `${part}/${whole} de montant`)), line("credit", "montant")];
      const model = { journal: "OD", label: "", parameters: [{ name: "montant", label: "Montant", proposed: "" }], lines };
      const applied = applyModel(model, new Map([["montant", montant]]), "2026-01-31");
      if (!applied.ok) throw new Error(applied.refusal.kind);
      expect(sum(applied.value.map(({ debit }) => debit))).toBe(montant);
      expect(sum(applied.value.map(({ credit }) => credit))).toBe(montant);
    }),
    options,
  );
});

it("a choice is found by any of its words, in any order, without its accents", () => {
  const word = fc.constantFrom("Fournitures", "énergie", "Frais", "d’œuvre", "Intérêts", "reçus", "Hôtel");
  fc.assert(
    fc.property(fc.shuffledSubarray(["Fournitures", "énergie", "Frais", "Intérêts"], { minLength: 1 }), fc.array(word), (typed, others) => {
      const label = ["Fournitures", "énergie", "Frais", "Intérêts", ...others].join(" ");
      const text = typed
        .map((each) =>
          each
            .slice(0, 4)
            .normalize("NFD")
            .replace(/\p{Mn}/gu, ""),
        )
        .join(" ")
        .toUpperCase();
      expect(search(searchable([{ code: "606", label }]), text, 5)).toHaveLength(1);
    }),
    options,
  );
});
