import { describe, expect, test } from "vitest";
import { type CellLock, cellLockOf, cellsThatStay, type LineStanding } from "#app/domain/forecast/lock.ts";
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
});

/** Each reason: where a person meets it, and what its sentence must say: why, then who or what unlocks it. */
const reasons: {
  readonly [Kind in CellLock["kind"]]: {
    readonly at: LineStanding;
    readonly lock: CellLock & { kind: Kind };
    readonly says: readonly string[];
  };
} = {
  campaign: {
    at: { ...open, campaignState: "closed" },
    lock: { kind: "campaign", state: "closed" },
    says: ["pas ouverte à la saisie", "Le département de la programmation et de la gestion peut l’ouvrir"],
  },
  right: {
    at: { ...open, mayEdit: false },
    lock: { kind: "right" },
    says: ["sans pouvoir y saisir", "Son responsable ou l’administrateur"],
  },
  "step-to-come": {
    at: { ...open, window: { kind: "step-to-come", step: "writing", opensOn: "2026-02-01" } },
    lock: { kind: "step-to-come", step: "writing", opensOn: "2026-02-01" },
    says: ["s’ouvre le 2026-02-01", "peut avancer cette date"],
  },
  "step-over": {
    at: { ...open, window: { kind: "step-over", step: "writing", closedOn: "2026-03-31", headsUntil: "2026-04-10" } },
    lock: { kind: "step-over", step: "writing", closedOn: "2026-03-31", headsUntil: "2026-04-10" },
    says: ["s’est terminée le 2026-03-31", "Le responsable de l’unité peut encore saisir jusqu’au 2026-04-10"],
  },
  request: {
    at: { ...open, requestState: "submitted" },
    lock: { kind: "request", state: "submitted" },
    says: ["« Transmis »", "Le département de la programmation et de la gestion peut la renvoyer"],
  },
  measure: {
    at: open,
    lock: { kind: "measure", measure: "ETPT", spendingClass: "nonPersonnel" },
    says: ["Les emplois", "que sur une ligne de personnel (titre 2)"],
  },
  detail: { at: detailed, lock: { kind: "detail", lines: 3 }, says: ["Calculée par son détail (3 lignes)", "ouvrez le détail"] },
  costs: {
    at: { ...open, spendingClass: "personnel", seesCosts: false },
    lock: { kind: "costs" },
    says: ["Les montants de personnel", "les gestionnaires du programme, qui peuvent vous les communiquer"],
  },
  staff: {
    at: { ...open, spendingClass: "personnel", fromStaff: true },
    lock: { kind: "staff" },
    says: ["calculée à partir des effectifs demandés", "modifiez les effectifs de la demande"],
  },
};
const kinds = Object.keys(reasons) as CellLock["kind"][];

function sentenceOf(lock: CellLock, locale: "fr" | "en"): string {
  const [locks, states] = [translatorFor(locale, "sheet"), translatorFor(locale, "states")] as never[];
  return lockSentence(lock, { locks: locks as never, states: states as never, day: String });
}

describe("each reason why a cell cannot be written", () => {
  test.each(kinds)("%s is found where it holds, and says in one sentence why, and who unlocks it", (kind) => {
    const { at, lock, says } = reasons[kind];
    expect(cellLockOf(at, { ...cell, measure: kind === "measure" ? "ETPT" : "AE" })).toEqual(lock);
    const sentence = sentenceOf(lock, "fr").replaceAll("\u00a0", " ");
    for (const words of says) expect(sentence).toContain(words);
    expect(sentenceOf(lock, "en")).toMatch(/^[A-Z].*\.$/);
  });

  test("has a sentence of its own, and no sentence is left without a reason", () => {
    for (const locale of ["fr", "en"] as const) {
      expect(new Set(kinds.map((kind) => sentenceOf(reasons[kind].lock, locale))).size).toBe(kinds.length);
      expect(Object.keys(messagesOf(locale).sheet.locks).toSorted()).toEqual(kinds.toSorted());
    }
  });

  test("without a window for heads, it is the department that gives time", () => {
    const lock = { kind: "step-over", step: "writing", closedOn: "2026-03-31", headsUntil: null } as const;
    expect(sentenceOf(lock, "fr")).toContain("peut accorder un délai à votre unité");
  });
});
