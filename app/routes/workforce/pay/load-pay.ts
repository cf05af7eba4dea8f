import { addedBridges, bridgeOf, type StaffBridge } from "#app/domain/forecast/staff/bridge.ts";
import { costOf, hypothesesOf } from "#app/domain/forecast/staff/cost.ts";
import { grouped } from "#app/domain/grouped.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { presenceParts } from "#app/domain/workforce/outlook.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { costTable } from "#db/queries/forecast/cost-table.ts";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import { conventionOf, staffCategories } from "#db/queries/workforce/settings.ts";
import { staffSpans } from "#db/queries/workforce/span.ts";

interface NaturePay extends StaffBridge {
  readonly nature: string;
  readonly label: string;
  readonly etpt: Quantity;
  readonly cost: Quantity;
}

/** What a year's staff costs as contracts and average costs say, beside what title 2 holds; or why it cannot be said. */
export async function loadPay({ db, year, locale }: Pick<LoaderScene, "db" | "year" | "locale">, units: readonly string[]) {
  const convention = await conventionOf(db, year);
  const spans = await staffSpans(db, { units, from: `${year - 1}-01-01`, to: `${year}-12-31` });
  const table = await costTable(db);
  const labels = new Map((await staffCategoriesOn(db, `${year}-12-31`)).map(({ code, label }) => [code, label]));
  const rows: NaturePay[] = [];
  let missing: Refusal | undefined;
  for (const [nature, own] of grouped(await staffCategories(db), (category) => category.nature)) {
    const codes = own.map(({ code }) => code);
    const parts = presenceParts(
      spans.filter(({ category }) => codes.includes(category)),
      year,
      convention,
    );
    const etpt = parts.base + parts.earlier + parts.moves;
    if (etpt === 0n) continue;
    const [cost, rates] = [costOf(table, nature, year), hypothesesOf(table, year)];
    if (!cost.ok || !rates.ok) {
      missing ??= cost.ok ? (rates.ok ? undefined : rates.refusal) : cost.refusal;
      continue;
    }
    rows.push({ nature, label: labels.get(nature) ?? nature, etpt, cost: cost.value.cost, ...bridgeOf(parts, cost.value, rates.value) });
  }
  const held = await readCube(db, {
    ...{ measures: ["opened", "used", "available"], resources: ["CP"], years: [year], by: ["month"] },
    where: { unit: units, spendingClass: ["personnel"] },
  });
  const of = (measure: "opened" | "used" | "available") => sum(held.map(({ amounts }) => amounts[measure]));
  return {
    ...{ rows, bridge: addedBridges(rows), etpt: sum(rows.map((row) => row.etpt)) },
    missing: missing ? wordsOf(missing, locale) : null,
    ...{ opened: of("opened"), used: of("used"), available: of("available") },
  };
}

export type Pay = Awaited<ReturnType<typeof loadPay>>;
