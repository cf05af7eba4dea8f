import { describe, expect, it } from "vitest";
import { type AgendaEntry, proposedAgenda, rearranged } from "#app/domain/arbitration/sitting/agenda.ts";
import { clockText, elapsedSeconds } from "#app/domain/arbitration/sitting/sitting.ts";
import { verbOfKey } from "#app/routes/arbitration/sessions/sitting/use-room-keys.ts";

const asked = (cp: bigint, ae = cp) => [
  { spendingClass: "nonPersonnel" as const, measure: "CP" as const, targetYear: 2027, amount: cp },
  { spendingClass: "nonPersonnel" as const, measure: "AE" as const, targetYear: 2027, amount: ae },
  { spendingClass: "nonPersonnel" as const, measure: "CP" as const, targetYear: 2028, amount: 1_000n },
];
const entry = (id: string, state: AgendaEntry["state"] = "waiting"): AgendaEntry => ({ id, unit: id, requestId: null, minutes: 5, state });
const order = (agenda: readonly AgendaEntry[], change: Parameters<typeof rearranged>[1]) => {
  const after = rearranged(agenda, change);
  return after.ok ? after.value.map(({ id }) => id).join("") : after.refusal.kind;
};

describe("a proposed agenda", () => {
  const requests = [
    { id: "1", unit: "B", asked: asked(10n) },
    { id: "2", unit: "A", asked: asked(6n) },
    { id: "3", unit: "A", asked: asked(-6n) },
    { id: "4", unit: "C", asked: asked(0n, 9n) },
  ];
  it("takes the heaviest unit first, a saving weighing as much as what it saves, then by AE", () => {
    const units = proposedAgenda(requests, { by: "unit", year: 2027, minutes: 5 }).map(({ unit }) => unit);
    expect(units).toEqual(["A", "B", "C"]);
  });
  it("takes requests one by one", () => {
    const points = proposedAgenda(requests, { by: "request", year: 2027, minutes: 7 });
    expect(points.map(({ requestId }) => requestId)).toEqual(["1", "2", "3", "4"]);
    expect(points[0]).toEqual({ unit: "B", requestId: "1", minutes: 7 });
  });
});

describe("an agenda that is rearranged", () => {
  const agenda = [entry("a", "done"), entry("b", "open"), entry("c")];
  it("moves a point by one, and not beyond an edge", () => {
    expect(order(agenda, { kind: "move", item: "c", to: "up" })).toBe("acb");
    expect(order(agenda, { kind: "move", item: "a", to: "down" })).toBe("bac");
    expect(order(agenda, { kind: "move", item: "a", to: "up" })).toBe("abc");
    expect(order(agenda, { kind: "move", item: "c", to: "down" })).toBe("abc");
  });
  it("loses only what is to come", () => {
    expect(order(agenda, { kind: "remove", item: "c" })).toBe("ab");
    expect(order(agenda, { kind: "remove", item: "b" })).toBe("wrong-state");
    expect(order(agenda, { kind: "remove", item: "z" })).toBe("not-found");
    expect(order(agenda, { kind: "add", id: "d", point: { unit: "a", requestId: null, minutes: 5 } })).toBe("already-exists");
    expect(order(agenda, { kind: "add", id: "d", point: { unit: "a", requestId: "r", minutes: 5 } })).toBe("abcd");
  });
});

describe("the clock", () => {
  it("counts whole seconds from the beginning, and never below zero", () => {
    const from = new Date("2026-06-15T12:00:00Z");
    expect(elapsedSeconds(from, new Date("2026-06-15T12:01:02.900Z"))).toBe(62);
    expect(elapsedSeconds(from, new Date("2026-06-15T11:59:00Z"))).toBe(0);
    expect(elapsedSeconds(null, from)).toBe(0);
  });
  it("says hours when there are", () => {
    expect([7, 754, 3_723].map(clockText)).toEqual(["0:07", "12:34", "1:02:03"]);
  });
});

describe("the secretary's keyboard", () => {
  const key = (code: string, other = {}) => verbOfKey({ altKey: true, shiftKey: true, ctrlKey: false, metaKey: false, code, ...other });
  it("reads the place of the digit, whatever the layout, with Alt and Shift alone", () => {
    expect(["Digit1", "Digit3", "Digit6", "Digit7"].map((code) => key(code))).toEqual(["grant", "capAtNotified", "refuse", "other"]);
    expect([key("Digit8"), key("KeyA"), key("Digit1", { shiftKey: false }), key("Digit1", { ctrlKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
