import { expect, it } from "vitest";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { checkAdoption, checkDecision, standingsOf } from "#app/domain/arbitration/envelope.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

const of = (spendingClass: SpendingClass, measure: BudgetResource, amount: bigint, targetYear = 2027): PlannedAmount => ({
  spendingClass,
  measure,
  targetYear,
  amount,
});
const standings = (envelopes: PlannedAmount[], decided: PlannedAmount[]) => standingsOf({ envelopes, asked: [], decided });

it("sets each envelope against what is asked and what is decided", () => {
  const [personnel, other] = standingsOf({
    envelopes: [of("nonPersonnel", "AE", 100n)],
    asked: [of("nonPersonnel", "AE", 130n), of("personnel", "AE", 7n)],
    decided: [of("nonPersonnel", "AE", 90n)],
  });
  expect(personnel).toEqual({ ...key("personnel"), envelope: null, asked: 7n, decided: 0n, askedOver: 0n, decidedOver: 0n });
  expect(other).toEqual({ ...key("nonPersonnel"), envelope: 100n, asked: 130n, decided: 90n, askedOver: 30n, decidedOver: 0n });
});

/** Decided 10 against an envelope: adoption, and a decision on the way there. */
const cases: { spendingClass: SpendingClass; measure: BudgetResource; envelope: bigint | null; adoption: string; decision: string }[] = [
  { spendingClass: "nonPersonnel", measure: "AE", envelope: 10n, adoption: "ok", decision: "ok" },
  { spendingClass: "nonPersonnel", measure: "AE", envelope: 9n, adoption: "envelope-exceeded", decision: "ok" },
  { spendingClass: "nonPersonnel", measure: "CP", envelope: 9n, adoption: "envelope-exceeded", decision: "ok" },
  { spendingClass: "nonPersonnel", measure: "CP", envelope: null, adoption: "envelope-missing", decision: "ok" },
  { spendingClass: "personnel", measure: "CP", envelope: 9n, adoption: "envelope-exceeded", decision: "envelope-exceeded" },
  { spendingClass: "personnel", measure: "ETPT", envelope: 9n, adoption: "envelope-exceeded", decision: "envelope-exceeded" },
  { spendingClass: "personnel", measure: "ETPT", envelope: null, adoption: "envelope-missing", decision: "ok" },
  { spendingClass: "personnel", measure: "DAY", envelope: null, adoption: "ok", decision: "ok" },
  { spendingClass: "personnel", measure: "DAY", envelope: 9n, adoption: "envelope-exceeded", decision: "ok" },
];

it.each(cases)("$spendingClass $measure: 10 decided, envelope $envelope", ({ spendingClass, measure, envelope, adoption, decision }) => {
  const envelopes = envelope === null ? [] : [of(spendingClass, measure, envelope)];
  const after = standings(envelopes, [of(spendingClass, measure, 10n)]);
  const [adopted, decided] = [checkAdoption(after, 2027), checkDecision(standings(envelopes, []), after, 2027)];
  expect(adopted.ok ? "ok" : adopted.refusal.kind).toBe(adoption);
  expect(decided.ok ? "ok" : decided.refusal.kind).toBe(decision);
});

it("lets a decision lower what is above a personnel envelope", () => {
  const envelope = [of("personnel", "AE", 9n)];
  const [before, after] = [standings(envelope, [of("personnel", "AE", 20n)]), standings(envelope, [of("personnel", "AE", 15n)])];
  expect(checkDecision(before, after, 2027)).toEqual({ ok: true, value: true });
});

it("shows later years and refuses nothing for them", () => {
  const later = standings([of("nonPersonnel", "CP", 1n, 2028)], [of("nonPersonnel", "CP", 10n, 2028)]);
  expect(later[0]?.decidedOver).toBe(9n);
  expect(checkAdoption(later, 2027)).toEqual({ ok: true, value: true });
});

function key(spendingClass: SpendingClass) {
  return { spendingClass, measure: "AE", targetYear: 2027 };
}
