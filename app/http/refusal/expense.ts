import type { ExpenseRefusal } from "#app/domain/execution/refusal.ts";
import type { Rows } from "./row.ts";

export const expenseRows: Rows<ExpenseRefusal["kind"]> = {
  "party-closed": { status: 409, values: ({ party }) => ({ party }) },
  "contract-of-another-party": { status: 422, values: ({ contract, party }) => ({ contract, party }) },
  "contract-not-in-force": {
    status: 422,
    values: ({ contract, from, until, on }, say) => ({ contract, from: say.day(from), until: say.day(until), on: say.day(on) }),
  },
  "contract-exceeded": {
    status: 409,
    values: ({ contract, maximum, used, asked }, say) => ({
      contract,
      maximum: say.quantity("AE", maximum),
      used: say.quantity("AE", used),
      asked: say.quantity("AE", asked),
    }),
  },
  "contract-below-used": {
    status: 409,
    values: ({ contract, maximum, used }, say) => ({ contract, maximum: say.quantity("AE", maximum), used: say.quantity("AE", used) }),
  },
  "not-an-investment": { status: 422, values: ({ nature }) => ({ nature }) },
  "operation-elsewhere": { status: 422, values: ({ operation, place }) => ({ operation, place }) },
  "operation-exceeded": {
    status: 409,
    values: ({ operation, asked, left }, say) => ({ operation, asked: say.quantity("AE", asked), left: say.quantity("AE", left) }),
  },
  "document-taken-back": { status: 409, values: ({ document, by }, say) => ({ document: say.word("what", document), by }) },
  "fact-of-import": { status: 409, values: ({ name }) => ({ name }) },
  "revenue-rested-upon": {
    status: 409,
    values: ({ number, rests, amount }, say) => ({ number, rests, amount: say.quantity("EUR", amount) }),
  },
  "revenue-credits-taken": {
    status: 409,
    values: ({ number, asked, left }, say) => ({ number, asked: say.quantity("EUR", asked), left: say.quantity("EUR", left) }),
  },
  "due-before-invoice": { status: 422, values: ({ invoiced, due }, say) => ({ invoiced: say.day(invoiced), due: say.day(due) }) },
  "above-revenue": {
    status: 409,
    values: ({ act, asked, limit }, say) => ({ act, asked: say.quantity("EUR", asked), limit: say.quantity("EUR", limit) }),
  },
};
