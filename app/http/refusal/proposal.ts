import type { ProposalRefusal } from "#app/domain/arbitration/proposal/refusal.ts";
import type { Rows } from "./row.ts";

const percent = (share: number) => share / 100;

/** The proposal: how requests may be granted, what counts, and what was found. */
export const proposalRows: Rows<ProposalRefusal["kind"]> = {
  "proposal-step-zero": { status: 422 },
  "proposal-step-uneven": {
    status: 422,
    values: ({ share, below, above }) => ({ share: percent(share), below: percent(below), above: percent(above) }),
  },
  "proposal-step-too-small": { status: 422, values: ({ most }) => ({ most }) },
  "proposal-step-above-asked": {
    status: 422,
    values: ({ resource, step, asked }, say) => ({ step: say.quantity(resource, step), asked: say.quantity(resource, asked) }),
  },
  "proposal-minimum-without-step": { status: 422 },
  "proposal-minimum-above-asked": {
    status: 422,
    values: ({ resource, minimum, asked }, say) => ({ minimum: say.quantity(resource, minimum), asked: say.quantity(resource, asked) }),
  },
  "proposal-exclusive-and-linked": { status: 422, values: ({ unit, number, title }) => ({ unit, number, title }) },
  "proposal-tied-to-itself": { status: 422 },
  "proposal-request-unknown": { status: 422, values: ({ text }) => ({ text }) },
  "proposal-saving-whole": { status: 422 },
  "proposal-floor-above-asked": {
    status: 422,
    values: ({ unit, resource, year, floor, asked }, say) => ({
      ...{ unit, year: String(year), measure: say.word("resource", resource) },
      ...{ floor: say.quantity(resource, floor), asked: say.quantity(resource, asked) },
    }),
  },
  "proposal-worthless": { status: 422 },
  "proposal-nothing-asked": { status: 409 },
  "proposal-without-envelope": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "proposal-conflict": { status: 409, values: ({ rules }) => ({ count: rules.length }) },
  "proposal-undecided": { status: 409, values: ({ seconds }) => ({ seconds }) },
  "proposal-outdated": { status: 409, values: ({ number, requests }) => ({ number, requests }) },
};
