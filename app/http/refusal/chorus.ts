import type { ChorusRefusal } from "#app/domain/chorus/refusal.ts";
import type { Rows } from "./row.ts";

export const chorusRows: Rows<ChorusRefusal["kind"]> = {
  "extract-moved": { status: 409 },
  "extract-unchecked": { status: 409, values: ({ name }) => ({ name }) },
  "extract-unmapped": {
    status: 422,
    values: ({ fields }, say) => ({ count: fields.length, fields: say.list(fields.map((own) => say.word("extractField", own))) }),
  },
  "extract-nothing-new": { status: 409 },
  "extract-posted": { status: 409, values: ({ at, by }, say) => ({ at: say.instant(at), by }) },
  "extract-not-last": { status: 409, values: ({ of, name }, say) => ({ kind: say.word("extractKind", of), name }) },
  "extract-older": { status: 409, values: ({ asOf, name }, say) => ({ day: say.day(asOf), name }) },
  "extract-unbalanced": {
    status: 422,
    values: ({ debit, credit }, say) => ({ debit: say.quantity("EUR", debit), credit: say.quantity("EUR", credit) }),
  },
  "reconciliation-moved": { status: 409 },
  "reconciliation-unexplained": { status: 422, values: ({ count }) => ({ count }) },
};
