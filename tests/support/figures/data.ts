import type { AccuracyRow } from "#app/ui/figure/accuracy-map.tsx";
import type { BridgePanel } from "#app/ui/figure/bridge-multiples.tsx";
import type { BurnUpMonth } from "#app/ui/figure/burn-up.ts";
import type { ShownNode } from "#app/ui/figure/flow-svg.tsx";
import type { Flow, Flows } from "#app/ui/figure/flows.ts";
import type { HeatCell, HeatRow } from "#app/ui/figure/heat-map.tsx";
import type { LandingRow } from "#app/ui/figure/landing-bullets.tsx";
import type { UnitPanel } from "#app/ui/figure/small-multiples.tsx";

/** A year of forty-five units, the same each time: what figures are drawn with in tests. */

const shares = [4n, 9n, 16n, 23n, 31n, 40n, 48n, 55n, 63n, 73n, 85n, 100n];

/** A year of `ceiling` whose first `known` months are facts. */
export function yearOf(ceiling: bigint, known: number, pace = 100n): BurnUpMonth[] {
  return shares.map((share, index) => {
    const expected = (ceiling * share) / 100n;
    const likely = (expected * pace) / 100n;
    const width = (ceiling * BigInt(index + 1 - known)) / 60n;
    const months = { month: `2026-${String(index + 1).padStart(2, "0")}`, planned: (ceiling * BigInt(index + 1)) / 12n };
    const season = { low: (expected * 88n) / 100n, likely: expected, high: (expected * 109n) / 100n };
    if (index < known)
      return { ...months, actual: likely, season, ceiling: index < 3 ? (ceiling * 9n) / 10n : ceiling, notified: (ceiling * 105n) / 100n };
    return {
      ...months,
      ...{ actual: null, season, ceiling, notified: (ceiling * 105n) / 100n },
      secured: (likely * BigInt(100 - (index - known) * 6)) / 100n,
      landing: { likely, ranges: [1n, 2n, 3n].map((wide) => ({ low: likely - (wide * width) / 2n, high: likely + (wide * width) / 2n })) },
    };
  });
}

const places = [
  "Auvergne-Rhône-Alpes",
  "Bourgogne-Franche-Comté",
  "Bretagne",
  "Centre-Val de Loire",
  "Corse",
  "Grand Est",
  "Guadeloupe",
  "Guyane",
];
export const months = shares.map((_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

/** Forty-five units, each with its own size and its own pace; the same each time. */
export const units = Array.from({ length: 45 }, (_, index) => ({
  code: `U${String(index + 1).padStart(2, "0")}`,
  label: `${index < 20 ? "DR" : "Département"} ${places[index % places.length]} ${index + 1}`,
  ceiling: BigInt(20_000_000 + ((index * 7_919) % 97) * 4_000_000),
  pace: BigInt(78 + ((index * 31) % 47)),
}));

export const panels: UnitPanel[] = units.map(({ code, label, ceiling, pace }) => {
  const year = yearOf(ceiling, 8, pace);
  return {
    ...{ key: code, label, to: `/2026/execution/${code}`, ceiling },
    verdict: `${(63n * pace) / 100n},0 % au 31/08`,
    direction: pace > 103n ? "over" : pace < 97n ? "under" : "level",
    months: year.map(({ actual, season, landing }, index) => ({
      ...{ actual, season, landing: landing?.likely ?? null },
      previous: (ceiling * (shares[index] ?? 0n) * 92n) / 10_000n,
    })),
  };
});

export const heatRows: HeatRow[] = units.map(({ code, label, pace }, index) => ({
  ...{ key: code, label, to: `/2026/execution/${code}` },
  cells: months.map((month, at): HeatCell => {
    if (at >= 8) return "to-come";
    if (index === 3 && at === 0) return "none";
    return { gap: ((pace - 100n) * BigInt(at + 1) * 10n) / 8n, to: `/2026/execution/${code}?to=${month}` };
  }),
  whole: { gap: (pace - 100n) * 10n },
}));

export const landings: LandingRow[] = units.slice(0, 12).map(({ code, label, ceiling, pace }) => {
  const likely = (ceiling * pace) / 100n;
  return {
    ...{ key: code, label, to: `/2026/execution/${code}`, limit: ceiling, available: (ceiling * 97n) / 100n },
    ...{ value: (likely * 55n) / 100n, committed: (likely * 80n) / 100n, expected: (ceiling * 58n) / 100n },
    landing: { low: (likely * 95n) / 100n, likely, high: (likely * 104n) / 100n },
  };
});

export const accuracyRows: AccuracyRow[] = units.slice(0, 14).map(({ code, label, pace }, index) => ({
  ...{ key: code, label, to: `/2025/review/${code}` },
  cells: [0n, 1n, 2n].map((horizon) => {
    const bias = ((pace - 98n) * 10n) / (horizon + 1n);
    return index === 4 && horizon === 2n ? null : { bias, low: bias - 60n / (horizon + 1n), high: bias + 75n / (horizon + 1n), count: 9 };
  }),
}));

/** Credits → units → natures → committed → paid; what is not committed and what is not paid stay where they are. */
export function moneyFlows(count: number): Flows<ShownNode> {
  const natures = ["Fonctionnement", "Investissement", "Missions", "Informatique", "Collecte"];
  const own = units.slice(0, count);
  const nodes: ShownNode[] = [
    { key: "credits", label: "Crédits ouverts", column: 0, stage: "notified" },
    ...own.map(({ code, label }) => ({ key: code, label, column: 1 })),
    ...natures.map((label) => ({ key: label, label, column: 2 })),
    { key: "committed", label: "Engagé", column: 3, stage: "committed" },
    { key: "free", label: "Pas encore engagé", column: 3, stage: "arbitrated" },
    { key: "paid", label: "Payé", column: 4, stage: "paid" },
    { key: "due", label: "Reste à payer", column: 4, stage: "landing" },
  ];
  const toNatures = own.flatMap(({ code, ceiling }, index) =>
    natures.map((nature, at): Flow => ({ from: code, to: nature, amount: (ceiling * BigInt(((index + at) % 5) + 1)) / 15n })),
  );
  const ofNature = (nature: string) => toNatures.filter(({ to }) => to === nature).reduce((sum, { amount }) => sum + amount, 0n);
  const flows: Flow[] = [
    ...own.map(({ code }) => ({
      from: "credits",
      to: code,
      amount: toNatures.filter(({ from }) => from === code).reduce((sum, { amount }) => sum + amount, 0n),
    })),
    ...toNatures,
    ...natures.flatMap((nature, at) => {
      const committed = (ofNature(nature) * BigInt(60 + at * 6)) / 100n;
      return [
        { from: nature, to: "committed", amount: committed },
        { from: nature, to: "free", amount: ofNature(nature) - committed },
      ];
    }),
  ];
  const committed = flows.filter(({ to }) => to === "committed").reduce((sum, { amount }) => sum + amount, 0n);
  const paid = (committed * 70n) / 100n;
  return {
    nodes,
    flows: [...flows, { from: "committed", to: "paid", amount: paid }, { from: "committed", to: "due", amount: committed - paid }],
  };
}

export const bridgePanels: BridgePanel[] = units.map(({ code, label, ceiling, pace }, index) => {
  const asked = (ceiling * 110n) / 100n;
  const paid = (ceiling * pace) / 120n;
  const late = ((paid - ceiling) * 2n) / 3n;
  return {
    ...{ key: code, label, to: `/2025/review/${code}`, verdict: `${(paid * 100n) / asked} % du demandé` },
    parts: [
      { kind: "total", key: "asked", label: "Demandé", amount: asked, stage: "requested" },
      { kind: "step", key: "cut", label: "Arbitrage", amount: ceiling - asked },
      { kind: "total", key: "decided", label: "Arbitré", amount: ceiling, stage: "arbitrated" },
      ...(index % 4 === 0 ? [] : [{ kind: "step" as const, key: "late", label: "Calendrier", amount: late }]),
      { kind: "step", key: "price", label: "Prix", amount: paid - ceiling - late },
      { kind: "total", key: "paid", label: "Payé", amount: paid, stage: "paid" },
    ],
  };
});
