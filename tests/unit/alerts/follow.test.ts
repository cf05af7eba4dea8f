import { expect, test } from "vitest";
import type { Finding, StandingAlert } from "#app/domain/alerts/alert.ts";
import { changeOf } from "#app/domain/alerts/follow.ts";
import { usualAlertSettings } from "#app/domain/alerts/settings.ts";

const today = "2026-06-15";
const finding: Finding = {
  ...{ unit: "DR44", cause: "overuse", resource: "CP", sign: "aboveProfile", level: "watch" },
  ...{ size: 40, limit: 30, amount: 4_000_000n, day: null, months: 5 },
};
const open: StandingAlert = { ...finding, state: "open", reference: null, snoozedUntil: null, asked: false };
const reference = { sign: "aboveProfile", size: 40 } as const;
const answered: StandingAlert = { ...open, state: "answered", reference };
const snoozed: StandingAlert = { ...open, state: "snoozed", reference, snoozedUntil: "2026-07-01" };
const closed: StandingAlert = { ...open, state: "closed" };
const serious: Finding = { ...finding, level: "serious", size: 90 };
const landing: Finding = { ...finding, sign: "exhaustion", size: 12, limit: 10 };

test.each<[string, StandingAlert | undefined, Finding | undefined, string | undefined]>([
  ["nothing was, nothing is", undefined, undefined, undefined],
  ["a cause is found", undefined, finding, "raised open"],
  ["looked at twice: the same", open, finding, undefined],
  ["a little more, in the same alert", open, { ...finding, size: 45 }, "measured open"],
  ["the next month is no other alert", open, { ...finding, months: 6 }, "measured open"],
  ["it becomes serious", open, serious, "worsened open"],
  ["it is serious no more", { ...open, level: "serious", size: 90 }, finding, "eased open"],
  ["a stronger sign of the same cause joins it", open, landing, "worsened open"],
  ["the cause ends: it closes by itself", open, undefined, "ended closed"],
  ["unless somebody waits for an explanation", { ...open, asked: true }, undefined, undefined],
  ["an answered one closes too", answered, undefined, "ended closed"],
  ["answered, and a little worse: it stays answered", answered, { ...finding, size: 59 }, "measured answered"],
  ["answered, and worse by the threshold", answered, { ...finding, size: 60 }, "worsened open"],
  ["answered, and shown by a stronger sign", answered, landing, "worsened open"],
  ["put aside, and the same", snoozed, finding, undefined],
  ["put aside, and worse by the threshold", snoozed, { ...finding, size: 60 }, "worsened open"],
  ["put aside until today", { ...snoozed, snoozedUntil: today }, finding, "woken open"],
  ["put aside, and ended meanwhile", snoozed, undefined, "ended closed"],
  ["closed, nothing is found", closed, undefined, undefined],
  ["closed, and hovering around the limit", closed, { ...finding, size: 49 }, undefined],
  ["closed, and well beyond the limit again", closed, { ...finding, size: 50 }, "reopened open"],
  ["closed, and serious", closed, serious, "reopened open"],
  ["a question is nobody's gap: it waits for its answer", { ...open, cause: "question", sign: "question" }, undefined, undefined],
])("%s", (_, standing, now, expected) => {
  const change = changeOf(standing, now, usualAlertSettings, today);
  expect(change && `${change.act} ${change.state}`).toBe(expected);
});

test("documents count by their number", () => {
  const waiting = { ...finding, cause: "unpaid", sign: "unpaid", size: 10, limit: 1 } as const;
  const standing: StandingAlert = { ...answered, ...waiting, reference: { sign: "unpaid", size: 10 } };
  const change = (size: number) => changeOf(standing, { ...waiting, size }, usualAlertSettings, today)?.act;
  expect([change(14), change(15)]).toEqual(["measured", "worsened"]);
});
