import type { ReactElement } from "react";
import { AccuracyMap, type AccuracyRow } from "#app/ui/figure/accuracy-map.tsx";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { BridgeMultiples, type BridgePanel } from "#app/ui/figure/bridge-multiples.tsx";
import type { BurnUpMonth } from "#app/ui/figure/burn-up.ts";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { FlowFigure } from "#app/ui/figure/flow-figure.tsx";
import type { ShownNode } from "#app/ui/figure/flow-svg.tsx";
import type { Flow, Flows } from "#app/ui/figure/flows.ts";
import { type HeatCell, HeatMap, type HeatRow } from "#app/ui/figure/heat-map.tsx";
import { Ladder } from "#app/ui/figure/ladder.tsx";
import { LandingBullets, type LandingRow } from "#app/ui/figure/landing-bullets.tsx";
import { hues, MarkDefinitions, markClass, stages } from "#app/ui/figure/marks.tsx";
import { SmallMultiples, type UnitPanel } from "#app/ui/figure/small-multiples.tsx";
import { Sparkline } from "#app/ui/figure/sparkline.tsx";
import { renderPage } from "#tests/unit/ui/render-page.tsx";

/** Every figure with data as a year gives them: what the unit tests read as text and what the browser tests look at. */

const page = (element: ReactElement) => () =>
  renderPage(
    <>
      <h1>Figures</h1>
      {element}
      <MarkDefinitions />
    </>,
  );

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
const months = shares.map((_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

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

export const pages = {
  bridges: page(
    <BridgeMultiples
      title="En 2025, 45 unités ont payé 78 % de ce qu’elles demandaient ; le calendrier explique les deux tiers de l’écart"
      source="journal"
      asOf="2025-12-31"
      resource="CP"
      panels={bridgePanels}
      scale="share"
    />,
  ),
  multiples: page(
    <SmallMultiples
      title="18 unités sur 45 sont au-dessus de leur profil au 31/08, 15 au-dessous"
      source="journal"
      asOf="2026-08-31"
      resource="CP"
      months={months}
      panels={panels}
      scale="share"
    />,
  ),
  heat: page(
    <HeatMap
      title="18 unités sur 45 sont au-dessus de leur profil au 31/08 ; la plus loin de 22 points"
      source="journal"
      asOf="2026-08-31"
      months={months}
      rows={heatRows}
      wholeHead="Atterrissage"
      sort={{ key: "whole", descending: true }}
    />,
  ),
  landings: page(
    <LandingBullets
      title="5 unités sur 12 devraient dépasser leur plafond"
      source="journal"
      asOf="2026-08-31"
      resource="CP"
      rows={landings}
      scale="share"
    />,
  ),
  flows: page(
    <FlowFigure
      title="Un quart des crédits n’est pas encore engagé"
      source="journal"
      asOf="2026-08-31"
      resource="CP"
      columns={["Crédits", "Unités", "Natures", "Engagé", "Payé"]}
      flows={moneyFlows(18)}
      addressOf={(node) => (node === null ? "/2026/execution/flows" : `/2026/execution/flows?node=${node}`)}
    />,
  ),
  flowsFocused: page(
    <FlowFigure
      title="Un quart des crédits n’est pas encore engagé"
      source="journal"
      asOf="2026-08-31"
      resource="CP"
      columns={["Crédits", "Unités", "Natures", "Engagé", "Payé"]}
      flows={moneyFlows(18)}
      focus="Missions"
      addressOf={(node) => (node === null ? "/2026/execution/flows" : `/2026/execution/flows?node=${node}`)}
    />,
  ),
  accuracy: page(
    <AccuracyMap
      title="Les unités prévoient trop haut au budget, presque juste trois mois avant"
      source="journal"
      asOf="2025-12-31"
      rowHead="Unité"
      horizons={[
        { key: "budget", label: "Au budget" },
        { key: "h6", label: "6 mois avant" },
        { key: "h3", label: "3 mois avant" },
      ]}
      rows={accuracyRows}
    />,
  ),
  ladder: page(
    <>
      <Ladder
        title="DR Grand Est : 5,2 M€ demandés, 4,4 M€ attendus"
        source="journal"
        asOf="2026-08-31"
        rows={(["AE", "CP", "ETPT"] as const).map((resource, index) => ({
          resource,
          steps: (["requested", "arbitrated", "notified", "committed", "paid", "landing"] as const).map((stage, rank) => ({
            stage,
            amount:
              resource === "ETPT" && rank === 3 ? null : BigInt((520 - rank * 20 - index * 60) * (resource === "ETPT" ? 100 : 1_000_000)),
            to: `/2026/${stage}`,
          })),
        }))}
      />
      <p>
        CP <Sparkline resource="CP" values={yearOf(100_000n, 8).map(({ actual }) => actual)} limit={100_000n} /> 63,0 %
      </p>
    </>,
  ),
  burnUp: page(
    <BurnUpChart
      title="DR Grand Est : 61,2 % des CP payés au 31/08, 5,1 points au-dessus du profil"
      source="journal"
      asOf="2026-08-31"
      resource="CP"
      months={yearOf(1_120_000_000n, 8, 108n)}
      chances={[50, 80, 95]}
      exhaustion={{ likely: "2026-11-14", from: "2026-10-28", to: "2026-12-06" }}
      stated={{ amount: 1_090_000_000n, reason: "Le marché de collecte glisse en 2027." }}
    />,
  ),
  burnUpEtpt: page(
    <BurnUpChart
      title="DR Corse : 12,4 ETPT consommés en mai"
      source="journal"
      asOf="2026-05-31"
      resource="ETPT"
      months={yearOf(30_000n, 5, 95n).map(({ secured: _, notified: __, planned: ___, ...month }) => ({
        ...month,
        landing: month.landing && { ...month.landing, ranges: month.landing.ranges.slice(1, 2) },
      }))}
      chances={[80]}
    />,
  ),
  marks: page(
    <div>
      {hues.map((hue) => (
        <p key={hue}>
          {stages.map((stage) => (
            <svg
              key={stage}
              width="72"
              height="48"
              viewBox="0 0 72 48"
              aria-hidden
              data-mark={`${hue} ${stage}`}
              style={{ marginRight: 8 }}
            >
              <rect x="4" y="4" width="64" height="40" className={markClass(stage, hue)} />
            </svg>
          ))}
        </p>
      ))}
    </div>,
  ),
  bridge: page(
    <BridgeFigure
      title="DR Grand Est : 12,3 M€ demandés, 11,1 M€ payés ; le report du marché de collecte explique les deux tiers de l’écart"
      source="journal"
      asOf="2025-12-31"
      resource="CP"
      parts={[
        { kind: "total", key: "asked", label: "Demandé", amount: 1_230_000_000n, stage: "requested" },
        { kind: "step", key: "cap", label: "Plafonné au notifié", cause: "Arbitrage", amount: -80_000_000n },
        { kind: "total", key: "decided", label: "Arbitré", amount: 1_150_000_000n, stage: "arbitrated" },
        { kind: "step", key: "moved", label: "Redéploiement reçu", cause: "Mouvement", amount: 45_000_000n },
        { kind: "total", key: "allotted", label: "Notifié", amount: 1_195_000_000n, stage: "notified" },
        { kind: "step", key: "late", label: "Marché de collecte reporté", cause: "Calendrier", amount: -70_000_000n },
        { kind: "step", key: "price", label: "Révision des prix", cause: "Prix", amount: 12_000_000n },
        { kind: "total", key: "paid", label: "Payé", amount: 1_112_500_000n, stage: "paid" },
      ]}
    />,
  ),
};
