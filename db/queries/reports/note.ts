import { absolute, sum } from "#app/domain/quantity.ts";
import { saidAmount, sentence } from "#app/domain/reports/compose.ts";
import type { ReportBar, ReportPart, ReportPicture } from "#app/domain/reports/report.ts";
import type { FollowUp } from "../follow-up.ts";
import { budgetTable } from "./budget-table.ts";
import { codesOf, monthsIn, type ReportFrame } from "./frame.ts";
import { followedIn } from "./landing-parts.ts";
import { averageOf, staffCategories } from "./staff-tables.ts";

/** The note for the director general: one message, three figures, two pictures. What is asked of its reader is its author's to write. */
export async function generalNote(frame: ReportFrame): Promise<ReportPart[]> {
  const { db, year, asOf, months, units } = frame;
  const { lines } = await budgetTable(db, year, asOf);
  const [opened, used] = [sum(lines.map((own) => own.opened.CP)), sum(lines.map((own) => own.used.CP))];
  const found = await followedIn(frame, "CP");
  const all = found?.of(codesOf(units));
  const categories = await staffCategories(frame);
  const ceiling = sum(categories.map((own) => own.ceiling));
  const values = {
    used: saidAmount(used, "CP"),
    opened: saidAmount(opened, "CP"),
    rate: { kind: "rate", part: used, whole: opened },
  } as const;
  return [
    {
      name: "summary",
      blocks: [
        all?.landing
          ? sentence("noteMessage", {
              ...values,
              ...{ likely: saidAmount(all.landing.likely, "CP"), notified: saidAmount(all.landed, "CP") },
              ...{ low: saidAmount(all.landing.low, "CP"), high: saidAmount(all.landing.high, "CP") },
            })
          : { kind: "sentence", name: "noteNoLanding", values },
        {
          kind: "figures",
          figures: [
            { name: "usedCp", amount: used, resource: "CP", of: opened },
            { name: "landingCp", amount: all?.landing?.likely ?? null, resource: "CP", of: all?.landing ? all.landed : null },
            { name: "staff", amount: averageOf(sum(categories.map((own) => own.used)), months), resource: "ETPT", of: ceiling },
          ],
        },
      ],
    },
    { name: "pictures", blocks: found ? [monthsPicture(frame, found), unitsPicture(frame, found)] : [] },
  ];
}

/** What was paid since January, month after month, against what past years had paid by then. */
export function monthsPicture({ year, months, units }: ReportFrame, found: FollowUp): ReportPicture {
  const all = found.of(codesOf(units));
  return {
    ...{ kind: "picture", name: "monthsCp", resource: "CP" },
    bars: monthsIn(year).map((month, index): ReportBar => {
      const own = all.months[index];
      const usual = own?.profile ? (all.notified * BigInt(own.profile.middle)) / 1000n : null;
      return { label: month, isMonth: true, value: index < months ? (own?.used ?? null) : null, mark: usual };
    }),
  };
}

const drawn = 8;

/** The units that land the furthest from what they were notified, against it. */
function unitsPicture({ units }: ReportFrame, found: FollowUp): ReportPicture {
  const byUnit = found.units();
  const gaps = units.flatMap(({ code, label }) => {
    const own = byUnit.get(code);
    return own?.landing ? [{ label, value: own.landing.likely, mark: own.landed, gap: absolute(own.landing.likely - own.landed) }] : [];
  });
  const furthest = gaps.sort((one, other) => (one.gap === other.gap ? one.label.localeCompare(other.label) : one.gap < other.gap ? 1 : -1));
  return {
    ...{ kind: "picture", name: "unitsLanding", resource: "CP" },
    bars: furthest.slice(0, drawn).map(({ label, value, mark }) => ({ label, isMonth: false, value, mark })),
  };
}
