import { describe, expect, test } from "vitest";
import { cellLockOf, cellsThatStay, type LineStanding } from "#app/domain/forecast/lock.ts";
import { messagesOf, translatorFor } from "#app/messages/index.ts";
import { lockSentence } from "#app/routes/forecast/lock-sentence.ts";

const open: LineStanding = { campaignState: "open", mayEdit: true, seesCosts: true, requestState: "draft", spendingClass: "nonPersonnel" };
const detailed: LineStanding = { ...open, details: new Map([["AE 2027 0", 3]]) };
const cell = { measure: "AE", targetYear: 2027, month: 0 } as const;

describe("a cell that has a detail", () => {
  test("is locked by it, and the others are not", () => {
    expect(cellLockOf(detailed, cell)).toEqual({ kind: "detail", lines: 3 });
    expect(cellLockOf(detailed, { ...cell, month: 1 })).toBeUndefined();
    expect(cellLockOf(open, cell)).toBeUndefined();
  });
  test("is locked first by what locks its line", () => {
    expect(cellLockOf({ ...detailed, requestState: "submitted" }, cell)).toEqual({ kind: "request", state: "submitted" });
  });
  test("stays when a total is spread, as one that is held", () => {
    expect([...cellsThatStay(detailed, new Set(["CP 2027 1"]))]).toEqual(["CP 2027 1", "AE 2027 0"]);
  });
  test("says why in one sentence, and where to change it", () => {
    const [locks, states] = [translatorFor("fr", "sheet"), translatorFor("fr", "states")] as never[];
    const sentence = lockSentence({ kind: "detail", lines: 3 }, { locks: locks as never, states: states as never, day: String });
    expect(sentence).toBe("Calculée par son détail (3 lignes)\u00a0: quantité × prix. Pour la changer, ouvrez le détail.");
    expect(Object.keys(messagesOf("en").sheet.locks)).toContain("detail");
  });
});
