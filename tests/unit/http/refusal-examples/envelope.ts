/** One refusal of each kind that envelopes know: ceilings that contradict each other. */
const named = { spendingClass: "nonPersonnel", resource: "CP", year: 2027 } as const;

export const envelopeExamples = {
  "envelope-above-parent": { ...named, child: "01 · DR44", childAmount: 120_000n, parent: "01", parentAmount: 100_000n },
  "envelope-floors-above-parent": { ...named, children: ["DR44", "DR13"], floors: 120_000n, parent: "01", parentAmount: 100_000n },
  "envelope-floor-above-ceiling": { ...named, place: "DR44", floor: 120_000n, ceiling: 100_000n },
  "envelope-authorisations-differ": { place: "DR44", year: 2027, ae: 120_000n, cp: 100_000n },
  "envelope-reaches-nothing": { place: "DR44" },
  "envelope-basis-unknown": { basis: "trend", year: 2026 },
} as const;
