import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const tokens = new Map(
  [...readFileSync("app/ui/tokens.css", "utf8").matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

type Scheme = "light" | "dark";
type Rgb = readonly [number, number, number];

function colour(name: string, scheme: Scheme): Rgb {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token ${name}`);
  const hex = token[scheme];
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** WCAG 2.1 contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** CIE lightness: what is left of a colour in grey, 0 black to 100 white. */
function lightness([red, green, blue]: Rgb): number {
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 216 / 24_389 ? 116 * Math.cbrt(luminance) - 16 : (24_389 / 27) * luminance;
}

const markStages = ["requested", "arbitrated", "notified", "committed", "paid", "landing", "previous-year"] as const;
const [marks = ""] = readFileSync("app/ui/figure/marks.module.css", "utf8")
  .replaceAll(/\/\*.*?\*\//gs, "")
  .split("@media");

/** What the style sheet fills and draws a mark with; null for nothing. The hatch of a landing is drawn with its ink. */
function inksOf(stage: (typeof markStages)[number], hue: string, scheme: Scheme): { fill: Rgb | null; stroke: Rgb | null } {
  const own = new Map<string, string>();
  for (const [, selectors = "", body = ""] of marks.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const names = selectors.split(",").map((one) => one.trim());
    if (!names.some((name) => name === ".mark" || name === `.${stage}` || name === `.mark.${stage}`)) continue;
    for (const [, property = "", value = ""] of body.matchAll(/([\w-]+):\s*([^;]+);/g)) own.set(property, value);
  }
  const paint = (value = "none"): Rgb | null => {
    if (value === "none") return null;
    if (value === "var(--hatch)" || value === "var(--hue)") return colour(hue, scheme);
    if (value === "var(--previous-year)") return colour("previous-year", scheme);
    const [, ink = "", percent = ""] = /^color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--page\)\)$/.exec(value) ?? [];
    if (percent === "") throw new Error(`no colour is known for ${value}`);
    const [over, page] = [colour(ink === "hue" ? hue : ink, scheme), colour("page", scheme)];
    const mixed = (at: 0 | 1 | 2) => (Number(percent) * over[at] + (100 - Number(percent)) * page[at]) / 100;
    return [mixed(0), mixed(1), mixed(2)];
  };
  return { fill: paint(own.get("fill")), stroke: paint(own.get("stroke")) };
}

const text = 4.5;
const mark = 3;
const schemes: Scheme[] = ["light", "dark"];

describe.each(schemes)("the palette, %s", (scheme) => {
  const ratio = (ink: string, ground: string) => contrast(colour(ink, scheme), colour(ground, scheme));

  it.each([
    ...["text", "text-muted", "action", "ae", "cp", "etpt", "day", "over", "under", "in-corridor", "error", "warning", "success"].map(
      (ink) => [ink, text] as const,
    ),
    ...["guest-1", "guest-2", "guest-3", "guest-4"].map((ink) => [ink, text] as const),
    ...["border-control", "focus", "previous-year"].map((ink) => [ink, mark] as const),
  ])("%s is legible on the page and on surfaces (≥ %s)", (ink, least) => {
    expect(Math.min(ratio(ink, "page"), ratio(ink, "surface"))).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ["text", "hover"],
    ["text", "action-tint"],
    ["text", "error-tint"],
    ["text", "warning-tint"],
    ["text", "success-tint"],
    ["text-muted", "hover"],
    ["action", "action-tint"],
    ["action-hover", "page"],
    ["action-hover", "surface"],
    ["on-action", "action"],
    ["on-action", "action-hover"],
    ["error", "error-tint"],
    ["warning", "warning-tint"],
    ["success", "success-tint"],
    ["over", "hover"],
    ["under", "hover"],
    ...["under-3", "under-2", "under-1", "level", "over-1", "over-2", "over-3"].map((bin) => [`heat-${bin}-ink`, `heat-${bin}`]),
  ] as [string, string][])("%s is legible on %s", (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(text);
  });

  const hues = ["ae", "cp", "etpt", "day"];

  it.each(hues)("draws each stage of %s with an ink that is seen on its ground (≥ 3)", (hue) => {
    for (const stage of markStages) {
      const { fill, stroke } = inksOf(stage, hue, scheme);
      for (const ground of ["page", "surface"]) {
        const seen = [fill, stroke].flatMap((ink) => (ink === null ? [] : [contrast(ink, colour(ground, scheme))]));
        expect(Math.max(...seen), `${stage} on the ${ground}`).toBeGreaterThanOrEqual(mark);
      }
    }
  });

  it.each(hues)("keeps committed marks of %s (a tint) distinct from the page by their fill alone", (hue) => {
    const { fill } = inksOf("committed", hue, scheme);
    expect(contrast(fill ?? colour("page", scheme), colour("page", scheme))).toBeGreaterThanOrEqual(mark);
  });

  it.each(hues)("keeps the fills of %s apart in grey: nothing, notified, last year, committed, paid go from the page to the ink", (hue) => {
    const fills = (["arbitrated", "notified", "previous-year", "committed", "paid"] as const).map((stage) =>
      lightness(inksOf(stage, hue, scheme).fill ?? colour("page", scheme)),
    );
    const steps = fills.slice(1).map((own, at) => (scheme === "light" ? (fills[at] ?? 0) - own : own - (fills[at] ?? 0)));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(5);
    // Those whose outline does not tell them apart from one another are further from each other.
    expect(Math.min(...steps.slice(1))).toBeGreaterThanOrEqual(8);
  });

  it("keeps last year's edge distinct from the page", () => {
    const last = inksOf("previous-year", "ae", scheme);
    expect(contrast(last.stroke ?? colour("page", scheme), colour("page", scheme))).toBeGreaterThanOrEqual(mark);
  });

  it.each(visions())("keeps resources, gaps and heat bins apart for %s", (_vision, see) => {
    const seen = (name: string) => lab(see(colour(name, scheme)));
    const apart = (names: string[]) => names.flatMap((name, at) => names.slice(at + 1).map((other) => difference(seen(name), seen(other))));
    expect(Math.min(...apart(["ae", "cp"]))).toBeGreaterThanOrEqual(17);
    expect(Math.min(...apart(["ae", "cp", "etpt", "day"]))).toBeGreaterThanOrEqual(15);
    expect(Math.min(...apart(["over", "under", "in-corridor"]))).toBeGreaterThanOrEqual(16);
    const bins = ["under-3", "under-2", "under-1", "level", "over-1", "over-2", "over-3"].map((bin) => `heat-${bin}`);
    for (const [at, bin] of bins.slice(1).entries()) expect(difference(seen(bin), seen(bins[at] ?? ""))).toBeGreaterThanOrEqual(13);
  });
});

/** Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB. */
function visions(): [string, (rgb: Rgb) => Rgb][] {
  const matrices: [string, number[][]][] = [
    [
      "normal sight",
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      "protanopes",
      [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ],
    ],
    [
      "deuteranopes",
      [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
      ],
    ],
    [
      "tritanopes",
      [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
      ],
    ],
  ];
  const companded = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  return matrices.map(([name, rows]) => [
    name,
    (rgb) => {
      const seen = (at: number) => {
        const value = rgb.reduce((total, channel, index) => total + (rows[at]?.[index] ?? 0) * linear(channel), 0);
        return companded(Math.min(1, Math.max(0, value)));
      };
      return [seen(0), seen(1), seen(2)];
    },
  ]);
}

function lab(rgb: Rgb): Rgb {
  const [red, green, blue] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const f = (value: number) => (value > 216 / 24_389 ? Math.cbrt(value) : ((24_389 / 27) * value + 16) / 116);
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000 (Sharma, Wu, Dalal 2005). */
function difference([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const rad = Math.PI / 180;
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (b: number, a: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360);
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)];
  const grey = c1 * c2 === 0;
  const turn = grey ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const dL = l2 - l1;
  const dC = c2 - c1;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * rad);
  const [lm, cm] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const hm = grey ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
  const cos = (degrees: number) => Math.cos(degrees * rad);
  const t = 1 - 0.17 * cos(hm - 30) + 0.24 * cos(2 * hm) + 0.32 * cos(3 * hm + 6) - 0.2 * cos(4 * hm - 63);
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * cm, 1 + 0.015 * cm * t];
  const rotation = -2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((hm - 275) / 25) ** 2)) * rad);
  return Math.sqrt((dL / sl) ** 2 + (dC / sc) ** 2 + (dH / sh) ** 2 + rotation * (dC / sc) * (dH / sh));
}
