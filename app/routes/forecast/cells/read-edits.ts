import { z } from "zod";
import type { CellEdit } from "#app/domain/forecast/edit.ts";

/** What `editsText` writes. */
const edits = z.record(
  z.string().max(36),
  z.array(
    z.tuple([
      z.enum(["AE", "CP", "ETPT", "DAY"]),
      z.number().int(),
      z.number().int().min(0).max(12),
      z.string().regex(/^(-?\d{1,18})?$/),
      z.string().regex(/^\d{1,18}$/),
    ]),
  ),
);

/** The cells of a text; undefined when it is not of this form. */
export function editsIn(text: string): CellEdit[] | undefined {
  const read = edits.safeParse(jsonIn(text));
  if (!read.success) return undefined;
  return Object.entries(read.data).flatMap(([lineId, cells]) =>
    cells.map(([measure, targetYear, month, amount, seen]): CellEdit => {
      return { lineId, measure, targetYear, month, amount: amount === "" ? null : BigInt(amount), seen: BigInt(seen) };
    }),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
