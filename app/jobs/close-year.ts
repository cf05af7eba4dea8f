import { type ClosedYear, closeYear, type YearClosingInput } from "#app/commands/close-year.ts";
import { writeAnchorsSoon } from "#app/commands/take-anchors.ts";
import { accept } from "#app/domain/result.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import type { JobHandler } from "./job.ts";

export const closeYearJob = { kind: "close-year", capability: "ledger.close" } as const;

export interface ClosingWork {
  readonly input: YearClosingInput;
  /** Of the minutes, below which each has its page. */
  readonly minutes: string;
}

/** The closing of a large exercise: one transaction still, which takes longer than a page may. Stopped, it has closed nothing. */
export function closeYearHandler({ anchorDir }: { readonly anchorDir: string }): JobHandler<ClosingWork> {
  return {
    ...closeYearJob,
    run: async ({ context, request: { input, minutes }, progress, signal }) => {
      const closed = await closeYear(context, input, { progress, signal });
      if (!closed.ok) return closed;
      await writeAnchorsSoon(context.database, context.organisation, anchorFileOf(anchorDir, context.organisation.slug));
      return accept({ address: `${minutes}/${closed.value.closingId}`, values: said(input, closed.value) });
    },
  };
}

function said({ fiscalYear }: YearClosingInput, { number }: ClosedYear): Record<string, string | number> {
  return { year: String(fiscalYear), number };
}
