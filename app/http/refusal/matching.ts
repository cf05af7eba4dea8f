import type { MatchingRefusal } from "#app/domain/ledger/matching-refusal.ts";
import type { Rows } from "./row.ts";

export const matchingRows: Rows<MatchingRefusal["kind"]> = {
  "account-not-matched": { status: 422, values: ({ account, prefixes }, say) => ({ account, prefixes: say.list(prefixes) }) },
  "matching-too-few-lines": { status: 422, values: ({ count }) => ({ count }) },
  "matching-parties-differ": { status: 422, values: ({ parties }, say) => ({ parties: say.list(parties) }) },
  "matching-one-sided": { status: 422, values: ({ side }) => ({ side }) },
  "matching-unbalanced": {
    status: 422,
    values: ({ debit, credit }, say) => ({
      debit: say.quantity("EUR", debit),
      credit: say.quantity("EUR", credit),
      gap: say.quantity("EUR", debit > credit ? debit - credit : credit - debit),
    }),
  },
  "matching-line-taken": {
    status: 409,
    values: ({ journal, number, line, code }) => ({ entry: `${journal}-${number}`, line, code }),
  },
  "matching-gap-too-large": {
    status: 422,
    values: ({ gap, threshold }, say) => ({ gap: say.quantity("EUR", gap), threshold: say.quantity("EUR", threshold) }),
  },
  "matching-proposals-changed": { status: 409 },
  "matching-nothing-proposed": { status: 409 },
  "matching-nothing-to-undo": { status: 409 },
  "matching-undo-changed": { status: 409, values: ({ seen, current }) => ({ seen, current }) },
};
