/** Why the proof of the journal stands in the way. */
export type ProofRefusal =
  /** The last verification found this chain altered: nothing is posted in it until it is sound again, or released with a reason. */
  { kind: "chain-stopped"; journal: string; year: number };
