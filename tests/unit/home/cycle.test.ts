import { expect, test } from "vitest";
import { type CycleSigns, phaseStates } from "#app/domain/cycle.ts";

const nothing: CycleSigns = {
  today: "2026-06-15",
  firstDay: null,
  lastDay: null,
  closed: false,
  campaign: null,
  adopted: false,
  notified: false,
  atDisposal: false,
};
const during = { firstDay: "2026-01-01", lastDay: "2026-12-31" };
const next = { firstDay: "2027-01-01", lastDay: "2027-12-31" };

test.each<[string, Partial<CycleSigns>, string]>([
  ["nothing yet", {}, "toCome toCome toCome toCome toCome toCome"],
  ["a campaign in preparation", { campaign: "draft" }, "open toCome toCome toCome toCome toCome"],
  ["a campaign that collects", { campaign: "open" }, "open open open toCome toCome toCome"],
  ["a campaign in arbitration", { campaign: "arbitration" }, "done done open toCome toCome toCome"],
  ["an adopted scenario", { ...next, campaign: "arbitration", adopted: true }, "done done done open toCome toCome"],
  ["the year itself", { ...during, campaign: "closed", adopted: true, notified: true, atDisposal: true }, "done done done open open open"],
  ["the year itself, without any campaign here", during, "done done done open open open"],
  ["after the year", { ...during, today: "2027-01-20" }, "done done done done done open"],
  ["a closed year", { ...during, today: "2027-05-20", closed: true }, "done done done done done done"],
])("%s", (_, signs, states) => {
  expect(
    phaseStates({ ...nothing, ...signs })
      .map((each) => each.state)
      .join(" "),
  ).toBe(states);
});
