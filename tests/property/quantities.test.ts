import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import { withRate } from "#app/domain/campaign/guidance.ts";
import { adjusted } from "#app/domain/forecast/adjust.ts";
import { cellsAfter, cellsForTotal, type StoredCell } from "#app/domain/forecast/cell.ts";
import { typedText } from "#app/domain/forecast/import/file-text.ts";
import { spreadTotal } from "#app/domain/forecast/spread-total.ts";
import { readCell } from "#app/domain/forecast/typed-cell.ts";
import { formatDecimal, parseDecimal } from "#app/domain/money.ts";
import { absolute, type BudgetResource, largestQuantity, type Quantity, spread, sum } from "#app/domain/quantity.ts";
import { add, multiply, rational, roundHalfUp } from "#app/domain/typing/rational.ts";
import { divideRounded, exactDecimal, formatAmount } from "#app/ui/format/amount.ts";
import { amountText, exactText, isAsShown } from "#app/ui/planning/amount-text.ts";
import { holds } from "#tests/support/properties.ts";

/** Amounts to the cent and people to the hundredth of a month, in as many runs as it takes to meet what is rare (quality, P1). */
const many = 100_000;
const lists = 20_000;

const quantity = fc.oneof(
  fc.bigInt({ min: -largestQuantity, max: largestQuantity }),
  fc.bigInt({ min: -100_000n, max: 100_000n }),
  fc.constantFrom(0n, 1n, -1n, 99n, 100n, 100_000n, largestQuantity, -largestQuantity),
);
const positive = quantity.map(absolute);
const measure = fc.constantFrom<BudgetResource[]>("AE", "CP", "ETPT", "DAY");
const weights = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 1_000n }), fc.bigInt({ min: 0n, max: largestQuantity })), {
  minLength: 1,
  maxLength: 14,
});
const read = (text: string, of: BudgetResource) => {
  const cell = readCell(text, of);
  return cell.ok && cell.value.kind === "quantity" ? cell.value.quantity : cell;
};

describe("what is written is what is read", () => {
  test("an amount, by either decimal sign", () => {
    holds(
      fc.property(quantity, fc.constantFrom("," as const, "." as const), (amount, sign) => {
        const text = formatDecimal(amount, 2, sign);
        const back = parseDecimal(text);
        if (!back.ok || back.value !== amount) throw new Error(text);
      }),
      many,
    );
  });

  test("an amount as an accountant writes it: by any space, in parentheses, its sign behind, with its euro", () => {
    const space = fc.constantFrom(" ", "\u00a0", "\u202f", "\u2009");
    const sign = fc.constantFrom(
      (text: string) => `(${text})`,
      (text: string) => `-${text}`,
      (text: string) => `${text}-`,
      (text: string) => `\u2212${text}`,
    );
    holds(
      fc.property(positive, space, sign, fc.constantFrom("", "€", "\u00a0€"), (amount, between, negative, euro) => {
        const text = negative(formatDecimal(amount, 2, ",").replace(/\d(?=(\d{3})+(?!\d))/g, `$&${between}`)) + euro;
        const back = parseDecimal(text);
        if (!back.ok || back.value !== -amount) throw new Error(text);
      }),
      many,
    );
  });

  test("a figure as the grid copies it, in every measure, twelfths of an ETPT included", () => {
    holds(
      fc.property(quantity, measure, (amount, of) => {
        const text = exactText(amount, of);
        if (read(text, of) !== amount) throw new Error(`${of} ${text}`);
      }),
      many,
    );
  });

  test("a figure as a field shows it, which left as it is stands for the exact one", () => {
    holds(
      fc.property(quantity, measure, (amount, of) => {
        const text = amountText(amount, of);
        const back = read(text, of);
        if (typeof back !== "bigint") throw new Error(`${of} ${text}`);
        if (!isAsShown(back, amount, of)) throw new Error(`${text} is not as shown`);
        if (absolute(back - amount) > (of === "ETPT" ? 6n : 0n)) throw new Error(`${text} reads ${back}`);
      }),
      many,
    );
  });

  test("a figure as our workbooks hold it, of which spreadsheets know fifteen figures", () => {
    const known = (of: BudgetResource) => (of === "ETPT" ? 1_000_000_000n : largestQuantity);
    holds(
      fc.property(quantity, measure, (wide, of) => {
        const amount = wide % known(of);
        const cell = typedText({ number: String(Number(exactDecimal(amount, of))) }, of);
        const back = cell.ok ? read(cell.value, of) : cell;
        if (back !== amount) throw new Error(`${of} ${exactDecimal(amount, of)} reads ${String(back)}`);
      }),
      many,
    );
  });

  test("an amount of a page is the exact one rounded once, half away from zero, in both languages", () => {
    holds(
      fc.property(quantity, measure, fc.constantFrom("fr" as const, "en" as const), (amount, of, locale) => {
        const text = formatAmount(amount, of, { locale });
        const decimals = of === "DAY" ? 1 : 2;
        const unit = of === "ETPT" ? 12n : of === "DAY" ? 10n : 1n;
        const shown = text === "–" ? 0n : BigInt(text.replace("\u2212", "-").replaceAll(/[^\d-]/g, ""));
        const gap = absolute(2n * (shown * unit - amount));
        if (gap > unit || (gap === unit && absolute(shown * unit) < absolute(amount))) throw new Error(`${amount} is shown as ${text}`);
        if (text !== "–" && !/[.,]\d+$/.test(text)) throw new Error(text);
        if (text !== "–" && text.split(/[.,]/).at(-1)?.length !== decimals) throw new Error(text);
      }),
      20_000,
    );
  });
});

describe("what is rounded", () => {
  test("is nearest, a half away from zero, and its opposite is the opposite", () => {
    holds(
      fc.property(quantity, fc.bigInt({ min: 1n, max: 1_000_000n }), (amount, divisor) => {
        const rounded = divideRounded(amount, divisor);
        const gap = absolute(2n * (rounded * divisor - amount));
        if (gap > divisor || (gap === divisor && absolute(rounded * divisor) < absolute(amount))) throw new Error(`${amount}/${divisor}`);
        if (divideRounded(-amount, divisor) !== -rounded) throw new Error(`-${amount}/${divisor}`);
        if (roundHalfUp(rational(amount, divisor)) !== rounded) throw new Error("two roundings");
      }),
      many,
    );
  });

  test("a rate of nothing changes nothing, of all of it doubles it; guidance and adjustment by a rate agree", () => {
    holds(
      fc.property(quantity, fc.bigInt({ min: -10_000n, max: 100_000n }), (amount, rate) => {
        if (withRate(amount, 0n) !== amount || withRate(amount, 10_000n) !== 2n * amount || withRate(amount, -10_000n) !== 0n)
          throw new Error(String(amount));
        const [own] = must(adjusted([amount], { by: "rate", rate: rational(rate, 10_000n), rounding: 1n }));
        if (own !== withRate(amount, rate)) throw new Error(`${amount} by ${rate}`);
      }),
      many,
    );
  });

  test("a rate rounded to the thousand gives thousands, none of them off by more than a half", () => {
    const rounding = fc.constantFrom(1n, 100n, 100_000n);
    holds(
      fc.property(quantity, fc.bigInt({ min: -10_000n, max: 10_000n }), rounding, (amount, points, to) => {
        const rate = rational(points, 10_000n);
        const [own = 0n] = must(adjusted([amount], { by: "rate", rate, rounding: to }));
        const exact = multiply(add(rational(1n), rate), rational(amount));
        if (own % to !== 0n) throw new Error(String(own));
        if (absolute(2n * (own * exact.denominator - exact.numerator)) > to * exact.denominator) throw new Error(String(own));
      }),
      many,
    );
  });
});

describe("what is shared out adds up", () => {
  test("each part is its share but for less than a unit; larger remainders are served first, equal ones from the left", () => {
    holds(
      fc.property(quantity, weights, (total, own) => {
        const parts = spread(total, own);
        expectParts(parts, total, own);
        if (spread(-total, own).some((part, index) => part !== -(parts[index] ?? 0n))) throw new Error("the opposite is not the opposite");
      }),
      lists,
    );
  });

  test("a larger weight never has less, and one of nothing has nothing", () => {
    holds(
      fc.property(positive, weights, (total, own) => {
        const parts = spread(total, own);
        const whole = sum(own);
        for (const [left, weight] of own.entries()) {
          if (weight === 0n && whole > 0n && parts[left] !== 0n) throw new Error("nothing has something");
          for (const [right, other] of own.entries()) {
            if (weight > other && (parts[left] ?? 0n) < (parts[right] ?? 0n)) throw new Error(`${weight} has less than ${other}`);
          }
        }
      }),
      lists,
    );
  });

  test("a total typed over months, savings included: the months come to it, and keep their proportions", () => {
    const months = fc.array(fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n }), { freq: 3 }), { minLength: 12, maxLength: 12 });
    holds(
      fc.property(months, fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom(1n, -1n), measure, (amounts, wide, sign, of) => {
        const [cells, total] = [yearOf(of, amounts, sign), sign * wide];
        const wanted = cellsForTotal(cells, { measure: of, targetYear: 2027 }, total);
        const after = cellsAfter(
          cells,
          wanted.map(({ amount, ...key }) => ({ ...key, before: null, after: amount })),
        );
        if (sum(after.map(({ amount }) => amount)) !== total) throw new Error(`${total}`);
        const filled = cells.filter(({ amount }) => amount !== null);
        if (wanted.length > 0 && filled.length > 0)
          expectParts(
            wanted.map(({ amount }) => amount ?? 0n),
            total,
            filled.map(({ amount }) => absolute(amount ?? 0n)),
          );
      }),
      lists,
    );
  });

  test("held months stay, the others share the rest by their weights, savings included; refused only when the held ones forbid it", () => {
    const months = fc.array(
      fc.record({
        amount: fc.option(fc.bigInt({ min: 0n, max: 10n ** 7n })),
        held: fc.boolean(),
        weight: fc.bigInt({ min: 0n, max: 50n }),
      }),
      {
        minLength: 12,
        maxLength: 12,
      },
    );
    holds(
      fc.property(months, fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.constantFrom(1n, -1n), fc.boolean(), (own, wide, sign, weighed) => {
        const cells = yearOf(
          "CP",
          own.map(({ amount }) => amount),
          sign,
        );
        const held = new Set(cells.filter((_, index) => own[index]?.held).map(({ month }) => `CP 2027 ${month}`));
        const total = sign * wide;
        const given = weighed ? { weights: own.map(({ weight }) => weight) } : {};
        const spreading = spreadTotal(cells, { measure: "CP", targetYear: 2027 }, total, { held, ...given });
        const kept = sum(cells.filter(({ month }) => held.has(`CP 2027 ${month}`)).map(({ amount }) => amount ?? 0n));
        if (!spreading.ok) {
          const allowed = spreading.refusal.kind === "held-exceeds" ? absolute(kept) > absolute(total) : held.size === 12 && kept !== total;
          if (!allowed) throw new Error(spreading.refusal.kind);
          return;
        }
        if (spreading.value.some(({ month }) => held.has(`CP 2027 ${month}`))) throw new Error("a held month moved");
        const after = cellsAfter(
          cells,
          spreading.value.map(({ amount, ...key }) => ({ ...key, before: null, after: amount })),
        );
        if (sum(after.map(({ amount }) => amount)) !== total) throw new Error(`${total}`);
        if (after.some(({ amount }) => amount * sign < 0n)) throw new Error("a month has the other sign");
        if (weighed && spreading.value.length > 0) {
          const open = own.filter(({ held: stays }) => !stays).map(({ weight }) => weight);
          expectParts(
            spreading.value.map(({ amount }) => amount ?? 0n),
            total - kept,
            open,
          );
        }
      }),
      lists,
    );
  });

  test("an adjustment by an amount changes the sum by that amount exactly", () => {
    holds(
      fc.property(fc.array(quantity, { minLength: 1, maxLength: 12 }), quantity, (amounts, by) => {
        const after = must(adjusted(amounts, { by: "amount", amount: by }));
        if (sum(after) !== sum(amounts) + by) throw new Error(String(by));
      }),
      lists,
    );
  });

  test("totals by class, measure and year come to the whole, in whatever order amounts come", () => {
    const amount: fc.Arbitrary<PlannedAmount> = fc.record({
      spendingClass: fc.constantFrom("personnel" as const, "nonPersonnel" as const),
      measure,
      targetYear: fc.integer({ min: 2027, max: 2029 }),
      amount: quantity,
    });
    holds(
      fc.property(fc.array(amount, { maxLength: 20 }), (amounts) => {
        const totals = totalled(amounts);
        if (sum(totals.map(({ amount: own }) => own)) !== sum(amounts.map(({ amount: own }) => own))) throw new Error("the whole");
        const again = totalled([...amounts].reverse());
        expect(again).toEqual(totals);
        expect(totalled(totals)).toEqual(totals);
      }),
      5_000,
    );
  });
});

/** Largest remainder, said another way: what each part has beyond its floor is one unit or none, and no part goes without before a lesser remainder. */
function expectParts(parts: readonly Quantity[], total: Quantity, own: readonly bigint[]): void {
  if (sum(parts) !== total) throw new Error(`${total} over ${own.join(" ")} gives ${parts.join(" ")}`);
  const shares = sum(own) === 0n ? own.map(() => 1n) : own;
  const whole = sum(shares);
  const size = absolute(total);
  const served = new Map<bigint, boolean[]>();
  for (const [index, share] of shares.entries()) {
    const part = absolute(parts[index] ?? 0n);
    if ((parts[index] ?? 0n) * total < 0n) throw new Error("a part has the other sign");
    const [floor, remainder] = [(size * share) / whole, (size * share) % whole];
    if (part !== floor && part !== floor + 1n) throw new Error(`${part} is not the share ${share} of ${size}`);
    served.set(remainder, [...(served.get(remainder) ?? []), part > floor]);
  }
  // From the largest remainder down, and from the left among equal ones: those that have a unit more, then those that have not.
  const order = [...served].sort(([left], [right]) => (left > right ? -1 : 1)).flatMap(([, own]) => own);
  if (order.lastIndexOf(true) >= 0 && order.slice(0, order.lastIndexOf(true)).includes(false))
    throw new Error("a lesser remainder is served first");
}

function yearOf(of: BudgetResource, amounts: readonly (bigint | null)[], sign: bigint): StoredCell[] {
  return amounts.map((amount, index) => ({
    measure: of,
    targetYear: 2027,
    month: index + 1,
    amount: amount === null ? null : sign * amount,
    revision: 1n,
  }));
}

function must<Value>(result: { ok: true; value: Value } | { ok: false }): Value {
  if (!result.ok) throw new Error("refused");
  return result.value;
}
