import { type Quantity, sum } from "#app/domain/quantity.ts";
import { saidAmount, sentence } from "#app/domain/reports/compose.ts";
import type { ReportBlock, ReportPart, ReportPicture, ReportTable } from "#app/domain/reports/report.ts";
import { readCube } from "../cube/cube.ts";
import type { ReportFrame } from "./frame.ts";
import { classLanding, followedIn } from "./landing-parts.ts";
import { staffPart } from "./management.ts";
import { nextStaff, payroll, staffCategories, staffMonths, staffMovesPart } from "./staff-tables.ts";

/** The forecast of staff and of the credits that pay them (DPGECP, decree 2012-1246, art. 68): ceilings, months, entries and exits, title 2, the year after. */
export async function staffingDocument(frame: ReportFrame): Promise<ReportPart[]> {
  const staff = await staffPart(frame);
  const next = await nextStaff(frame);
  const months = await staffMonths(frame);
  const ceiling = sum((await staffCategories(frame)).map((own) => own.ceiling));
  return [
    { ...staff, blocks: [...staff.blocks, ...(months.rows.length === 0 ? [] : [staffPicture(months, ceiling), months])] },
    await staffMovesPart(frame),
    { name: "payroll", blocks: [...(await payrollLands(frame)), await payroll(frame)] },
    ...(next.rows.length === 0 ? [] : [{ name: "outlook" as const, blocks: [next] }]),
  ];
}

/** People present each month, against the ceiling of the year. */
function staffPicture({ rows }: ReportTable, ceiling: Quantity): ReportPicture {
  return {
    ...{ kind: "picture", name: "staffByMonth", resource: "ETPT" },
    bars: rows.map(({ key, cells }) => ({ label: key, isMonth: true, value: (cells[1] as Quantity | null) ?? null, mark: ceiling })),
  };
}

/** Title 2 over the whole year: opened, paid, and where it lands. */
async function payrollLands(frame: ReportFrame): Promise<ReportBlock[]> {
  const { db, year, asOf } = frame;
  const rows = await readCube(db, {
    ...{ measures: ["opened", "used"], resources: ["CP"], years: [year], by: ["spendingClass"], where: { spendingClass: ["personnel"] } },
    asOf: { on: asOf, known: false },
  });
  const found = await followedIn(frame, "CP");
  const landing = found && classLanding(frame, found, "personnel");
  if (!landing) return [];
  return [
    sentence("payrollLands", {
      opened: saidAmount(sum(rows.map(({ amounts }) => amounts.opened)), "CP"),
      used: saidAmount(sum(rows.map(({ amounts }) => amounts.used)), "CP"),
      ...{ likely: saidAmount(landing.likely, "CP"), low: saidAmount(landing.low, "CP"), high: saidAmount(landing.high, "CP") },
    }),
  ];
}
