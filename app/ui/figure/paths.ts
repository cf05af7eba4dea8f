import type { Quantity } from "#app/domain/quantity.ts";
import { type BandScale, place, type QuantityScale } from "./scale.ts";

/** A quantity that holds for its whole band, then steps to the next; it begins with the first that is known and stops with the last. */
export function stepPath(quantities: readonly (Quantity | null)[], bands: BandScale, scale: QuantityScale): string {
  const margin = (bands.step - bands.width) / 2;
  let path = "";
  for (const [index, quantity] of quantities.entries()) {
    if (quantity === null) continue;
    const from = place(bands.start(index) - margin);
    path += path === "" ? `M${from} ${scale.at(quantity)}` : `V${scale.at(quantity)}`;
    path += `H${place(from + bands.step)}`;
  }
  return path;
}

/** Columns from the base of the scale, as one path: forty-five small drawings stay small. Nothing is drawn for nothing, or for what is not known. */
export function columnsPath(quantities: readonly (Quantity | null | undefined)[], bands: BandScale, scale: QuantityScale): string {
  const base = scale.at(0n);
  return quantities
    .map((quantity, index) =>
      quantity === null || quantity === undefined || quantity === 0n
        ? ""
        : `M${bands.start(index)} ${base}V${scale.at(quantity)}h${place(bands.width)}V${base}z`,
    )
    .join("");
}

export interface RangePoint {
  readonly x: number;
  readonly low: Quantity;
  readonly high: Quantity;
}

/** The area between a low and a high line through these points, left to right. */
export function rangePath(points: readonly RangePoint[], scale: QuantityScale): string {
  if (points.length === 0) return "";
  const upper = points.map(({ x, high }) => `${place(x)} ${scale.at(high)}`);
  const lower = points.map(({ x, low }) => `${place(x)} ${scale.at(low)}`).reverse();
  return `M${[...upper, ...lower].join("L")}z`;
}

/** A line through points. */
export function linePath(points: readonly { readonly x: number; readonly quantity: Quantity }[], scale: QuantityScale): string {
  return points.length === 0 ? "" : `M${points.map(({ x, quantity }) => `${place(x)} ${scale.at(quantity)}`).join("L")}`;
}
