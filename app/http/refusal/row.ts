import type { Refusal } from "#app/domain/refusal.ts";
import type { Speech } from "../speech.ts";

export type RefusalKind = Refusal["kind"];
export type OfKind<Kind extends RefusalKind> = Refusal extends infer Each
  ? Each extends { kind: infer Kinds }
    ? Kind extends Kinds
      ? Each & { readonly kind: Kind }
      : never
    : never
  : never;

export type Values = Readonly<Record<string, string | number>>;

/** How a kind answers: its status, and the arguments of its words (`refusal.<kind>` of the messages). */
export interface Row<Kind extends RefusalKind> {
  readonly status: number;
  readonly values?: (refusal: OfKind<Kind>, say: Speech) => Values;
}

/** The rows of some kinds, all of them. */
export type Rows<Kind extends RefusalKind> = { readonly [Each in Kind]: Row<Each> };
