import type { CheckRefusal } from "#app/domain/forecast/checks/refusal.ts";
import type { CommentRefusal } from "#app/domain/forecast/comments/rules.ts";
import type { Rows } from "./row.ts";

export const talkRows: Rows<CheckRefusal["kind"] | CommentRefusal["kind"]> = {
  "submission-blocked": { status: 409, values: ({ count }) => ({ count }) },
  "warnings-to-confirm": { status: 409, values: ({ count }) => ({ count }) },
  "nothing-to-submit": { status: 409, values: ({ unit }) => ({ unit }) },
  "comment-not-own": { status: 409, values: ({ author }) => ({ author }) },
  "comment-too-old": { status: 409, values: ({ minutes }) => ({ minutes }) },
  "comment-deleted": { status: 409 },
  "person-out-of-reach": { status: 422, values: ({ person }) => ({ person }) },
};
