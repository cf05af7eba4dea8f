import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { freezeToRates, reserveStates } from "#app/domain/allotment/reserve.ts";
import type { Day } from "#app/domain/month.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { holdingsAt } from "#db/queries/allotment.ts";
import { classesOf, rootUnit } from "#db/queries/execution-reference.ts";
import { reserveHeld, reserveRatesOf } from "#db/queries/reserve-rates.ts";
import { checkDraft } from "./movement-document.ts";
import { checkReach } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { type SavedMovement, writeDocument } from "./save-movement.ts";

export interface SetAsideReserveInput {
  readonly fiscalYear: number;
  readonly on: Day;
  readonly reason: string;
}

/**
 * Proposes the freeze that brings the precautionary reserve to the rates of the year, title 2 and other titles each, on what the programme still holds.
 * Refused: the reserve stands at its rates (`reserve-as-set`), the programme holds less than what is missing (`credit-exceeded`).
 */
export async function setAsideReserve(context: CommandContext, input: SetAsideReserveInput): Promise<Result<SavedMovement>> {
  const { fiscalYear, on } = input;
  const reason = input.reason.trim();
  return await runCommand(context, { name: "set-aside-reserve", capability: "allotment.notify" }, input, async (db, touch) => {
    const root = await rootUnit(db, on);
    const reach = checkReach(context, "allotment.notify", root === undefined ? [] : [root]);
    if (!reach.ok) return reach;
    const lines = root === undefined ? [] : await linesToRates(db, fiscalYear, root);
    if (lines.length === 0) return refuse({ kind: "reserve-as-set", year: fiscalYear });
    const content = { kind: "freeze", on, reason, lines } as const;
    const valid = await checkDraft(db, fiscalYear, content);
    if (!valid.ok) return valid;
    return await writeDocument(db, context, { ...content, fiscalYear, propose: true }, touch);
  });
}

/** The lines that would bring the reserve of a year to its rates. */
export async function linesToRates(db: Db, year: number, root: string): Promise<MovementLine[]> {
  const { rates } = await reserveRatesOf(db, year);
  const holdings = await holdingsAt(db, year, "unallocated", [root]);
  const classOf = await classesOf(
    db,
    holdings.map(({ nature }) => nature),
  );
  const places = holdings.flatMap((place) => {
    const spendingClass = classOf(place.nature);
    return spendingClass ? [{ ...place, spendingClass }] : [];
  });
  return freezeToRates(reserveStates(await reserveHeld(db, year), rates), places);
}
