import { expect, test } from "vitest";
import { type AlertFacts, findingsOf, type UnitFacts } from "#app/domain/alerts/find.ts";
import { type AlertSettings, faultOfSettings, usualAlertSettings } from "#app/domain/alerts/settings.ts";
import type { Followed, FollowedMonth } from "#app/domain/landing/follow-up.ts";

/** 1 000 000,00 € notified and at disposal, six months over, 50 points used: on its profile, and bound to land on what was notified. */
const notified = 100_000_000n;
interface Case {
  readonly used?: readonly bigint[];
  readonly gap?: number | null;
  readonly landing?: readonly [low: bigint, likely: bigint, high: bigint] | null;
  readonly byHand?: number;
  readonly overrun?: bigint;
  readonly released?: bigint;
  readonly notified?: bigint;
  readonly months?: number;
}
const evenly = [8n, 16n, 25n, 33n, 41n, 50n].map((share) => (notified * share) / 100n);

function facts({ used = evenly, gap = 0, landing = [notified, notified, notified], byHand = 0, overrun = 0n, ...own }: Case): AlertFacts {
  const { released = notified, months = 6 } = own;
  const followed: Followed = {
    ...{ notified: own.notified ?? notified, landed: own.notified ?? notified, byHand, model: undefined, landingGap: undefined },
    landing: landing === null ? undefined : { low: landing[0], likely: landing[1], high: landing[2] },
    months: Array.from({ length: 12 }, (_, index): FollowedMonth => {
      const known = index < months;
      const amount = used[Math.min(index, used.length - 1)] ?? 0n;
      return { used: known ? amount : null, released, previous: null, profile: undefined, gap: known ? gap : null };
    }),
  };
  const unit: UnitFacts = { unit: "DR44", resource: "CP", followed, overrun };
  return { year: 2026, months, units: [unit], uncertified: [], unpaid: [] };
}

const share = (thousandths: bigint) => (notified * thousandths) / 1000n;
const found = (own: Case, settings: Partial<AlertSettings> = {}) =>
  findingsOf(facts(own), { ...usualAlertSettings, leastAmount: 1_000_000, ...settings }).map(
    ({ sign, level, size }) => `${sign} ${level} ${size}`,
  );

test.each<[string, Case, string[]]>([
  ["on its profile, landing at exactly 100.00 %", {}, []],
  ["one cent above 100.00 %", { landing: [notified, notified + 1n, notified + 2n] }, []],
  ["3.0 points off: within the corridor", { gap: 30 }, []],
  ["3.1 points above", { gap: 31 }, ["aboveProfile watch 31"]],
  ["3.1 points below", { gap: -31 }, ["belowProfile watch 31"]],
  ["8.0 points: still to be looked at", { gap: 80 }, ["aboveProfile watch 80"]],
  ["8.1 points: serious", { gap: -81 }, ["belowProfile serious 81"]],
  ["without a profile", { gap: null }, []],
  ["landing a point above, perhaps", { landing: [share(990n), share(1010n), share(1030n)] }, ["exhaustion watch 10"]],
  ["landing a point above, surely", { landing: [share(1001n), share(1010n), share(1030n)] }, ["exhaustion serious 10"]],
  [
    "a landing that the unit gave itself is certain",
    { landing: [share(1010n), share(1010n), share(1010n)], byHand: 1 },
    ["exhaustion serious 10"],
  ],
  ["landing 4.9 points below", { landing: [share(940n), share(951n), share(960n)] }, []],
  ["landing 5 points below, perhaps", { landing: [share(900n), share(950n), share(990n)] }, ["shortLanding watch 50"]],
  ["landing far below, surely", { landing: [share(700n), share(800n), share(900n)] }, ["shortLanding serious 200"]],
  [
    "one alert for a cause: the landing says more than the profile",
    { gap: 40, landing: [notified, share(1020n), share(1100n)] },
    ["exhaustion watch 20"],
  ],
  ["a fact says more than both", { gap: 90, landing: [notified, share(1020n), share(1100n)], overrun: 500_000n }, ["overrun serious 5"]],
  [
    "over now and short in the end are two causes",
    { gap: 40, landing: [share(700n), share(800n), share(990n)] },
    ["aboveProfile watch 40", "shortLanding watch 200"],
  ],
  ["nothing used for three months", { used: [10_000_000n, 20_000_000n, 20_000_000n] }, ["dormant watch 800"]],
  ["everything used: nothing sleeps", { used: [notified] }, []],
  ["nothing used, but not long enough", { used: [10_000_000n, 20_000_000n, 20_000_000n], months: 4 }, []],
  ["nothing at disposal, nothing used", { used: [0n], released: 0n }, []],
  ["a small unit, far off: nobody's worry", { gap: 300, notified: 3_000_000n, landing: null }, []],
  ["the year is over: nothing lands any more", { months: 12, landing: [share(1200n), share(1200n), share(1200n)] }, []],
])("%s", (_, own, expected) => {
  expect(found(own)).toEqual(expected);
});

test("the day on which credits run out goes with the alert", () => {
  // From 50 points at the end of June to 110 in December: 10 a month, 100 are used up at the end of November.
  const [finding] = findingsOf(facts({ landing: [share(1050n), share(1100n), share(1150n)] }), usualAlertSettings);
  expect(finding).toMatchObject({ sign: "exhaustion", amount: share(100n), day: "2026-12-01" });
});

test("AE that say no more than CP are the same cause; AE that say more are another", () => {
  const both = (ae: Case, cp: Case) => {
    const [first, second] = [facts(ae), facts(cp)];
    const units = [...first.units.map((unit) => ({ ...unit, resource: "AE" as const })), ...second.units];
    return findingsOf({ ...first, units }, usualAlertSettings).map(({ resource, sign, level }) => `${resource} ${sign} ${level}`);
  };
  expect(both({ gap: 40 }, { gap: 35 })).toEqual(["CP aboveProfile watch"]);
  expect(both({ gap: 90 }, { gap: 35 })).toEqual(["AE aboveProfile serious", "CP aboveProfile watch"]);
  expect(both({ overrun: 3_000_000n }, { gap: 35 })).toEqual(["AE overrun serious", "CP aboveProfile watch"]);
  expect(both({ gap: 40 }, { gap: -40 })).toEqual(["AE aboveProfile watch", "CP belowProfile watch"]);
});

test("documents that wait are one alert a unit, however many", () => {
  const waiting = { unit: "DR44", count: 12, amount: 3_000n, since: "2025-10-01" };
  const [uncertified, unpaid] = findingsOf(
    { year: 2026, months: 6, units: [], uncertified: [waiting], unpaid: [waiting] },
    usualAlertSettings,
  );
  expect(uncertified).toMatchObject({ cause: "uncertified", resource: "AE", size: 12, amount: 3_000n, day: "2025-10-01" });
  expect(unpaid).toMatchObject({ cause: "unpaid", resource: "CP", size: 12 });
});

test("settings that cannot be are named", () => {
  expect(faultOfSettings(usualAlertSettings)).toBeUndefined();
  expect(faultOfSettings({ ...usualAlertSettings, far: 29 })).toEqual({ name: "far", least: 30, most: 1_000 });
  expect(faultOfSettings({ ...usualAlertSettings, dormantMonths: 0 })?.name).toBe("dormantMonths");
  expect(faultOfSettings({ ...usualAlertSettings, leastAmount: -1 })?.name).toBe("leastAmount");
});
