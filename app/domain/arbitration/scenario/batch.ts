/** What wrote a revision of a scenario: amounts typed, a lever, a move of lines, a merge of its reference, lines taken from another, an undo. */
export const scenarioBatchKinds = ["entry", "lever", "lineState", "merge", "transfer", "undo"] as const;
export type ScenarioBatchKind = (typeof scenarioBatchKinds)[number];
