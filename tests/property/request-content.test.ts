import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadDecision } from "#app/domain/arbitration/spreading.ts";
import { detailAmount, detailSum } from "#app/domain/forecast/detail.ts";
import { movedRanks } from "#app/domain/forecast/rank.ts";
import { checkSchedule, keysOf, paidOn, paymentsByYear, rowByKeys, wholeKeys } from "#app/domain/forecast/schedule.ts";
import { spread, sum } from "#app/domain/quantity.ts";

const cents = fc.bigInt({ min: 0n, max: 10n ** 13n });
const keys = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 8 }).map((weights) => spread(wholeKeys, weights));

describe("a schedule by keys", () => {
  it("adds up to the AE exactly, whatever they are", () => {
    fc.assert(
      fc.property(cents, keys, fc.integer({ min: 2027, max: 2029 }), (committed, own, year) => {
        const row = rowByKeys(year, committed, own);
        if (!row.ok) throw new Error(row.refusal.kind);
        expect(paidOn(row.value, year)).toBe(committed);
        const rule = { committed: new Map(committed === 0n ? [] : [[year, committed]]), firstYear: 2027, sign: "notNegative" } as const;
        expect(checkSchedule(row.value, rule).ok).toBe(true);
        expect(sum(paymentsByYear(row.value).map(({ onEarlier, onNew }) => onEarlier + onNew))).toBe(committed);
      }),
    );
  });

  it("gives keys that are whole", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), keys, (committed, own) => {
        const row = rowByKeys(2027, committed, own);
        expect(sum(keysOf(row.ok ? row.value : []))).toBe(wholeKeys);
      }),
    );
  });
});

it("a detail is the sum of its lines, each within half a cent of its exact product", () => {
  const line = fc.record({
    quantity: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    unitPrice: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      expect(detailSum(lines)).toBe(sum(lines.map(detailAmount)));
      for (const own of lines) {
        const gap = detailAmount(own) * 10_000n - own.quantity * own.unitPrice;
        expect(gap <= 5_000n && gap >= -5_000n).toBe(true);
      }
    }),
  );
});

it("any walk of ranks leaves each at most once", () => {
  const walk = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("up" as const, "down" as const)), { maxLength: 40 });
  fc.assert(
    fc.property(walk, fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { minLength: 6, maxLength: 6 }), (moves, start) => {
      const given = new Set<number>();
      let measures = start.map((rank, index) => {
        const own = rank !== null && !given.has(rank) ? rank : null;
        if (own !== null) given.add(own);
        return { id: String(index), number: index + 1, rank: own, state: "draft" as const };
      });
      for (const [index, direction] of moves) {
        const ranks = movedRanks(measures, String(index), direction);
        if (ranks.ok) measures = measures.map((own) => ({ ...own, rank: ranks.value.get(own.id) ?? own.rank }));
        const taken = measures.flatMap(({ rank }) => rank ?? []);
        expect(new Set(taken).size).toBe(taken.length);
      }
    }),
  );
});

it("what is decided of a baseline leaves the ends of one-offs as they are, and adds up exactly", () => {
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 6 }), fc.array(cents, { maxLength: 3 }), cents, (asked, ends, decided) => {
      const key = { spendingClass: "nonPersonnel", measure: "AE", targetYear: 2027 } as const;
      const cells = [...asked.map((amount) => amount + 1n), ...ends.map((amount) => -amount)].map((amount, index) => ({
        ...{ ...key, lineId: String(index).padStart(2, "0"), month: 0, amount },
      }));
      const spread = spreadDecision(cells, [{ ...key, asked: sum(cells.map(({ amount }) => amount)), decided }]);
      expect(sum(spread.map(({ amount }) => amount))).toBe(decided);
      for (const cell of cells.filter(({ amount }) => amount < 0n))
        expect(spread.find(({ lineId }) => lineId === cell.lineId)?.amount).toBe(cell.amount);
    }),
  );
});
