import { describe, expect, it } from "vitest";
import { formatDecimal } from "#app/domain/money.ts";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { HeatMap } from "#app/ui/figure/heat-map.tsx";
import { LandingBullets } from "#app/ui/figure/landing-bullets.tsx";
import { MarkDefinitions } from "#app/ui/figure/marks.tsx";
import { SmallMultiples } from "#app/ui/figure/small-multiples.tsx";
import { heatRows, landings, months, panels, yearOf } from "#tests/support/figures/data.ts";
import { pages } from "#tests/support/figures/samples.tsx";
import { renderPage } from "../render-page.tsx";

const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;
const { marks: _, ...figures } = pages;
const words = { title: "Message", source: "journal", asOf: "2026-08-31" } as const;

describe.each(Object.entries(figures))("the figure « %s »", (_name, page) => {
  const html = page();

  it("has a message, its unit, its source and its date", () => {
    expect(html).toMatch(/<figcaption><span[^>]*>[^<]{10,}<\/span> <span[^>]*>Unité\u00a0: [^<]+<\/span><\/figcaption>/);
    expect(html).toMatch(/Source\u00a0: journal · au \d\d\/\d\d\/\d{4}/);
  });

  it("has its data in a table with a caption and heads", () => {
    expect(html).toMatch(/<table[^>]*><caption[^>]*>[^<]{10,}<\/caption><thead>/);
    expect(count(html, /<th scope="row"/g)).toBeGreaterThan(2);
  });

  it("names or hides each of its drawings", () => {
    const drawings = html.match(/<svg[^>]*>/g) ?? [];
    expect(drawings.length).toBeGreaterThan(0);
    expect(drawings.filter((tag) => !/aria-hidden="true"|role="img" aria-label="[^"]{10,}"/.test(tag))).toEqual([]);
  });

  it("has no place that is no number, and no mark of a size below nothing", () => {
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    expect(html).not.toMatch(/(width|height)="-/);
  });
});

describe("the year of a unit", () => {
  const chart = (months: ReturnType<typeof yearOf>, locale: "fr" | "en" = "fr") =>
    renderPage(
      <BurnUpChart
        {...words}
        resource="CP"
        months={months}
        chances={[50, 80, 95]}
        exhaustion={{ likely: "2026-11-14", from: "2026-10-28", to: "2026-12-06" }}
        stated={{ amount: 100_000_000n, reason: "Le marché glisse." }}
      />,
      { locale },
    );

  it("draws facts solid, the plan as a frame, what is to come hatched, and nothing twice", () => {
    const html = chart(yearOf(112_000_000n, 8));
    expect(count(html, /data-part="fact"/g)).toBe(8);
    expect(count(html, /data-part="plan"/g)).toBe(12);
    expect(count(html, /data-part="secured"/g)).toBe(4);
    expect(count(html, /data-part="cone"/g)).toBe(3);
    expect(count(html, /data-part="exhaustion"/g)).toBe(1);
  });

  it("has a row for each month, what is to come and what is over set apart", () => {
    const html = chart(yearOf(112_000_000n, 8));
    expect(count(html, /<tr/g)).toBe(13);
    expect(html).toContain("19 chances sur 20");
  });

  it("says in words where one lands, when all is used and what the unit says", () => {
    const html = chart(yearOf(112_000_000n, 8));
    expect(html).toContain(
      "Atterrissage probable\u00a0: 1\u202f120,0\u00a0k€\u202f; 8 chances sur 10 d’être entre 1\u202f045,3\u00a0k€ et 1\u202f194,7\u00a0k€.",
    );
    expect(html).toContain("Épuisement estimé\u00a0: 14/11/2026 (entre le 28/10/2026 et le 06/12/2026).");
    expect(html).toContain("Atterrissage dit par l’unité\u00a0: 1\u202f000,0\u00a0k€ — Le marché glisse.");
  });

  it("speaks English, with its numbers", () => {
    const html = chart(yearOf(112_000_000n, 8), "en");
    expect(html).toContain("Likely landing: 1,120.0\u00a0k€; 8 chances in 10 to be between 1,045.3\u00a0k€ and 1,194.7\u00a0k€.");
  });

  it("stands a year of nothing, a year that has not begun and one that is over", () => {
    const nothing = yearOf(0n, 8);
    for (const months of [nothing, yearOf(112_000_000n, 0), yearOf(112_000_000n, 12)])
      expect(chart(months)).not.toMatch(/NaN|undefined|Infinity/);
    expect(count(chart(yearOf(112_000_000n, 12)), /data-part="(secured|to-come)"/g)).toBe(0);
  });
});

describe("forty-five small drawings", () => {
  const multiples = (scale: "share" | "amount" | "own") =>
    renderPage(<SmallMultiples {...words} resource="CP" months={months} panels={panels} scale={scale} />);

  it("are each a link that says its verdict, and hidden drawings of a few paths", () => {
    const html = multiples("share");
    expect(count(html, /<a [^>]*href="\/2026\/execution\/U\d\d"/g)).toBe(45);
    const drawings = html.match(/<svg viewBox="0 0 160 80".*?<\/svg>/g) ?? [];
    expect(drawings).toHaveLength(45);
    expect(Math.max(...drawings.map((drawing) => count(drawing, /<(path|rect)/g)))).toBeLessThanOrEqual(6);
  });

  it("say how they are scaled", () => {
    expect(multiples("share")).toContain("100\u00a0% à la même place pour tous");
    expect(multiples("amount")).toContain("même échelle pour tous");
    expect(multiples("own")).toContain("échelle propre à chacun");
  });

  it("stand their ceilings at one height as shares only", () => {
    const ceilings = (html: string) => new Set([...html.matchAll(/<path d="M2 ([\d.]+)H158" class="[^"]*line/g)].map(([, y]) => y));
    expect(ceilings(multiples("share")).size).toBeLessThanOrEqual(2);
    expect(ceilings(multiples("amount")).size).toBeGreaterThan(20);
  });

  it("have one table, a row for each unit", () => {
    const html = multiples("share");
    expect(count(html, /<table/g)).toBe(1);
    expect(count(html, /<tbody>.*?<\/tbody>/gs)).toBe(1);
    expect(count(html.slice(html.indexOf("<tbody>"), html.indexOf("</tbody>")), /<tr/g)).toBe(45);
  });

  it("add up in the totals of the table, months to come left out", () => {
    const html = multiples("share");
    const totals = [...html.slice(html.indexOf("<tfoot>"), html.indexOf("</tfoot>")).matchAll(/<data[^>]*value="([\d.-]+)"/g)].map(
      ([, value]) => value,
    );
    const sumOf = (of: (panel: (typeof panels)[number]) => bigint) =>
      formatDecimal(
        panels.reduce((sum, panel) => sum + of(panel), 0n),
        2,
      );
    expect(totals).toHaveLength(8 + 3);
    expect(totals[7]).toBe(sumOf(({ months }) => months[7]?.actual ?? 0n));
    expect(totals[8]).toBe(sumOf(({ months }) => months[11]?.landing ?? 0n));
    expect(totals[9]).toBe(sumOf(({ ceiling }) => ceiling));
  });
});

describe("the heat map", () => {
  const html = renderPage(<HeatMap {...words} months={months} rows={heatRows} wholeHead="Atterrissage" />);

  it("says in each cell the gap with its sign, and its bin", () => {
    expect(html).toMatch(/data-bin="under-3"[^>]*>−22,0<\/a>/);
    expect(html).toMatch(/data-bin="over-1"[^>]*>\+4,0<\/a>/);
    expect(html).toMatch(/data-bin="level"[^>]*>0,0<\/a>/);
  });

  it("keeps what is to come and what cannot be apart", () => {
    expect(count(html, />à venir</g)).toBe(45 * 4);
    expect(count(html, />\/\/\/</g)).toBe(1);
  });

  it("has one stop for Tab a row: its cells are reached by the arrows", () => {
    expect(count(html.slice(html.indexOf("<tbody>")), /<a (?![^>]*tabindex="-1")/g)).toBe(45);
  });
});

describe("bullets of landings", () => {
  it("say the share and the range beside the bar, and stand without a landing", () => {
    const html = renderPage(<LandingBullets {...words} resource="CP" rows={landings} scale="share" />);
    expect(html).toContain("124,0\u00a0% — ");
    const { landing: _landing, ...plain } = landings[0]!;
    expect(renderPage(<LandingBullets {...words} resource="CP" rows={[plain]} scale="own" />)).toContain("42,9\u00a0% — ");
  });

  it("stand a unit that may use nothing", () => {
    const html = renderPage(
      <LandingBullets {...words} resource="CP" rows={[{ key: "x", label: "X", value: 5n, limit: 0n }]} scale="share" />,
    );
    expect(html).toContain("///");
    expect(html).not.toContain("NaN");
  });
});

describe("the bridge", () => {
  it("names what nothing explains, and its parts of the gap add up to the whole", () => {
    const html = pages.bridge();
    expect(html).toContain("Reste à expliquer\u00a0: 245\u202f000,00\u00a0€.");
    const shares = [...html.matchAll(/>(−?)(\d+),(\d)\u00a0%</g)].map(([, sign, whole, tenth]) =>
      Number(`${sign === "−" ? "-" : ""}${whole}${tenth}`),
    );
    // Demandé → arbitré, arbitré → notifié, notifié → payé: each closes to 100,0 %.
    expect(shares).toEqual([1000, 1000, 848, -145, 297]);
  });

  it("says that its steps explain the whole when they do", () => {
    const html = renderPage(
      <BridgeFigure
        {...words}
        resource="AE"
        parts={[
          { kind: "total", key: "a", label: "Demandé", amount: 1_000n, stage: "requested" },
          { kind: "step", key: "s", label: "Coupe", amount: -100n },
          { kind: "total", key: "b", label: "Arbitré", amount: 900n, stage: "arbitrated" },
        ]}
      />,
    );
    expect(html).toContain("Les étapes expliquent tout l’écart, au centime.");
  });
});

describe("forty-five small bridges", () => {
  const html = pages.bridges();
  const body = html.slice(html.indexOf("<tbody>"));

  it("have a column for each part that any of them has, and one for what nothing explains", () => {
    const heads = [...html.matchAll(/<th scope="col"[^>]*>([^<]+)/g)].map(([, head]) => head);
    expect(heads).toEqual(["Unité", "Demandé", "Arbitrage", "Arbitré", "Calendrier", "Prix", "Payé", "Non expliqué"]);
  });

  it("say what a unit has not, and what it does not explain", () => {
    expect(count(body, /\/\/\//g)).toBe(12);
    expect(count(html, /class="[^"]*residual/g)).toBe(12 + 1);
  });
});

describe("the patterns", () => {
  it("are drawn once for the page, one for each hue and one for facts in the reader's colours", () => {
    const html = renderPage(<MarkDefinitions />);
    expect([...html.matchAll(/<pattern id="([\w-]+)"/g)].map(([, id]) => id)).toEqual([
      "hatch-ae",
      "hatch-cp",
      "hatch-etpt",
      "hatch-day",
      "dense",
    ]);
  });
});
