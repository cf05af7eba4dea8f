import fc from "fast-check";
import { expect, it } from "vitest";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { decide } from "#app/domain/arbitration/decision.ts";
import { type AskedCell, spreadDecision } from "#app/domain/arbitration/spreading.ts";
import { decisionVerbs } from "#app/domain/arbitration/verb.ts";

/** A line of personnel asks AE = CP in each month; a line of the rest asks what it likes. */
const line = fc.record({
  lineId: fc.uuid(),
  personnel: fc.boolean(),
  months: fc.uniqueArray(fc.record({ month: fc.integer({ min: 1, max: 12 }), ae: euros(), cp: euros() }), {
    selector: ({ month }) => month,
    minLength: 1,
  }),
});
const request = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) =>
  lines.flatMap(({ lineId, personnel, months }) =>
    months.flatMap(({ month, ae, cp }): AskedCell[] => {
      const spendingClass = personnel ? ("personnel" as const) : ("nonPersonnel" as const);
      const key = { lineId, spendingClass, targetYear: 2027, month };
      return [
        { ...key, measure: "AE", amount: ae },
        { ...key, measure: "CP", amount: personnel ? ae : cp },
      ];
    }),
  ),
);

it("whatever is decided, the cells add up to it exactly, and personnel AE and CP are cut alike", () => {
  fc.assert(
    fc.property(request, fc.constantFrom(...decisionVerbs), euros(), (cells, verb, typed) => {
      const asked = totalled(cells);
      const given = asked.map((amount) => ({ ...amount, amount: typed < amount.amount ? typed : amount.amount }));
      const room = given.map((amount) => ({ ...amount, amount: amount.amount / 2n }));
      const decided = decide({ verb, reason: "R", condition: "C", asked, given, proposed: null, room });
      if (!decided.ok) throw new Error(decided.refusal.kind);
      const spread = spreadDecision(cells, decided.value);
      const totals = decided.value.map(({ asked: _, decided: amount, ...key }) => ({ ...key, amount }));
      expect(totalled(spread)).toEqual(totals);
      const personnel = (measure: string) =>
        spread
          .filter((cell) => cell.spendingClass === "personnel" && cell.measure === measure)
          .map((cell) => [cell.lineId, cell.month, cell.amount]);
      expect(personnel("AE")).toEqual(personnel("CP"));
    }),
    { numRuns: 500 },
  );
});

function euros() {
  return fc.bigInt({ min: 0n, max: 10n ** 12n });
}
