import { describe, expect, it } from "vitest";
import { type Capability, mayDo, type Role } from "#app/domain/access.ts";
import { type RequestState, requestStates } from "#app/domain/forecast/request-state.ts";
import { type RequestAct, requestActs, transit, transitions } from "#app/domain/forecast/transition.ts";

/** Where each act leads from each state; a dash where it is refused. */
const table: Record<RequestState, Record<RequestAct, RequestState | "-">> = {
  draft: row("submitted", "-", "-", "-", "-", "-", "-", "-", "-", "-"),
  submitted: row("-", "draft", "accepted", "draft", "instructed", "-", "-", "-", "-", "-"),
  accepted: row("-", "-", "-", "draft", "instructed", "-", "-", "-", "-", "-"),
  instructed: row("-", "-", "-", "draft", "instructed", "preArbitrated", "conference", "arbitrated", "-", "-"),
  preArbitrated: row("-", "-", "-", "draft", "-", "-", "conference", "arbitrated", "-", "-"),
  conference: row("-", "-", "-", "draft", "-", "-", "-", "arbitrated", "-", "-"),
  arbitrated: row("-", "-", "-", "-", "-", "-", "-", "arbitrated", "notified", "-"),
  notified: row("-", "-", "-", "-", "-", "-", "-", "-", "-", "allotted"),
  allotted: row("-", "-", "-", "-", "-", "-", "-", "-", "-", "-"),
};

describe.each(requestStates)("a request that is %s", (state) => {
  it.each(requestActs)("%s", (act) => {
    const moved = transit({ state, version: 3 }, act, "Because.");
    const to = table[state][act];
    if (to === "-") {
      expect(moved).toEqual({ ok: false, refusal: { kind: "wrong-state", what: "request", state, expected: transitions[act].from } });
    } else {
      expect(moved).toEqual({ ok: true, value: { to, version: act === "return" ? 4 : 3, moved: to !== state } });
    }
  });
});

const reasoned: RequestAct[] = ["return", "instruct", "decide"];

it.each(requestActs)("%s asks for a reason only where it must", (act) => {
  const from = transitions[act].from[0];
  if (!from) throw new Error(`${act} starts nowhere`);
  const moved = transit({ state: from, version: 1 }, act, "  ");
  expect(moved.ok).toBe(!reasoned.includes(act));
  if (!moved.ok) expect(moved.refusal).toEqual({ kind: "reason-required" });
});

/** Who may do each act on a unit: the roles, in the order of the access module. */
const actors: Record<RequestAct | "edit", Role[]> = {
  edit: ["agent", "unitHead", "programmeStaff"],
  submit: ["unitHead", "programmeStaff"],
  recall: ["unitHead", "programmeStaff"],
  accept: ["programmeStaff"],
  return: ["programmeStaff"],
  instruct: ["programmeStaff"],
  preArbitrate: ["programmeStaff"],
  callToConference: ["programmeStaff"],
  decide: ["arbitrator"],
  notify: ["programmeStaff"],
  allot: ["programmeStaff"],
};
const everyRole: Role[] = [
  "agent",
  "unitHead",
  "programmeStaff",
  "arbitrator",
  "accountant",
  "chiefAccountant",
  "budgetController",
  "auditor",
  "administrator",
];

it.each(Object.entries(actors))("%s is for %s alone, on their units alone", (act, roles) => {
  const capability: Capability = act === "edit" ? "forecast.edit" : transitions[act as RequestAct].capability;
  const holding = (role: Role) => ({ grants: [{ role, unit: "A", units: new Set(["A"]) }] });
  expect(everyRole.filter((role) => mayDo(holding(role), capability, "A"))).toEqual(roles);
  expect(everyRole.filter((role) => mayDo(holding(role), capability, "B"))).toEqual([]);
});

function row(...states: (RequestState | "-")[]): Record<RequestAct, RequestState | "-"> {
  return Object.fromEntries(requestActs.map((act, index) => [act, states[index]])) as Record<RequestAct, RequestState | "-">;
}
