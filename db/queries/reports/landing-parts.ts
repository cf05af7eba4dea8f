import type { LandingRange } from "#app/domain/landing/follow-up.ts";
import { landingsTogether } from "#app/domain/landing/follow-up.ts";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { amount, line, saidAmount, sentence, table, text, whole } from "#app/domain/reports/compose.ts";
import type { ReportPart, ReportTable } from "#app/domain/reports/report.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { type FollowUp, followUp } from "../follow-up.ts";
import { codesOf, type ReportFrame } from "./frame.ts";

/** Where a resource lands, as the page of the follow-up says; undefined while no month is over. */
export async function followedIn({ db, year, months, units }: ReportFrame, resource: LandedResource): Promise<FollowUp | undefined> {
  return months === 0 ? undefined : await followUp(db, { year, resource, months, units: codesOf(units) });
}

/** Unit by unit: what it was notified, where it lands and between what, and the gap. */
export function landingTable({ units }: ReportFrame, found: FollowUp, resource: LandedResource): ReportTable {
  const cells = (label: string | null, landed: Quantity, { low, likely, high }: LandingRange) => [
    ...[label, landed, likely, low, high, likely - landed],
  ];
  const byUnit = found.units();
  const rows = units.flatMap(({ code, label }) => {
    const own = byUnit.get(code);
    return own?.landing ? [line(code, cells(label, own.landed, own.landing))] : [];
  });
  const all = found.of(codesOf(units));
  return table(
    "landings",
    [text("unit"), ...(["notified", "likely", "low", "high", "gap"] as const).map((name) => amount(name, resource))],
    all.landing ? [...rows, whole(cells(null, all.landed, all.landing))] : rows,
  );
}

export function landingPart(frame: ReportFrame, found: FollowUp | undefined): ReportPart {
  const landing = found?.of(codesOf(frame.units)).landing;
  if (!found || !landing) return { name: "landing", blocks: [sentence("noLanding")] };
  const { landed } = found.of(codesOf(frame.units));
  return {
    name: "landing",
    blocks: [
      sentence("lands", {
        ...{ likely: saidAmount(landing.likely, "CP"), low: saidAmount(landing.low, "CP"), high: saidAmount(landing.high, "CP") },
        notified: saidAmount(landed, "CP"),
        months: { kind: "count", count: BigInt(frame.months) },
      }),
      landingTable(frame, found, "CP"),
    ],
  };
}

/** Where one group of titles lands, its units together. */
export function classLanding(
  { units }: ReportFrame,
  found: FollowUp,
  titles: SpendingClass,
): (LandingRange & { readonly landed: Quantity }) | undefined {
  const own = units.map(({ code }) => found.ofClass(code, titles));
  const range = landingsTogether(own.flatMap(({ landing }) => landing ?? []));
  return range && { ...range, landed: sum(own.map(({ landed }) => landed)) };
}
