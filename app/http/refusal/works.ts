import type { WorksRefusal } from "#app/domain/works/refusal.ts";
import type { Rows } from "./row.ts";

export const worksRows: Rows<WorksRefusal["kind"]> = {
  "expense-given-twice": {
    status: 409,
    values: ({ key, code, share, left }) => ({ key, code, share: share / 10, left: left / 10 }),
  },
  "phase-in-use": { status: 409, values: ({ label }) => ({ label }) },
  "item-of-another-operation": { status: 409, values: ({ item, operation }) => ({ item, operation }) },
  "operation-out-of-order": { status: 422, values: ({ first, last }) => ({ first, last }) },
};
