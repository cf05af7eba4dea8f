/** One refusal of each kind that a sitting knows. */
export const sittingExamples = {
  "sitting-not-open": { number: 2, state: "sealed" },
  "sitting-under-way": { number: 1, title: "Conférence budgétaire" },
  "not-on-agenda": { request: 3, sitting: 2 },
  "agenda-empty": { number: 2 },
  "not-in-the-chair": { chair: "Andréa Moreau", act: "seal" },
  "sealed-over-ceiling": { exceeded: [{ spendingClass: "nonPersonnel", resource: "CP", envelope: 1_000_00n, decided: 1_200_00n }] },
  "decision-sealed": { number: 7, minutes: 1 },
} as const;
