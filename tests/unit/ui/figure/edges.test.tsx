import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { AccuracyMap } from "#app/ui/figure/accuracy-map.tsx";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { BridgeMultiples } from "#app/ui/figure/bridge-multiples.tsx";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { FlowFigure } from "#app/ui/figure/flow-figure.tsx";
import { HeatMap } from "#app/ui/figure/heat-map.tsx";
import { Ladder } from "#app/ui/figure/ladder.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
import { Sparkline } from "#app/ui/figure/sparkline.tsx";
import { months } from "#tests/support/figures/data.ts";
import { renderPage } from "../render-page.tsx";

const words = { title: "Rien encore", source: "journal", asOf: "2026-01-01", resource: "CP" } as const;
const nowhere = () => "/";

describe("of nothing", () => {
  it.each<[string, ReactElement]>([
    ["a heat map", <HeatMap key="1" {...words} months={months} rows={[]} wholeHead="Atterrissage" />],
    ["small multiples", <SmallMultiples key="2" {...words} months={months} panels={[]} scale="share" />],
    ["bullets", <LandingBullets key="3" {...words} rows={[]} scale="amount" />],
    ["flows", <FlowFigure key="4" {...words} columns={[]} flows={{ nodes: [], flows: [] }} addressOf={nowhere} />],
    ["a bridge", <BridgeFigure key="5" {...words} parts={[]} />],
    ["small bridges", <BridgeMultiples key="6" {...words} panels={[]} scale="own" />],
    ["an accuracy", <AccuracyMap key="7" {...words} rowHead="Unité" horizons={[]} rows={[]} />],
    ["a ladder", <Ladder key="8" {...words} rows={[]} />],
    ["a burn-up", <BurnUpChart key="9" {...words} months={[]} chances={[]} />],
    ["a sparkline", <Sparkline key="10" resource="CP" values={[null, null]} />],
  ])("%s stands", (_name, element) => {
    const html = renderPage(element);
    expect(html).toMatch(/<table|<svg/);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("quantities below nothing and beyond everything", () => {
  it("are drawn at the edge: no bar has a size below nothing", () => {
    const html = renderPage(
      <>
        <Bullet
          label="x"
          resource="CP"
          value={-5n}
          limit={-1n}
          committed={-3n}
          expected={-2n}
          landing={{ low: -9n, likely: -5n, high: -1n }}
        />
        <Bullet
          label="x"
          resource="CP"
          value={900_000_000_000_000n}
          limit={1n}
          landing={{ low: 0n, likely: 5n, high: 900_000_000_000_000n }}
        />
        <SmallMultiples
          {...words}
          months={months.slice(0, 2)}
          scale="share"
          panels={[
            { key: "a", label: "A", verdict: "", ceiling: 0n, months: [{ actual: -5n }, { actual: null, landing: -9n }] },
            { key: "b", label: "B", verdict: "", ceiling: -5n, months: [{ actual: 900_000_000_000_000n }, { actual: null }] },
          ]}
        />
        <AccuracyMap
          {...words}
          rowHead="Unité"
          horizons={[{ key: "h", label: "H" }]}
          rows={[{ key: "a", label: "A", cells: [{ bias: 9_999n, low: -9_999n, high: 99_999n, count: 1 }] }]}
        />
      </>,
    );
    expect(html).not.toMatch(/NaN|Infinity|(width|height)="-/);
    // Beyond a half the scale stops; the figure says the rest.
    expect(html).toContain("même échelle pour tous, de −50,0 à +50,0\u00a0%");
    expect(html).toContain(">+999,9<");
  });
});

describe("a ladder", () => {
  it("says that staff is used, for nobody pays it", () => {
    const used = (resource: "CP" | "ETPT") =>
      renderPage(<Ladder {...words} rows={[{ resource, steps: [{ stage: "paid", amount: 5n }] }]} />);
    expect(used("ETPT")).toContain("Consommé");
    expect(used("ETPT")).not.toContain("Payé");
    expect(used("CP")).toContain("Payé");
  });

  it("draws euros on one scale and staff on its own, and says what has not begun", () => {
    const html = renderPage(
      <Ladder
        {...words}
        rows={[
          { resource: "AE", steps: [{ stage: "requested", amount: 1_000n, to: "/2027/forecast/DR44" }] },
          {
            resource: "CP",
            steps: [
              { stage: "requested", amount: 500n },
              { stage: "landing", amount: null },
            ],
          },
          { resource: "ETPT", steps: [{ stage: "requested", amount: 1_200n }] },
        ]}
      />,
    );
    expect([...html.matchAll(/<rect x="1" y="2" width="([\d.]+)"/g)].map(([, width]) => Number(width))).toEqual([358, 179, 358]);
    expect(html).toContain('id="cp-att"');
    expect(html).toMatch(/<a [^>]*href="\/2027\/forecast\/DR44"[^>]*>Demandé<\/a>/);
    expect(html).toContain("///");
  });
});

describe("a sparkline", () => {
  it("stops where nothing is known, its end marked", () => {
    const html = renderPage(<Sparkline resource="AE" values={[0n, 50n, null, null]} limit={100n} />);
    expect(html).toMatch(/d="M1 21L[\d.]+ 12"/);
    expect(html).toMatch(/<circle cx="[\d.]+" cy="12"/);
    expect(html).toContain('aria-hidden="true"');
  });
});
