import fc from "fast-check";
import { expect, test } from "vitest";
import { lineText } from "#app/domain/ledger/matching/group.ts";
import type { OpenLine } from "#app/domain/ledger/matching/item.ts";
import { matchingRules, proposalText, proposeMatchings } from "#app/domain/ledger/matching/proposals.ts";

/** Few amounts, parties and references, so that they meet often. */
const openLine = fc.record({
  party: fc.constantFrom("ACME", "DUPONT", null),
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  signed: fc.constantFrom(-300n, -200n, -150n, -100n, -50n, 50n, 100n, 150n, 200n, 300n),
  voucher: fc.option(fc.constantFrom("F1", "F2"), { nil: null }),
  request: fc.option(fc.constantFrom("R1", "R2"), { nil: null }),
  commitment: fc.option(fc.constantFrom("C1/1", "C1/2"), { nil: null }),
});

const openLines = fc.array(openLine, { maxLength: 40 }).map((drafts) =>
  drafts.map(
    ({ day, month, signed, ...ties }, index): OpenLine => ({
      ...{ entryId: BigInt(index + 1), line: 1, documentId: null, reversed: null, partial: null },
      entryDate: `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
      debit: signed > 0n ? signed : 0n,
      credit: signed < 0n ? -signed : 0n,
      ...ties,
    }),
  ),
);

test("proposals share no line, stay with one party, sum to zero, and come again whatever the order of the lines", () => {
  fc.assert(
    fc.property(
      openLines,
      fc.subarray([...matchingRules], { minLength: 1 }),
      fc.integer({ min: 0, max: 120 }),
      (lines, rules, windowDays) => {
        const { proposals, ambiguous } = proposeMatchings(lines, { windowDays, rules });
        const byName = new Map(lines.map((line) => [lineText(line), line]));
        const seen = new Set<string>();
        for (const { lines: own, party, amount, rule } of proposals) {
          expect(rules).toContain(rule);
          const found = own.map((name) => byName.get(lineText(name)));
          expect(new Set(found.map((line) => line?.party))).toEqual(new Set([party]));
          expect(found.reduce((total, line) => total + (line?.debit ?? 0n), 0n)).toBe(amount);
          expect(found.reduce((total, line) => total + (line?.credit ?? 0n), 0n)).toBe(amount);
          for (const name of own) {
            expect(seen.has(lineText(name))).toBe(false);
            seen.add(lineText(name));
          }
        }
        // What is in doubt is really in doubt: some of it is still open.
        for (const doubt of ambiguous) expect(doubt.lines.some((name) => !seen.has(lineText(name)))).toBe(true);
        const again = proposeMatchings([...lines].reverse(), { windowDays, rules });
        expect(again.proposals.map(proposalText)).toEqual(proposals.map(proposalText));
      },
    ),
  );
});
