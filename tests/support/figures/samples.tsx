import type { ReactElement } from "react";
import { AccuracyMap } from "#app/ui/figure/accuracy-map.tsx";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { BridgeMultiples } from "#app/ui/figure/bridge-multiples.tsx";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { FlowFigure } from "#app/ui/figure/flow-figure.tsx";
import { HeatMap } from "#app/ui/figure/heat-map.tsx";
import { HorizonErrors } from "#app/ui/figure/horizon-errors.tsx";
import { Ladder } from "#app/ui/figure/ladder.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { hues, MarkDefinitions, markClass, stages } from "#app/ui/figure/marks.tsx";
import { ScatterFigure } from "#app/ui/figure/scatter-figure.tsx";
import { SlopeFigure } from "#app/ui/figure/slope-figure.tsx";
import { SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
import { Sparkline } from "#app/ui/figure/sparkline.tsx";
import { renderPage } from "#tests/unit/ui/render-page.tsx";

import { accuracyRows, bridgePanels, heatRows, landings, moneyFlows, months, panels, yearOf } from "./data.ts";

const page = (element: ReactElement) => () =>
  renderPage(
    <>
      <h1>Figures</h1>
      {element}
      <MarkDefinitions />
    </>,
  );

/** Every figure with data as a year gives them: what the unit tests read as text and what the browser tests look at. */
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
      after={[
        {
          ...{ key: "bullet", head: "Atterrissage sur plafond" },
          cell: ({ key, label }) => {
            const { key: _, to: __, ...own } = landings.find((landing) => landing.key === key) ?? { key: "", value: 0n, limit: 0n };
            return <Bullet compact decorative {...own} label={label} resource="CP" scaleTo={(own.limit * 5n) / 4n} />;
          },
        },
      ]}
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
  errors: page(
    <HorizonErrors
      title="Erreur médiane de 2,7 %, contre 11 % en suivant l’année précédente et 28 % par règle de trois"
      source="journal"
      asOf="2025-12-31"
      horizons={months.slice(0, 11).map((month) => month.slice(5))}
      lines={[
        { key: "landing", label: "Atterrissage", judged: true, errors: months.slice(0, 11).map((_, index) => BigInt(60 - index * 5)) },
        { key: "lastYear", label: "Comme l’année précédente", errors: months.slice(0, 11).map((_, index) => BigInt(150 - index * 12)) },
        { key: "linear", label: "Règle de trois", errors: months.slice(0, 11).map((_, index) => BigInt(420 - index * 38)) },
      ]}
    />,
  ),
  slopes: page(
    <SlopeFigure
      title="Exercice 2025 : les prévisions se rapprochent de la réalisation, échéance après échéance"
      source="journal"
      asOf="2025-12-31"
      horizons={["Demandé", "Arbitré", "Notifié fin janvier", "Notifié fin juin", "Atterrissage saisi à fin septembre"]}
      lines={accuracyRows.map(({ key, label }, index) => ({
        ...{ key, label, named: index < 5 },
        gaps: [
          index % 3 === 0 ? null : BigInt(120 - index * 9),
          70n - BigInt(index * 6),
          -60n + BigInt(index * 4),
          -20n,
          BigInt(index) - 6n,
        ],
      }))}
    />,
  ),
  scatter: page(
    <ScatterFigure
      title="9 unités sur 20 sans biais notable ; trois prévoient trop haut, d’autres au hasard"
      source="journal"
      asOf="2025-12-31"
      points={accuracyRows.map(({ key, label }, index) => ({
        ...{ key, label, named: index < 4 },
        ...{ bias: BigInt(index * 11 - 90), volatility: BigInt((index * 37) % 80) },
      }))}
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
  bridgeBelow: page(
    <BridgeFigure
      title="En 2024, charges moins crédits de paiement : −4 300,7 k€"
      source="journal"
      asOf="2024-12-31"
      resource="CP"
      parts={[
        { kind: "step", key: "invoices", label: "Factures non parvenues", amount: 100_000n },
        { kind: "step", key: "assets", label: "Actif immobilisé", amount: -799_840_000n },
        { kind: "step", key: "wear", label: "Dotations nettes", amount: 369_510_000n },
        { kind: "total", key: "whole", label: "Charges moins CP", amount: -430_230_000n, stage: "paid" },
      ]}
    />,
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
