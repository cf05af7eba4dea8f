/** One refusal of each kind about who decides, and in whose name. */
const band = { phase: "conference", spendingClass: "nonPersonnel" } as const;

export const authorityExamples = {
  "beyond-authority": {
    ...band,
    ...{ amount: 25_000_000n, upTo: 10_000_000n },
    deciders: [
      { kind: "role", role: "arbitrator", whole: true },
      { kind: "person", id: 4n, name: "Claire Martin" },
    ],
  },
  "decision-rules-gap": { ...band, above: 10_000_000n },
  "decision-rules-overlap": { ...band, upTo: 10_000_000n },
  "decision-rule-amount": { row: 2, amount: 0n },
  "decision-rule-decider": { row: 2 },
  "decision-rules-past": { from: "2026-01-01", today: "2026-06-15" },
  "delegation-to-oneself": {},
  "delegation-past": { from: "2026-01-01", today: "2026-06-15" },
  "delegation-not-held": { capability: "arbitration.decide", unit: "DR44" },
  "delegation-twice": { delegate: "Claire Martin" },
} as const;
