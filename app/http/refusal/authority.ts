import type { AuthorityRefusal, Decider } from "#app/domain/arbitration/authority.ts";
import type { Speech } from "../speech.ts";
import type { Rows } from "./row.ts";

/** Who may decide what, and in whose name. */
export const authorityRows: Rows<AuthorityRefusal["kind"]> = {
  "beyond-authority": {
    status: 403,
    values: ({ phase, spendingClass, amount, upTo, deciders }, say) => ({
      ...{ phase, spendingClass: say.word("spendingClass", spendingClass), amount: say.quantity("EUR", amount) },
      ...{ own: upTo === null ? "nothing" : "some", upTo: upTo === null ? "" : say.quantity("EUR", upTo) },
      ...{ count: deciders.length, deciders: say.list(deciders.map((decider) => deciderName(decider, say))) },
    }),
  },
  "decision-rules-gap": {
    status: 422,
    values: ({ phase, spendingClass, above }, say) => ({
      ...{ phase, spendingClass: say.word("spendingClass", spendingClass) },
      ...{ some: above === null ? "nothing" : "some", above: above === null ? "" : say.quantity("EUR", above) },
    }),
  },
  "decision-rules-overlap": {
    status: 422,
    values: ({ phase, spendingClass, upTo }, say) => ({
      ...{ phase, spendingClass: say.word("spendingClass", spendingClass) },
      ...{ limit: upTo === null ? "none" : "some", upTo: upTo === null ? "" : say.quantity("EUR", upTo) },
    }),
  },
  "decision-rule-amount": { status: 422, values: ({ row, amount }, say) => ({ row, amount: say.quantity("EUR", amount) }) },
  "decision-rule-decider": { status: 422, values: ({ row }) => ({ row }) },
  "decision-rules-past": { status: 422, values: ({ from, today }, say) => ({ from: say.day(from), today: say.day(today) }) },
  "delegation-to-oneself": { status: 422 },
  "delegation-past": { status: 422, values: ({ from, today }, say) => ({ from: say.day(from), today: say.day(today) }) },
  "delegation-not-held": { status: 403, values: ({ capability, unit }, say) => ({ capability: say.word("capability", capability), unit }) },
  "delegation-twice": { status: 409, values: ({ delegate }) => ({ delegate: delegate === "" ? "none" : delegate }) },
};

function deciderName(decider: Decider, say: Speech): string {
  if (decider.kind === "person") return decider.name;
  return say.word("decider", `${decider.role}${decider.whole ? "Whole" : ""}`);
}
