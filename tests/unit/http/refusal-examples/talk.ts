/** One refusal of each kind that comments and checks know. */
export const talkExamples = {
  "submission-blocked": { count: 2 },
  "warnings-to-confirm": { count: 1 },
  "nothing-to-submit": { unit: "DR44" },
  "comment-not-own": { author: "Camille Martin" },
  "comment-too-old": { minutes: 15 },
  "comment-deleted": {},
  "person-out-of-reach": { person: "c.martin" },
} as const;
