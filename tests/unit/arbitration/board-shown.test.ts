import { expect, it } from "vitest";
import { type BoardRequest, type BoardUnit, foreseen, noAmount } from "#app/routes/arbitration/board/board.ts";
import { envelopesWith, leftOf, unitsWith, waterfallOf } from "#app/routes/arbitration/board/shown.ts";

const ofOthers = (amount: bigint) => ({ personnel: 0n, nonPersonnel: amount });
const request = (id: string, asked: bigint, other: Partial<BoardRequest> = {}): BoardRequest => ({
  ...{ id, number: 1, title: id, kind: "newMeasure", version: 1, state: "instructed", asked: ofOthers(asked) },
  ...{ view: null, sentence: null, proposed: null, decided: null, decision: null, obstacle: null, ...other },
});
const decision = (outcome: "granted" | "refused" | "partial") =>
  ({ number: 1, verb: "grant", outcome, reason: "R", condition: null, mine: true }) as const;
const unit = (...requests: BoardRequest[]): BoardUnit => ({
  ...{ code: "U", label: "U", executed: 0n, notified: ofOthers(50n), landing: 0n, uses: [], requests },
});
const envelope = { spendingClass: "nonPersonnel", envelope: 100n, asked: 130n, decided: 0n, pending: 130n } as const;

it("a decision moves from what waits to what is decided, at once; the units that did not change stay the same", () => {
  const [changing, still] = [unit(request("a", 80n)), unit(request("b", 50n))];
  const before = [changing, still];
  const now = unitsWith(before, new Map([["a", { state: "arbitrated", decided: ofOthers(30n), decision: decision("partial") }]]));
  expect(now[1]).toBe(still);
  const [shown] = envelopesWith([envelope], { before, now, asIf: false });
  expect(shown).toMatchObject({ decided: 30n, pending: 50n, asIf: null });
  expect(shown && leftOf(shown)).toBe(20n);
});

it("as if decided, what waits counts at the amount proposed, else at the amount asked", () => {
  const units = [unit(request("a", 80n, { proposed: ofOthers(40n) }), request("b", 50n))];
  const [shown] = envelopesWith([envelope], { before: units, now: units, asIf: true });
  expect(shown).toMatchObject({ pending: 130n, asIf: 90n });
  expect(shown && leftOf(shown)).toBe(10n);
});

it("caps at what is left of the notified once the unit's other requests are decided, and never below zero", () => {
  const own = request("a", 80n);
  expect(foreseen("capAtNotified", own, unit(own, request("b", 20n, { decided: ofOthers(20n) })))).toEqual(ofOthers(30n));
  expect(foreseen("capAtNotified", own, unit(own, request("b", 90n, { decided: ofOthers(90n) })))).toEqual(noAmount);
});

it("the waterfall leads from the reference to what is asked and to what is decided, each step where the one before ended", () => {
  const units = [
    unit(
      request("base", 45n, { kind: "baseline", decided: ofOthers(45n), decision: decision("granted") }),
      request("new", 30n, { decided: ofOthers(10n), decision: decision("partial") }),
      request("no", 15n, { decided: noAmount, decision: decision("refused") }),
      request("save", -5n, { kind: "saving" }),
    ),
  ];
  const steps = waterfallOf(units, { asIf: false });
  expect(steps.map(({ key, from, to }) => [key, from, to])).toEqual([
    ["reference", 0n, 50n],
    ["baseline", 50n, 45n],
    ["newMeasures", 45n, 90n],
    ["savings", 90n, 85n],
    ["asked", 0n, 85n],
    ["refused", 85n, 70n],
    ["reduced", 70n, 50n],
    ["waiting", 50n, 55n],
    ["decided", 0n, 55n],
  ]);
});
