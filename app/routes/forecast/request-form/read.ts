import type { RequestLineInput } from "#app/commands/save-request.ts";
import { cellsForTotal, type StoredCell, type WantedCell } from "#app/domain/forecast/cell.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { isAsShown } from "#app/ui/planning/amount-text.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";
import { type AmountName, type FormMeasure, formMeasures, formYears } from "./measures.ts";
import { isBlank, type LineFields, type RequestFields } from "./schema.ts";

/** The lines to save: what the form says for each line, where it differs from what the form showed. */
export function linesFromForm(
  { lines }: RequestFields,
  stored: readonly LineWithCells[],
  { targetYear, classOf }: { targetYear: number; classOf: (nature: string) => SpendingClass | undefined },
): RequestLineInput[] {
  return lines
    .filter((line) => !isBlank(line))
    .map((line): RequestLineInput => {
      const held = stored.find((own) => own.id === line.lineId)?.cells ?? [];
      const { nature = "", activity = "", label, lineId, component, profile = null } = line;
      const personnel = classOf(nature) === "personnel";
      const category = personnel ? nature : undefined;
      const cells = line.remove
        ? emptied(held)
        : cellsFromForm(personnel && held.length === 0 ? twinned(line.amounts) : line.amounts, held, targetYear);
      return { lineId, nature, activity, category, label, component, profile, cells };
    });
}

type Amounts = LineFields["amounts"];

/** On personnel CP equals AE: on a new line the one typed fills the other. */
function twinned(amounts: Amounts): Amounts {
  const twins = Array.from({ length: formYears }, (_, offset) => {
    const typed = amounts[`AE${offset}`] ?? amounts[`CP${offset}`];
    return { [`AE${offset}`]: typed, [`CP${offset}`]: typed };
  });
  return Object.assign({}, amounts, ...twins);
}

function cellsFromForm(amounts: Amounts, held: readonly StoredCell[], targetYear: number): WantedCell[] {
  return formMeasures.flatMap((measure) =>
    Array.from({ length: formYears }, (_, offset) => offset).flatMap((offset) => {
      const year = targetYear + offset;
      const typed = amounts[`${measure}${offset}` satisfies AmountName] ?? null;
      return isUnchanged(typed, shownTotal(held, measure, year), measure) ? [] : cellsForTotal(held, { measure, targetYear: year }, typed);
    }),
  );
}

/** The total that the form shows for a measure of a year; null when there is none. */
export function shownTotal(cells: readonly StoredCell[], measure: FormMeasure, year: number): Quantity | null {
  const own = cells.filter((cell) => cell.measure === measure && cell.targetYear === year && cell.amount !== null);
  return own.length === 0 ? null : sum(own.map((cell) => cell.amount ?? 0n));
}

function isUnchanged(typed: Quantity | null, total: Quantity | null, measure: FormMeasure): boolean {
  return typed === null || total === null ? typed === total : isAsShown(typed, total, measure);
}

function emptied(held: readonly StoredCell[]): WantedCell[] {
  return held.flatMap(({ measure, targetYear, month, amount }) => (amount === null ? [] : [{ measure, targetYear, month, amount: null }]));
}
