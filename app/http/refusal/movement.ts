import type { MovementRefusal } from "#app/domain/allotment/refusal.ts";
import type { Rows } from "./row.ts";

/** What the law, or the state of its document, keeps a movement of credits from doing. */
export const movementRows: Rows<MovementRefusal["kind"]> = {
  "cap-exceeded": {
    status: 409,
    values: ({ cap, spendingClass, resource, article, used, ceiling, asked }, say) => ({
      ...{ cap: say.word("cap", cap), scope: spendingClass === null ? "programme" : say.word("spendingClass", spendingClass) },
      ...{ resource: say.word("resource", resource), article },
      ...{ used: say.quantity(resource, used), ceiling: say.quantity(resource, ceiling), asked: say.quantity(resource, asked) },
      left: say.quantity(resource, ceiling > used ? ceiling - used : 0n),
    }),
  },
  "counterpart-required": { status: 422, values: ({ movement, article }, say) => ({ movement: say.word("movement", movement), article }) },
  "counterpart-forbidden": { status: 422, values: ({ movement, article }, say) => ({ movement: say.word("movement", movement), article }) },
  "origin-required": { status: 422 },
  "act-required": { status: 422, values: ({ movement, article }, say) => ({ movement: say.word("movement", movement), article }) },
  "controller-act-required": { status: 409, values: ({ article }) => ({ article }) },
  "controller-act-refused": { status: 409, values: ({ by, article }) => ({ by, article }) },
  "controller-act-useless": { status: 422 },
  "movement-not-reversible": { status: 409, values: ({ number, movement }, say) => ({ number, movement: say.word("movement", movement) }) },
  "movement-already-reversed": { status: 409, values: ({ number, by }) => ({ number, by }) },
  "reserve-as-set": { status: 409, values: ({ year }) => ({ year: String(year) }) },
};
