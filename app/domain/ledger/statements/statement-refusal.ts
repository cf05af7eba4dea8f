import type { Day } from "../../month.ts";

/** What the mapping of accounts to statement lines refuses. */
export type StatementRefusal =
  | { kind: "not-an-account-prefix"; text: string }
  | { kind: "mapping-of-closed-year"; from: Day; closedUntil: Day }
  | { kind: "line-takes-no-account"; label: string }
  | { kind: "depreciation-outside-assets"; label: string }
  | { kind: "mapping-unchanged"; prefix: string };
