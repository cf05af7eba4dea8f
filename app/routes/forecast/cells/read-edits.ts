import { z } from "zod";
import type { TypedEdit } from "#app/commands/write-cells.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { longestCalculation } from "#app/domain/typing/arithmetic.ts";

const measure = z.enum(["AE", "CP", "ETPT", "DAY"]);
const year = z.number().int().min(1900).max(2200);
const month = z.number().int().min(0).max(12);

/** What `editsText` writes. */
const edits = z.record(
  z.string().max(36),
  z.array(
    z.tuple([
      measure,
      year,
      month,
      z.string().regex(/^(-?\d{1,18})?$/),
      z.string().regex(/^\d{1,18}$/),
      z.string().min(1).max(longestCalculation).optional(),
    ]),
  ),
);

/** What `placesText` writes. */
const places = z.array(z.tuple([z.uuid(), measure, year, month])).max(10_000);

/** The cells of a text; undefined when it is not of this form. */
export function editsIn(text: string): TypedEdit[] | undefined {
  const read = edits.safeParse(jsonIn(text));
  if (!read.success) return undefined;
  return Object.entries(read.data).flatMap(([lineId, cells]) =>
    cells.map(([measure, targetYear, month, amount, seen, formula]): TypedEdit => {
      const edit = { lineId, measure, targetYear, month, amount: amount === "" ? null : BigInt(amount), seen: BigInt(seen) };
      return formula === undefined ? edit : { ...edit, formula };
    }),
  );
}

/** The places of a text; undefined when it is not of this form. */
export function placesIn(text: string): PlacedCell[] | undefined {
  const read = places.safeParse(jsonIn(text));
  return read.success ? read.data.map(([lineId, measure, targetYear, month]) => ({ lineId, measure, targetYear, month })) : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
