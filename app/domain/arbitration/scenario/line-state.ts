/** How far a line of a scenario has come: being written, to be read again, good to be taken elsewhere, taken, turned down. */
export const lineStates = ["draft", "toReview", "toMerge", "merged", "rejected"] as const;
export type LineState = (typeof lineStates)[number];

/** What a person does with lines; « merged » is what a transfer leaves behind, never a button. */
export const lineActs = ["review", "approve", "reject", "resume"] as const;
export type LineAct = (typeof lineActs)[number];

interface Move {
  readonly from: readonly LineState[];
  readonly to: LineState;
}

/** A line turned down reads as if it had not been written, until it is taken up again. */
export const lineMoves: Readonly<Record<LineAct, Move>> = {
  review: { from: ["draft"], to: "toReview" },
  approve: { from: ["toReview"], to: "toMerge" },
  reject: { from: ["draft", "toReview", "toMerge"], to: "rejected" },
  resume: { from: ["toReview", "toMerge", "merged", "rejected"], to: "draft" },
};
