import { lastDayOf, type Month, yearOf } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { staffingLines } from "#app/domain/workforce/month.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { conventionOf, staffCategories } from "#db/queries/workforce/settings.ts";
import { staffSpans } from "#db/queries/workforce/span.ts";
import { type RecordedFacts, recordFacts } from "./record-facts.ts";
import { staffing } from "./record-staffing.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Posts the ETPT of a month as the contracts say, for the units within reach where nothing stands for that month: a month that was typed or
 * imported is a fact already, and is taken back before it is posted anew. A fact: what exceeds the ceiling comes from `overrun`.
 */
export async function postStaffing(context: CommandContext, input: { readonly month: Month }): Promise<Result<RecordedFacts>> {
  const { month } = input;
  return await runCommand(context, { name: "post-staffing", capability: "execution.request" }, input, async (db, touch) => {
    const lastDay = lastDayOf(month);
    if (lastDay > context.today) return refuse({ kind: "staffing-month-not-over", month, lastDay });
    const units = (await visibleUnits(db, context.actor.access, "execution.request", context.today)).map(({ code }) => code);
    const year = yearOf(month);
    const spans = await staffSpans(db, { units, from: `${year}-01-01`, to: `${year}-12-31` });
    const facts = await monthFacts(db, year, "staffing", units);
    const posted = new Set(facts.filter((own) => own.month === month && own.amount !== 0n).map(({ unit }) => unit));
    const natures = new Map((await staffCategories(db)).map(({ code, nature }) => [code, nature]));
    const said = staffingLines(spans, month, await conventionOf(db, year), natures);
    const lines = said.filter(({ unit, amount }) => amount > 0n && !posted.has(unit));
    if (lines.length === 0) return refuse({ kind: "staffing-nothing-to-post", month });
    const recorded = await recordFacts(db, context, { month, on: lastDay, lines }, staffing, touch);
    return recorded.ok ? accept(recorded.value) : recorded;
  });
}
