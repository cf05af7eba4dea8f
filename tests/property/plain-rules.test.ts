import fc from "fast-check";
import { expect, it } from "vitest";
import { amountUnder, type PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { plainRules, type RuleCase, type RuledRequest, ruled } from "#app/domain/arbitration/proposal/plain-rules.ts";
import { sum } from "#app/domain/quantity.ts";

const units = ["DR44", "DR84", "SG"] as const;
const keys = [
  { spendingClass: "personnel", measure: "AE", targetYear: 2027 },
  { spendingClass: "personnel", measure: "CP", targetYear: 2027 },
  { spendingClass: "nonPersonnel", measure: "AE", targetYear: 2027 },
  { spendingClass: "nonPersonnel", measure: "CP", targetYear: 2028 },
] as const;
const cents = fc.oneof(fc.bigInt({ min: 1n, max: 20n }), fc.bigInt({ min: 1n, max: 9_000_000_00n }));

/** New measures and savings; personnel asks AE = CP. */
const request = fc
  .record({
    unit: fc.constantFrom(...units),
    amounts: fc.tuple(cents, cents, cents),
    asks: fc.constantFrom("personnel", "nonPersonnel", "both"),
    saving: fc.constantFrom(false, false, true),
  })
  .map(({ unit, amounts: [staff, ae, cp], asks, saving }) => {
    const given = [staff, staff, ae, cp];
    const asked = keys.flatMap((key, index): PlannedAmount[] => {
      const amount = given[index] ?? 0n;
      return asks === "both" || asks === key.spendingClass ? [{ ...key, amount: saving ? -amount : amount }] : [];
    });
    return { unit, asked };
  });
const ruleCase = fc
  .record({
    requests: fc.array(request, { minLength: 1, maxLength: 8 }),
    envelopes: fc.tuple(cents, cents, cents, cents),
    held: fc.tuple(cents, cents, cents),
    ranks: fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
  })
  .map(
    ({ requests, envelopes, held, ranks }): RuleCase => ({
      requests: requests.map((own, index) => ({
        id: `R${index}`,
        precedence: (ranks[index] ?? 0) % 2,
        rank: ranks[index] ?? null,
        ...own,
      })),
      envelopes: keys.map((key, index) => ({ ...key, amount: envelopes[index] ?? 0n })),
      held: units.flatMap((unit, index) =>
        keys.map(({ spendingClass, measure }) => ({ unit, spendingClass, measure, amount: held[index] ?? 0n })),
      ),
    }),
  );

it("a plain rule answers every request under every key that it asks for, never above what it asks, and takes savings whole", () => {
  fc.assert(
    fc.property(ruleCase, fc.constantFrom(...plainRules), (given, rule) => {
      const answers = ruled(rule, given);
      expect(answers.map(({ id }) => id)).toEqual(given.requests.map(({ id }) => id));
      for (const [index, { asked }] of given.requests.entries()) {
        expect(answers[index]?.amounts).toHaveLength(asked.length);
        for (const own of asked) {
          const decided = amountUnder(answers[index]?.amounts ?? [], own);
          if (own.amount < 0n) expect(decided).toBe(own.amount);
          else expect(decided >= 0n && decided <= own.amount).toBe(true);
        }
      }
    }),
  );
});

it("shares and ranks hold every envelope that savings do not overdraw already", () => {
  fc.assert(
    fc.property(ruleCase, fc.constantFrom("proRata" as const, "byRank" as const), (given, rule) => {
      const answers = ruled(rule, given);
      for (const envelope of given.envelopes) expect(totalUnder(answers, envelope) <= envelope.amount).toBe(true);
    }),
  );
});

it("a share leaves less than a cent a unit of an envelope that binds, where no twin binds before", () => {
  fc.assert(
    fc.property(ruleCase, (given) => {
      const answers = ruled("proRata", given);
      for (const envelope of given.envelopes.filter(({ spendingClass }) => spendingClass === "nonPersonnel")) {
        const asked = sum(given.requests.map((own) => amountUnder(own.asked, envelope)));
        const expected = asked < envelope.amount ? asked : envelope.amount;
        const total = totalUnder(answers, envelope);
        const everythingCut = given.requests.every((own) => amountUnder(own.asked, envelope) <= 0n);
        if (!everythingCut) expect(expected - total < BigInt(units.length)).toBe(true);
      }
    }),
  );
});

it("personnel gets as much in AE as in CP, and a unit no more than it was notified, no less than it lands on", () => {
  fc.assert(
    fc.property(ruleCase, fc.constantFrom(...plainRules), (given, rule) => {
      const answers = ruled(rule, given);
      for (const { amounts } of answers) expect(amountUnder(amounts, keys[0])).toBe(amountUnder(amounts, keys[1]));
      if (rule !== "capAtNotified" && rule !== "floorAtLanding") return;
      for (const unit of units) {
        for (const key of keys) {
          const own = given.requests.flatMap((request, index) =>
            request.unit === unit ? [{ request, amounts: answers[index]?.amounts ?? [] }] : [],
          );
          const positive = (amounts: readonly PlannedAmount[]) => (amountUnder(amounts, key) > 0n ? amountUnder(amounts, key) : 0n);
          const [asked, got] = [sum(own.map(({ request }) => positive(request.asked))), sum(own.map(({ amounts }) => positive(amounts)))];
          const held =
            given.held.find((one) => one.unit === unit && one.spendingClass === key.spendingClass && one.measure === key.measure)?.amount ??
            0n;
          if (rule === "capAtNotified") expect(got).toBe(asked < held ? asked : held);
          else expect(got >= (asked < held ? asked : held)).toBe(true);
        }
      }
    }),
  );
});

function totalUnder(answers: readonly RuledRequest[], key: PlannedAmount): bigint {
  return sum(answers.map(({ amounts }) => amountUnder(amounts, key)));
}
