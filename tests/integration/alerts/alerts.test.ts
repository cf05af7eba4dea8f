import { afterEach, beforeEach, expect, test } from "vitest";
import { askAboutAlert, askExplanation, explainAlert, snoozeAlert } from "#app/commands/act-on-alert.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { evaluateAlerts } from "#app/commands/evaluate-alerts.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { setAlertSettings } from "#app/commands/set-alert-settings.ts";
import { giveLanding, withdrawLanding } from "#app/commands/set-landing.ts";
import { usualAlertSettings } from "#app/domain/alerts/settings.ts";
import { watchAlerts } from "#app/server/alerting.ts";
import { type AlertRow, alertSteps, alertsOf } from "#db/queries/alerts/alert.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

const million = 100_000_000n;
const part = { year: 2026, unit: "DR44", spendingClass: "nonPersonnel", resource: "AE" } as const;

let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, million);
  await commit(60_000_000n, "2026-05-01");
  // What sleeps is another matter than what this file is about.
  await settings({ dormantMonths: 11 });
});
afterEach(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });

async function commit(amount: bigint, on: string) {
  const lines = [{ ...dr, amount, schedule: [{ year: 2026, amount }] }];
  must(await commitExpenses(await staff(), { commitments: [{ on, label: "Avis", party: "FOUR1", lines }] }));
}
async function settings(own: Partial<typeof usualAlertSettings>) {
  must(await setAlertSettings(await staff(), { settings: { ...usualAlertSettings, ...own }, reason: "Essai." }));
}

let said = 0;
/** The unit says where its year lands, which is what alerts are raised from here. */
async function land(amount: bigint | null) {
  const version = { ...part, reason: "Dit par l'unité.", seenVersion: said };
  must(amount === null ? await withdrawLanding(await head(), version) : await giveLanding(await head(), { ...version, amount }));
  said += 1;
}
beforeEach(() => {
  said = 0;
});

const evaluate = async () => {
  const counts = must(await evaluateAlerts(await organisation.system(), { year: 2026 }));
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([act, count]) => `${act} ${count}`);
};
const read = async () => {
  const all = await organisation.database.read(organisation.organisation, (db) => alertsOf(db, { year: 2026, units: null }));
  return all.filter(({ resource, cause }) => resource === "AE" && cause !== "uncertified");
};
const only = async (): Promise<AlertRow> => {
  const [first, ...others] = await read();
  if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} alerts`);
  return first;
};
const steps = async () => {
  const { id } = await only();
  return (await organisation.database.read(organisation.organisation, (db) => alertSteps(db, id))).map(({ act }) => act).reverse();
};

test("none at exactly 100.00 %; one above it, however often one looks; it closes by itself when its cause ends", async () => {
  await land(million * 2n);
  await land(million);
  await evaluate();
  expect(await read()).toEqual([]);
  await land((million * 102n) / 100n);
  expect(await evaluate()).toEqual(["raised 1"]);
  expect(await evaluate()).toEqual([]);
  expect(await only()).toMatchObject({
    ...{ unit: "DR44", cause: "overuse", sign: "exhaustion", level: "serious", size: 20, amount: 2_000_000n, state: "open" },
    openedOn: "2026-06-15",
  });
  await land((million * 103n) / 100n);
  expect(await evaluate()).toEqual(["measured 1"]);
  await land(million);
  expect(await evaluate()).toEqual(["ended 1"]);
  expect([(await only()).state, await steps()]).toEqual(["closed", ["raised", "ended"]]);
});

test("an explanation is asked, told to those who may answer, answered, kept; the alert comes back when it worsens, and not before", async () => {
  await land((million * 102n) / 100n);
  await evaluate();
  must(await askExplanation(await staff(), { year: 2026, unit: "DR44", resource: "AE", text: "D'où viennent ces 2 points ?" }));
  const alert = await only();
  expect(alert).toMatchObject({ asked: true, state: "open" });
  const notices = async (login: string) => {
    const { actor } = await organisation.as(login);
    return await organisation.database.read(organisation.organisation, (db) =>
      db.selectFrom("inbox_notice").select(["kind", "address"]).where("recipient", "=", actor.id).orderBy("id").execute(),
    );
  };
  const address = `/2026/execution/alerts/${alert.id}`;
  expect((await notices("head")).at(-1)).toEqual({ kind: "explanationAsked", address });
  const answer = { alertId: alert.id, seenVersion: alert.version, text: "Un marché annoncé en avril." };
  const elsewhere = await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" });
  expect(await explainAlert(elsewhere, answer)).toMatchObject({ refusal: { kind: "not-found" } });
  expect(await explainAlert(await head(), { ...answer, text: " " })).toMatchObject({ refusal: { kind: "reason-required" } });
  must(await explainAlert(await head(), answer));
  expect(await explainAlert(await head(), answer)).toMatchObject({ refusal: { kind: "stale" } });
  expect((await notices("staff")).at(-1)).toEqual({ kind: "explanationGiven", address });
  expect(await only()).toMatchObject({ state: "answered", asked: false, reference: { sign: "exhaustion", size: 20 } });
  await land(103_900_000n);
  expect(await evaluate()).toEqual(["measured 1"]);
  await land(104_000_000n);
  expect(await evaluate()).toEqual(["worsened 1"]);
  expect(await steps()).toEqual(["raised", "asked", "answered", "worsened"]);
});

test("put aside with a reason and a day, it comes back on that day; nothing is put aside for good", async () => {
  await land((million * 105n) / 100n);
  await evaluate();
  const { id, version } = await only();
  const aside = { alertId: id, seenVersion: version, text: "Arbitrage attendu en juillet.", until: "2026-07-01" };
  expect(await snoozeAlert(await staff(), { ...aside, until: "2026-06-15" })).toMatchObject({ refusal: { kind: "snooze-out-of-term" } });
  expect(await snoozeAlert(await staff(), { ...aside, until: "2027-06-15" })).toMatchObject({ refusal: { kind: "snooze-out-of-term" } });
  expect(await snoozeAlert(await head(), aside)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await snoozeAlert(await staff(), aside));
  expect(await evaluate()).toEqual([]);
  const later = { ...(await organisation.system()), today: "2026-07-01" };
  const counts = must(await evaluateAlerts(later, { year: 2026 }));
  expect(counts.woken).toBe(1);
});

test("a question where nothing is out of line makes an alert of its own, asked again in the same one, closed by its answer", async () => {
  await land(million);
  const question = { year: 2026, unit: "DR44", resource: "AE", text: "Et la suite ?" } as const;
  must(await askExplanation(await staff(), question));
  must(await askExplanation(await staff(), { ...question, text: "Toujours rien ?" }));
  const alert = await only();
  expect(alert).toMatchObject({ cause: "question", asked: true, state: "open" });
  expect(await evaluate()).toEqual([]);
  must(await explainAlert(await head(), { alertId: alert.id, seenVersion: alert.version, text: "Tout va bien." }));
  const closed = await only();
  expect(closed.state).toBe("closed");
  const again = { alertId: closed.id, seenVersion: closed.version, text: "Encore ?" };
  expect(await askAboutAlert(await staff(), again)).toMatchObject({ refusal: { kind: "alert-closed" } });
  must(await askExplanation(await staff(), question));
  expect(await steps()).toEqual(["asked", "asked", "answered", "asked"]);
  expect(await askExplanation(await staff(), { ...question, unit: "DPT" })).toMatchObject({ refusal: { kind: "nobody-to-explain" } });
});

test("a fact beyond every credit is the same alert as the landing beyond them, and ends when it is cleared", async () => {
  await settings({ leastStaff: 0, dormantMonths: 11 });
  const fact = { unit: "DR44", nature: "21", activity: "01-ENQ" } as const;
  must(await recordStaffing(await staff(), { month: "2026-05", on: "2026-05-31", lines: [{ ...fact, amount: 1_200n }] }));
  await evaluate();
  const all = await organisation.database.read(organisation.organisation, (db) =>
    alertsOf(db, { year: 2026, units: null, resource: "ETPT" }),
  );
  expect(all).toMatchObject([{ cause: "overuse", sign: "overrun", level: "serious", resource: "ETPT" }]);
});

test("two who look at once raise one alert", async () => {
  await land((million * 102n) / 100n);
  const [one, other] = await Promise.all([evaluate(), evaluate()]);
  expect([...one, ...other]).toEqual(["raised 1"]);
  expect(await steps()).toEqual(["raised"]);
});

test("they are looked at after each posting and each day, and not when nothing was", async () => {
  const { database } = organisation;
  expect(await watchAlerts(database, "2026-06-15")).toBe(1);
  expect(await watchAlerts(database, "2026-06-15")).toBe(0);
  await commit(1_000n, "2026-06-01");
  expect(await watchAlerts(database, "2026-06-15")).toBe(1);
  await land((million * 102n) / 100n);
  expect(await watchAlerts(database, "2026-06-15")).toBe(1);
  await settings({ landingAbove: 30 });
  expect(await watchAlerts(database, "2026-06-15")).toBe(1);
  expect(await watchAlerts(database, "2026-06-16")).toBe(1);
});
