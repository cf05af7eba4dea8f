import type { YearEndRefusal } from "#app/domain/ledger/year-end-refusal.ts";
import type { Rows } from "./row.ts";

/** Statements, fixed assets, cut-off, the end of the credits. */
export const yearEndRows: Rows<YearEndRefusal["kind"]> = {
  "not-an-account-prefix": { status: 422, values: ({ text }) => ({ text }) },
  "mapping-of-closed-year": { status: 409, values: ({ from, closedUntil }, say) => ({ from: say.day(from), until: say.day(closedUntil) }) },
  "line-takes-no-account": { status: 422, values: ({ label }) => ({ line: label }) },
  "depreciation-outside-assets": { status: 422, values: ({ label }) => ({ line: label }) },
  "mapping-unchanged": { status: 409, values: ({ prefix }) => ({ prefix }) },

  "not-an-asset-account": { status: 422, values: ({ account }) => ({ account }) },
  "account-without-depreciation": { status: 422, values: ({ account }) => ({ account }) },
  "residual-above-gross": {
    status: 422,
    values: ({ residual, gross }, say) => ({ residual: say.quantity("EUR", residual), gross: say.quantity("EUR", gross) }),
  },
  "line-not-capitalisable": { status: 422, values: ({ entry, account }) => ({ entry, account }) },
  "line-already-capitalised": { status: 409, values: ({ entry }) => ({ entry }) },
  "nothing-to-depreciate": { status: 409, values: ({ year, period }) => ({ year: String(year), period }) },
  "depreciated-beyond": { status: 409, values: ({ asset, on }, say) => ({ asset, on: say.day(on) }) },
  "later-depreciation": { status: 409, values: ({ asset, year, period }) => ({ asset, year: String(year), period }) },
  "proceeds-without-sale": { status: 422, values: ({ proceeds }, say) => ({ proceeds: say.quantity("EUR", proceeds) }) },

  "accounts-not-of-cut-off": { status: 422, values: ({ cutOff, result, balance }) => ({ cutOff, result, balance }) },
  "above-evidence": {
    status: 422,
    values: ({ asked, limit }, say) => ({ asked: say.quantity("EUR", asked), limit: say.quantity("EUR", limit) }),
  },
  "nothing-after-year-end": {
    status: 422,
    values: ({ from, to, lastDay }, say) => ({ from: say.day(from), to: say.day(to), lastDay: say.day(lastDay) }),
  },
  "no-cut-off-to-post": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "no-cut-off-to-reverse": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "no-cut-off-to-release": { status: 409, values: ({ month }) => ({ month: `${month.slice(5)}/${month.slice(0, 4)}` }) },
  "next-year-not-open": { status: 409, values: ({ year }) => ({ year: String(year) }) },

  "complementary-over": {
    status: 422,
    values: ({ year, lastDay, on, days }, say) => ({ year: String(year), lastDay: say.day(lastDay), on: say.day(on), days }),
  },
  "lapse-rested-upon": {
    status: 409,
    values: ({ year, next, carried, requests }, say) => {
      return { year: String(year), next: String(next), carried: say.quantity("CP", carried), requests };
    },
  },
};
