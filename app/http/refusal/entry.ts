import type { EntryTypingRefusal } from "#app/domain/ledger/typing/entry-refusal.ts";
import type { NumberRefusal } from "#app/domain/money.ts";
import type { Rows } from "./row.ts";

type EntryKind = Exclude<EntryTypingRefusal["kind"], NumberRefusal["kind"] | "not-a-day">;

/** Entry by keyboard: what is typed, drafts, attachments, models and subscriptions. */
export const entryRows: Rows<EntryKind> = {
  "division-by-zero": { status: 422, values: ({ text }) => ({ text }) },
  "unknown-parameter": { status: 422, values: ({ name }) => ({ name }) },
  "ambiguous-words": {
    status: 422,
    values: ({ dimension, text, count, among }, say) => ({ dimension: say.word("dimension", dimension), text, count, among }),
  },
  "unknown-words": { status: 422, values: ({ dimension, text }, say) => ({ dimension: say.word("dimension", dimension), text }) },
  "day-outside-exercise": {
    status: 422,
    values: ({ date, year, firstDay, lastDay }, say) => ({
      date: say.day(date),
      year: String(year),
      first: say.day(firstDay),
      last: say.day(lastDay),
    }),
  },
  "account-missing": { status: 422, values: ({ line }) => ({ line }) },
  "account-not-postable": { status: 422, values: ({ account }) => ({ account }) },
  "several-balances": { status: 422, values: ({ line }) => ({ line }) },
  "nothing-to-balance": { status: 422, values: ({ line }) => ({ line }) },

  "draft-changed": { status: 409, values: ({ by, at }, say) => ({ by, at: say.instant(at) }) },
  "draft-posted": { status: 409, values: ({ journal, number }) => ({ entry: journal === "" ? "none" : `${journal}-${number}` }) },
  "draft-deleted": { status: 409 },

  "attachment-empty": { status: 422, values: ({ name }) => ({ name }) },
  "attachment-too-large": {
    status: 413,
    values: ({ name, limitBytes }, say) => ({ name, limit: say.count(limitBytes / 1_048_576) }),
  },
  "attachment-type": { status: 422, values: ({ name, found }) => ({ name, found: found ?? "none" }) },
  "attachment-twice": { status: 409, values: ({ name }) => ({ name }) },

  "model-shares": { status: 422, values: ({ line, percent }) => ({ line, percent }) },
  "model-name-taken": { status: 409, values: ({ name }) => ({ name }) },
  "model-lines": { status: 422, values: ({ count }) => ({ count }) },
  "model-parameter": { status: 422, values: ({ name }) => ({ name }) },
  "model-amount-missing": { status: 422, values: ({ name }) => ({ name }) },
  "model-negative": { status: 422, values: ({ line, amount }, say) => ({ line, amount: say.quantity("EUR", amount) }) },
  "unknown-placeholder": { status: 422, values: ({ text }) => ({ text: text.replace(/[{}]/g, "") }) },

  "subscription-incomplete": { status: 422, values: ({ line }) => ({ line }) },
  "subscription-without-days": { status: 422 },
  "occurrence-taken": { status: 409, values: ({ day }, say) => ({ day: say.day(day) }) },
};
