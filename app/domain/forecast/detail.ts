import { absolute, largestQuantity, type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";

/** What keeps figures of its own and brought a line in a sheet: a lease, machines to renew (decision 0180). */
export const originKinds = ["lease", "equipment"] as const;

export interface DetailOrigin {
  readonly kind: (typeof originKinds)[number];
  readonly code: string;
}

/** One line under a cell: « 12 licences × 1 450,00 € ». */
export interface DetailLine {
  readonly label: string;
  /** Hundredths: 12 licences are 1 200. */
  readonly quantity: bigint;
  /** What is counted: « licences », « jours ». */
  readonly unitWord: string;
  /** Ten-thousandths of a euro: 1 450,00 € are 14 500 000. */
  readonly unitPrice: bigint;
  /** Where it was brought from; absent or null: somebody typed it. */
  readonly origin?: DetailOrigin | null | undefined;
}

export const quantityDecimals = 2;
export const priceDecimals = 4;
/** A detail of more is a file of its own. */
export const longestDetail = 200;

const perCent = 10n ** BigInt(quantityDecimals + priceDecimals - 2);

/** Quantity × unit price in cents, a half of a cent away from zero; each line by itself, so that what is added up is what is read. */
export function detailAmount({ quantity, unitPrice }: Pick<DetailLine, "quantity" | "unitPrice">): Quantity {
  const exact = quantity * unitPrice;
  const rounded = (absolute(exact) + perCent / 2n) / perCent;
  return exact < 0n ? -rounded : rounded;
}

/** What the cell holds: the sum of its lines, each rounded to the cent. */
export function detailSum(lines: readonly Pick<DetailLine, "quantity" | "unitPrice">[]): Quantity {
  return sum(lines.map(detailAmount));
}

/** Refused: more than 200 lines, a line or the sum beyond what can be kept. Lines are numbered from 1. */
export function checkDetail(lines: readonly DetailLine[]): Result<Quantity> {
  if (lines.length > longestDetail) return refuse<Refusal>({ kind: "detail-too-long", limit: longestDetail });
  for (const [index, line] of lines.entries()) {
    const amount = detailAmount(line);
    if (absolute(amount) > largestQuantity) return refuse<Refusal>({ kind: "amount-out-of-range", line: index + 1, amount });
  }
  return accept(detailSum(lines));
}

/** Lines as they were typed again: one that says what a line with an origin said is still that one, another is of whoever typed it. */
export function withOrigins(typed: readonly DetailLine[], known: readonly DetailLine[]): DetailLine[] {
  const left = known.filter(({ origin }) => origin != null);
  return typed.map((line) => {
    const found = left.findIndex((own) => saysTheSame(own, line));
    const [same] = found < 0 ? [] : left.splice(found, 1);
    return { ...line, origin: same?.origin ?? null };
  });
}

function saysTheSame(left: DetailLine, right: DetailLine): boolean {
  return (["label", "quantity", "unitWord", "unitPrice"] as const).every((key) => left[key] === right[key]);
}
