import type { FactKindName } from "#app/domain/execution/monthly.ts";
import { lastDayOf, type Month, monthOfYear } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { scopedUnit } from "../../units/scope.ts";

interface Told {
  readonly unit: string;
  readonly amount: Quantity;
}

/** What is told of the months of a year beside what the budget book holds of them, and the month that is looked at. */
export type PostedPage = Awaited<ReturnType<typeof loadPosted>>;

/** The month that is asked for; else the first that is over and waits, or the last that is over. */
export async function loadPosted(
  { db, year, url, today, mayDo, newKey }: LoaderScene,
  kind: FactKindName,
  units: readonly { readonly code: string; readonly label: string }[],
  toldOf: (month: Month) => readonly Told[],
) {
  const facts = await monthFacts(
    db,
    year,
    kind,
    units.map(({ code }) => code),
  );
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = monthOfYear(year, index + 1);
    const [told, posted] = [toldOf(month), facts.filter((own) => own.month === month)];
    const sums = { said: sum(told.map(({ amount }) => amount)), posted: sum(posted.map(({ amount }) => amount)) };
    return { month, told, facts: posted, ...sums, isOver: lastDayOf(month) <= today };
  });
  const asked = url.searchParams.get("month") ?? "";
  const over = months.filter(({ isOver }) => isOver);
  const usual = over.find(({ said, posted }) => said > 0n && posted === 0n) ?? over.at(-1) ?? months[0];
  const chosen = months.find(({ month }) => month === asked) ?? usual;
  const of = (lines: readonly Told[], unit: string) => sum(lines.filter((own) => own.unit === unit).map(({ amount }) => amount));
  const isOver = chosen?.isOver ?? false;
  const rows = units.flatMap(({ code, label }) => {
    const [said, posted] = [of(chosen?.told ?? [], code), of(chosen?.facts ?? [], code)];
    return said === 0n && posted === 0n ? [] : [{ code, label, said, posted, isOver }];
  });
  return {
    ...{ year, commandKey: newKey(), mayPost: mayDo("execution.request") },
    // The address may name a group: links keep it, the stories of figures are of what is shown.
    ...{ unit: url.searchParams.get("unit"), shownUnit: scopedUnit(url, units) },
    months: months.map(({ month, said, posted, isOver: counts }) => ({ month, said, posted, isOver: counts })),
    ...{ month: chosen?.month ?? asked, rows },
    missing: rows.filter(({ posted, said }) => isOver && posted === 0n && said > 0n).length,
    apart: rows.filter(({ posted, said }) => posted !== 0n && posted !== said).length,
  };
}
