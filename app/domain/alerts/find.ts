import type { Followed } from "../landing/follow-up.ts";
import type { LandedResource } from "../landing/manual.ts";
import { monthCount } from "../landing/series.ts";
import { exhaustionOf, waysOf } from "../landing/way.ts";
import { addMonths, type Day, monthOfYear } from "../month.ts";
import { absolute, type Quantity } from "../quantity.ts";
import { type AlertCause, type Finding, rankOf } from "./alert.ts";
import type { AlertSettings } from "./settings.ts";

/** What is known of a unit in one resource. */
export interface UnitFacts {
  readonly unit: string;
  readonly resource: LandedResource;
  readonly followed: Followed;
  /** What facts took and no credit covers, as it stands. */
  readonly overrun: Quantity;
}

/** Documents of a unit that wait for too long: those without certified service (AE), the invoices that are late (CP). */
export interface Backlog {
  readonly unit: string;
  readonly count: number;
  readonly amount: Quantity;
  /** Since when the oldest waits. */
  readonly since: Day;
}

export interface AlertFacts {
  readonly year: number;
  /** How many months of the year are over. */
  readonly months: number;
  readonly units: readonly UnitFacts[];
  readonly uncertified: readonly Backlog[];
  readonly unpaid: readonly Backlog[];
}

/** Everything that is out of line, the strongest sign of each cause of each unit and resource. */
export function findingsOf(facts: AlertFacts, settings: AlertSettings): Finding[] {
  const found = withoutEchoes(facts.units.flatMap((unit) => strongest(signs(unit, facts, settings))));
  return [...found, ...facts.uncertified.map(backlog("uncertified", "AE", facts)), ...facts.unpaid.map(backlog("unpaid", "CP", facts))];
}

/** AE that say no more than the CP of the same unit are the same cause: what is paid is what is said. */
function withoutEchoes(found: readonly Finding[]): Finding[] {
  const paid = new Map(found.filter(({ resource }) => resource === "CP").map((own) => [`${own.unit} ${own.cause}`, own]));
  return found.filter((own) => {
    const other = own.resource === "AE" ? paid.get(`${own.unit} ${own.cause}`) : undefined;
    return !other || rankOf(own) < rankOf(other) || (own.level === "serious" && other.level === "watch");
  });
}

function strongest(found: readonly Finding[]): Finding[] {
  return (["overuse", "underuse"] as const).flatMap((cause) => {
    const [first] = found.filter((own) => own.cause === cause).sort((left, right) => rankOf(left) - rankOf(right));
    return first ? [first] : [];
  });
}

function backlog(cause: "uncertified" | "unpaid", resource: LandedResource, { months }: AlertFacts) {
  return ({ unit, count, amount, since }: Backlog): Finding => ({
    ...{ unit, cause, resource, sign: cause, level: "watch", size: count, limit: 1, amount, day: since, months },
  });
}

function signs(facts: UnitFacts, whole: AlertFacts, settings: AlertSettings): Finding[] {
  // Nothing of a year that is over can be mended but what no credit covers.
  if (whole.months >= monthCount) return [overrun(facts, whole)].filter((finding) => finding !== undefined);
  return [
    overrun(facts, whole),
    ...landing(facts, whole, settings),
    dormant(facts, whole, settings),
    profile(facts, whole, settings),
  ].filter((finding) => finding !== undefined);
}

type Told = Pick<Finding, "sign" | "level" | "size" | "limit" | "amount"> & { readonly day?: Day | null };

function tell({ unit, resource }: UnitFacts, { months }: AlertFacts, cause: AlertCause, { day = null, ...told }: Told): Finding {
  return { unit, cause, resource, ...told, day, months };
}

/** In tenths of a point of what was notified, cut: what is not a whole tenth beyond a limit is not beyond it. */
function tenthsOf(amount: Quantity, notified: Quantity): number {
  return notified > 0n ? Number((amount * 1000n) / notified) : 1_000;
}

function isWorth(amount: Quantity, resource: LandedResource, { leastAmount, leastStaff }: AlertSettings): boolean {
  return amount >= (resource === "ETPT" ? BigInt(leastStaff) * 12n : BigInt(leastAmount));
}

/** What facts took beyond every credit: known, and marked for ever where it happened. */
function overrun(facts: UnitFacts, whole: AlertFacts): Finding | undefined {
  const { overrun: amount, followed } = facts;
  if (amount <= 0n) return undefined;
  return tell(facts, whole, "overuse", { sign: "overrun", level: "serious", size: tenthsOf(amount, followed.notified), limit: 0, amount });
}

/** The year lands beyond what was notified, or far below it: said before it happens. */
function landing(facts: UnitFacts, whole: AlertFacts, settings: AlertSettings): Finding[] {
  const { followed, resource } = facts;
  const { landing: where, landed: notified, byHand } = followed;
  if (!where || notified <= 0n) return [];
  const above = where.likely - notified;
  const [size, limit] =
    above > 0n ? [tenthsOf(above, notified), settings.landingAbove] : [tenthsOf(-above, notified), settings.landingBelow];
  const amount = absolute(above);
  if (above === 0n || size < limit || !isWorth(amount, resource, settings)) return [];
  if (above < 0n) {
    const level = byHand > 0 || tenthsOf(notified - where.high, notified) >= limit ? ("serious" as const) : ("watch" as const);
    return [tell(facts, whole, "underuse", { sign: "shortLanding", level, size, limit, amount })];
  }
  const level = byHand > 0 || where.low > notified ? ("serious" as const) : ("watch" as const);
  return [tell(facts, whole, "overuse", { sign: "exhaustion", level, size, limit, amount, day: exhaustedOn(followed, whole.year) })];
}

/** When what was notified is used up, as the year is bound to go. */
function exhaustedOn(followed: Followed, year: number): Day | null {
  // Where something of a unit lands nowhere, no day can be told.
  if (followed.landed !== followed.notified) return null;
  const ways = waysOf(followed);
  const months = followed.months.map(({ used }, index) => {
    const way = ways?.[index];
    return {
      ...{ month: addMonths(monthOfYear(year, 1), index), actual: used, ceiling: followed.notified },
      landing: way && { likely: way.likely, ranges: [way] },
    };
  });
  return exhaustionOf(months)?.likely ?? null;
}

/** Credits are at disposal, and nothing of them was used for months. */
function dormant(facts: UnitFacts, whole: AlertFacts, settings: AlertSettings): Finding | undefined {
  const { followed, resource } = facts;
  const { dormantMonths } = settings;
  const last = followed.months[whole.months - 1];
  if (whole.months < dormantMonths || last?.used == null || followed.notified <= 0n) return undefined;
  const before = whole.months === dormantMonths ? 0n : (followed.months[whole.months - dormantMonths - 1]?.used ?? 0n);
  const released = whole.months === dormantMonths ? last.released : (followed.months[whole.months - dormantMonths - 1]?.released ?? 0n);
  const left = last.released - last.used;
  if (last.used !== before || released <= before || !isWorth(left, resource, settings)) return undefined;
  return tell(facts, whole, "underuse", {
    sign: "dormant",
    level: "watch",
    size: tenthsOf(left, followed.notified),
    limit: 0,
    amount: left,
  });
}

/** Above or below what the past years had used by then, beyond the corridor. */
function profile(facts: UnitFacts, whole: AlertFacts, settings: AlertSettings): Finding | undefined {
  const { followed, resource } = facts;
  const gap = followed.months[whole.months - 1]?.gap ?? null;
  if (gap === null || Math.abs(gap) <= settings.corridor) return undefined;
  const amount = (followed.notified * BigInt(Math.abs(gap))) / 1000n;
  if (!isWorth(amount, resource, settings)) return undefined;
  const level = Math.abs(gap) > settings.far ? ("serious" as const) : ("watch" as const);
  const told = { level, size: Math.abs(gap), limit: settings.corridor, amount };
  return gap > 0
    ? tell(facts, whole, "overuse", { ...told, sign: "aboveProfile" })
    : tell(facts, whole, "underuse", { ...told, sign: "belowProfile" });
}
