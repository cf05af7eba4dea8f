import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { launchChromium, settled } from "#tests/support/chromium.ts";
import { type SessionOf, sessionsOn } from "#tests/support/sessions.ts";
import { percentile } from "./percentile.ts";
import { atMost, type BenchResult } from "./report.ts";
import { servedDemo } from "./served-demo.ts";

/** The laptop of an office (`ux.md` §6.4): a processor four times slower, 10 Mb/s, 40 ms away. */
const slowerBy = 4;
const network = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };
const loads = 5;

/** Of each page: its largest paint in milliseconds, its text compressed in kilobytes, how much it moves while it loads. */
const pages = [
  { name: "heat map and multiples", address: "/2026/execution?m=cp", paint: 1_500, text: 90 },
  { name: "home", address: "/2026/home", paint: 1_500, text: 60 },
  { name: "a unit's sheet", address: "/2026/units/DR44", paint: 1_500, text: 60 },
] as const;
const shiftLimit = 0.02;

/** What somebody sees of the dashboards who comes for the first time, with nothing kept by the browser; of the demo that is started, or of the one that TEST_ORIGIN names. */
export async function* pagesPainted(): AsyncGenerator<BenchResult, void> {
  const demo = await servedDemo();
  const browser = await launchChromium();
  try {
    const sessionOf = sessionsOn(demo.origin);
    for (const { name, address, paint, text } of pages) {
      const seen: Painted[] = [];
      for (let load = 0; load < loads; load += 1) seen.push(await painted(browser, demo.origin + address, sessionOf));
      const middle = (of: keyof Painted) =>
        percentile(
          seen.map((one) => one[of]),
          0.5,
        );
      yield atMost(1, { work: `largest paint of ${name}, middle of ${loads}`, value: middle("paint"), unit: "ms", limit: paint });
      yield atMost(1, { work: `shift of ${name}`, value: middle("shift"), unit: "", limit: shiftLimit });
      const page = await fetch(demo.origin + address, { headers: { cookie: await sessionOf("programme") } });
      const kilobytes = gzipSync(await page.text()).length / 1000;
      yield atMost(1, { work: `text of ${name}, compressed`, value: kilobytes, unit: "kB", limit: text });
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

interface Painted {
  readonly paint: number;
  readonly shift: number;
}

async function painted(browser: Browser, address: string, sessionOf: SessionOf): Promise<Painted> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris", viewport: { width: 1366, height: 768 } });
  try {
    const [name = "", value = ""] = (await sessionOf("programme")).split("=");
    await context.addCookies([{ name, value, url: new URL(address).origin }]);
    const page = await context.newPage();
    await page.addInitScript(notePaints);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowerBy });
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", network);
    await page.goto(address);
    await settled(page);
    return await page.evaluate(() => (window as unknown as { noted: { paint: number; shift: number } }).noted);
  } finally {
    await context.close();
  }
}

/** Runs in the page: keeps the latest of its largest paints, and the sum of its shifts. */
function notePaints(): void {
  const noted = { paint: 0, shift: 0 };
  Object.assign(window, { noted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}
