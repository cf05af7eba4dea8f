/** One refusal of each kind that requests know beyond their amounts. */
export const requestExamples = {
  "component-outside-baseline": { line: 2 },
  "one-offs-not-negative": { line: 2, amount: 120_000n },
  "rank-taken": { rank: 1, number: 4, title: "Véhicules de collecte" },
  "rank-not-moved": { why: "first" },
  "cell-has-detail": { line: 1, measure: "CP", year: 2027, month: 3 },
  "detail-not-here": { why: "personnel" },
  "detail-too-long": { limit: 200 },
  "cell-refused": { fault: { kind: "cell-negative", amount: -100n }, measure: "AE" },
  "schedule-of-personnel": {},
  "schedule-not-whole": { year: 2027, committed: 10_000n, scheduled: 9_000n },
  "schedule-sign": { year: 2027, amount: -100n, sign: "notNegative" },
  "keys-not-whole": { total: 9_500n },
} as const;
