import { type DetailLine, priceDecimals, quantityDecimals } from "#app/domain/forecast/detail.ts";
import { formatDecimal, parseDecimal } from "#app/domain/money.ts";

/** A quantity as a field shows it: « 12 », « 1,5 ». */
export function quantityText(quantity: bigint): string {
  return spaced(formatDecimal(quantity, quantityDecimals, ",").replace(/,?0+$/, ""));
}

/** A unit price: to the cent, « 1 450,00 », or to four decimals, so that it is read again as it was. */
export function priceText(price: bigint): string {
  return spaced(formatDecimal(price, priceDecimals, ",").replace(/00$/, ""));
}

/** What is typed in a row; undefined while it reads as nothing. */
export function readRow({
  quantity,
  unitPrice,
}: {
  quantity: string;
  unitPrice: string;
}): Pick<DetailLine, "quantity" | "unitPrice"> | undefined {
  const [count, price] = [parseDecimal(quantity, quantityDecimals), parseDecimal(unitPrice, priceDecimals)];
  return count.ok && price.ok ? { quantity: count.value, unitPrice: price.value } : undefined;
}

function spaced(text: string): string {
  const [whole = "", fraction] = text.split(",");
  const grouped = whole.replace(/\d(?=(\d{3})+(?!\d))/g, "$&\u202f");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}
