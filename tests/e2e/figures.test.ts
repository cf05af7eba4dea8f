import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/support/chromium.ts";
import { drawn } from "#tests/support/figures/drawn.ts";
import { contrastFaultsOf, faultsOf, overflowOf } from "./accessible.ts";

/** The figures as the server sends them, without a script: what is seen, printed and read must be there already. */
let browser: Browser;
let documents: Readonly<Record<string, string>>;

beforeAll(async () => {
  [browser, { documents }] = await Promise.all([launchChromium(), drawn("/tests/support/figures/samples.tsx")]);
}, 180_000);
afterAll(() => browser?.close());

const names = [
  "bridge",
  "bridgeBelow",
  "bridges",
  "burnUp",
  "burnUpEtpt",
  "multiples",
  "heat",
  "landings",
  "flows",
  "flowsFocused",
  "accuracy",
  "slopes",
  "scatter",
  "ladder",
] as const;

async function shown(name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  await page.setContent(documents[name] ?? "");
  await page.evaluate(() => document.fonts.ready);
  return page;
}

describe("the seven marks of each hue", () => {
  test.each([
    ["printed in grey", { media: "print" as const }, {}],
    ["on a dark screen, in grey", { colorScheme: "dark" as const }, {}],
    ["in the reader's own colours", {}, { forcedColors: "active" as const }],
  ])("are distinct two by two %s", async (_name, media, options) => {
    const page = await shown("marks", options);
    await page.emulateMedia(media);
    await page.addStyleTag({ content: "html { filter: grayscale(1) }" });
    const signs = await signsOf(page);
    expect(signs).toHaveLength(28);
    const alike = signs.flatMap((one, index) =>
      signs
        .slice(index + 1)
        .flatMap((other) => (one.hue === other.hue && areAlike(one, other) ? [`${one.hue}: ${one.stage} = ${other.stage}`] : [])),
    );
    expect(alike).toEqual([]);
    await page.context().close();
  });
});

describe.each(names)("the figure « %s »", (name) => {
  test("is accessible in both schemes, and reflows at 320 pixels", async () => {
    const page = await shown(name);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page), "pixels beyond the window").toBeLessThanOrEqual(0);
    // What the frame leaves of an office screen.
    await page.setViewportSize({ width: 1086, height: 768 });
    expect(await overflowOf(page), "pixels beyond the window of an office").toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await contrastFaultsOf(page)).toEqual([]);
    await page.context().close();
  });

  test("writes no word over another, nor beyond its drawing, on screen and on paper", async () => {
    const page = await shown(name);
    expect(await page.evaluate(crowdedWords)).toEqual([]);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 720, height: 1000 });
    expect(await page.evaluate(crowdedWords), "on paper").toEqual([]);
    await page.context().close();
  });
});

/** What an eye without colours has of a mark. */
interface Sign {
  readonly hue: string;
  readonly stage: string;
  /** Lightness within, 0 to 100. */
  readonly within: number;
  /** How much it varies within: a hatch. */
  readonly texture: number;
  /** How much of the edge is drawn: a dashed line has gaps. */
  readonly edge: number;
  /** How thick the edge is, in pixels of full ink. */
  readonly weight: number;
}

function areAlike(one: Sign, other: Sign): boolean {
  return (
    Math.abs(one.within - other.within) < 6 &&
    Math.abs(one.texture - other.texture) < 10 &&
    Math.abs(one.edge - other.edge) < 0.2 &&
    Math.abs(one.weight - other.weight) < 0.8
  );
}

async function signsOf(page: Page): Promise<Sign[]> {
  const signs: Sign[] = [];
  for (const mark of await page.locator("[data-mark]").all()) {
    const [hue = "", stage = ""] = ((await mark.getAttribute("data-mark")) ?? "").split(" ");
    const picture = (await mark.screenshot()).toString("base64");
    signs.push({ hue, stage, ...(await page.evaluate(signOf, picture)) });
  }
  return signs;
}

/** Runs in the page. The mark is 64 × 40 pixels, 4 from the edge of its picture. */
async function signOf(picture: string): Promise<Omit<Sign, "hue" | "stage">> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  const { data, width } = context.getImageData(0, 0, image.width, image.height);
  const lightness = (x: number, y: number) => {
    const channel = (offset: number) => {
      const value = (data[(y * width + x) * 4 + offset] ?? 0) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const luminance = 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
    return luminance > 216 / 24_389 ? 116 * Math.cbrt(luminance) - 16 : (24_389 / 27) * luminance;
  };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const columns = Array.from({ length: 48 }, (_, index) => 12 + index);
  const inside = columns.flatMap((x) => Array.from({ length: 24 }, (_, index) => lightness(x, 12 + index)));
  const within = mean(inside);
  const ground = lightness(1, 1);
  // The ink of the top edge, column by column: the part of the way from the ground to the furthest ink of the picture.
  const ink = columns.map((x) => [2, 3, 4, 5, 6].map((y) => Math.abs(lightness(x, y) - ground)));
  const furthest = Math.max(...ink.flat(), 1);
  return {
    within,
    texture: Math.sqrt(mean(inside.map((value) => (value - within) ** 2))),
    edge: ink.filter((column) => Math.max(...column) > furthest / 2).length / columns.length,
    weight: mean(ink.map((column) => column.reduce((sum, value) => sum + value, 0) / furthest)),
  };
}

/** Runs in the page: the words of drawings that touch others, or leave their drawing. */
function crowdedWords(): string[] {
  const faults: string[] = [];
  for (const drawing of document.querySelectorAll("svg")) {
    const frame = drawing.getBoundingClientRect();
    const words = [...drawing.querySelectorAll("text")].map((text) => ({
      said: text.textContent ?? "",
      box: text.getBoundingClientRect(),
    }));
    for (const [index, { said, box }] of words.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        faults.push(`« ${said} » leaves its drawing`);
      for (const other of words.slice(index + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 1 && high > 3) faults.push(`« ${said} » touches « ${other.said} »`);
      }
    }
  }
  return faults;
}
