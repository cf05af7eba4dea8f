import fc from "fast-check";
import { expect, test } from "vitest";
import { cellName, cellsAfter, type StoredCell } from "#app/domain/forecast/cell.ts";
import { type EditedLine, judgeEdits } from "#app/domain/forecast/edit.ts";
import { editsOf, type PlacedText, previewOf } from "#app/domain/forecast/preview.ts";
import { spreadTotal } from "#app/domain/forecast/spread-total.ts";
import { sum } from "#app/domain/quantity.ts";

const firstYear = 2027;
const year = { measure: "CP" as const, targetYear: firstYear };
const amounts = fc.array(fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })), { minLength: 12, maxLength: 12 });
const monthsHeld = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

function lineOf(months: readonly (bigint | null)[], held: readonly boolean[], id = "L"): EditedLine {
  const cells = months.map((amount, index): StoredCell => ({ ...year, month: index + 1, amount, revision: 1n }));
  const names = cells.filter((_, index) => held[index]).map(cellName);
  const standing = { requestKind: "baseline", campaignState: "open", mayEdit: true, seesCosts: true, requestState: "draft" } as const;
  return { id, ...standing, spendingClass: "nonPersonnel", cells, held: new Set(names) };
}

const readable = fc.bigInt({ min: 0n, max: 10n ** 8n }).map((cents) => `${cents / 100n},${String(cents % 100n).padStart(2, "0")}`);
const anything = fc.oneof(readable, fc.constantFrom("12.500", "12 k€", "1,5 M€", "", "abc", "-4", "(3)", "#REF!", "=1+1", "1.234.567,8"));
const texts = fc.uniqueArray(
  fc.record({
    lineId: fc.constantFrom("L", "M", "gone"),
    month: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    text: anything,
  }),
  { selector: ({ lineId, month }) => `${lineId} ${month}`, maxLength: 39 },
);
const choices = fc.constantFrom({}, { decimalSign: "," }, { decimalSign: ".", scaled: true }, { scaled: false } as const) as fc.Arbitrary<
  Parameters<typeof previewOf>[1]["choices"] & object
>;

test("no text is lost nor counted twice, and what is applied leaves nothing to apply (seeded by fast-check)", () => {
  fc.assert(
    fc.property(texts, amounts, monthsHeld, choices, (own, months, held, chosen) => {
      const placed: PlacedText[] = own.map((text) => ({ ...year, ...text }));
      const lines = new Map(["L", "M"].map((id) => [id, lineOf(months, held, id)]));
      const shown = previewOf(placed, { lines, firstYear, choices: chosen });
      const { accepted, rejected, ambiguous, unchanged, locked, empty } = shown;
      const all = [accepted, rejected, ambiguous, unchanged, locked, empty].flat().map(({ lineId, month }) => `${lineId} ${month}`);
      expect(all.sort()).toEqual(own.map(({ lineId, month }) => `${lineId} ${month}`).sort());
      const { changes, refusals } = judgeEdits(lines, editsOf(shown, 1n), firstYear);
      expect(refusals).toEqual([]);
      const after = new Map(
        [...lines].map(([id, line]) => {
          const cells = cellsAfter(
            line.cells,
            changes.filter(({ lineId }) => lineId === id),
          ).map((cell) => ({ ...cell, revision: 2n }));
          return [id, { ...line, cells }];
        }),
      );
      const again = previewOf(placed, { lines: after, firstYear, choices: chosen });
      expect(again.accepted).toEqual([]);
      expect(again.rejected.map(({ text }) => text)).toEqual(rejected.map(({ text }) => text));
    }),
    { numRuns: 1_000 },
  );
});

test("a total that is spread adds up, whatever is held, and what is held does not move (seeded by fast-check)", () => {
  const weights = fc.option(fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 12, maxLength: 12 }), { nil: undefined });
  fc.assert(
    fc.property(amounts, monthsHeld, weights, fc.bigInt({ min: 0n, max: 10n ** 10n }), (months, held, own, total) => {
      const line = lineOf(months, held);
      const names = line.held ?? new Set();
      const cells = spreadTotal(line.cells, year, total, { held: names, ...(own ? { weights: own } : {}) });
      const kept = sum(line.cells.filter((cell) => names.has(cellName(cell))).map(({ amount }) => amount ?? 0n));
      if (!cells.ok) {
        expect(cells.refusal.kind === "held-exceeds" ? kept > total : names.size === 12 && kept !== total).toBe(true);
        return;
      }
      const changes = cells.value.map(({ amount, ...key }) => ({ ...key, before: null, after: amount }));
      expect(cells.value.filter((cell) => names.has(cellName(cell)))).toEqual([]);
      expect(sum(cellsAfter(line.cells, changes).map(({ amount }) => amount))).toBe(total);
    }),
    { numRuns: 3_000 },
  );
});
