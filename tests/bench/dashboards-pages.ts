import { sampleAddresses } from "#tests/e2e/addresses.ts";
import { sessionsOn } from "#tests/support/sessions.ts";
import { multiplyJournal } from "./large-demo.ts";
import { percentile } from "./percentile.ts";
import { atMost, type BenchOptions, type BenchResult } from "./report.ts";
import { servedDemo } from "./served-demo.ts";

const linesOfGoal = 5_000_000;
/** The first turn warms; the others are measured. */
const turns = 6;
const firstByteMs = 400;
const readerMs = 300;
const readers = 50;
/** One reads a page for so long before opening the next. */
const readingMs = 10_000;
const watchedMs = 40_000;
/** How many of the slowest pages are named. */
const named = 8;

/** What readers of dashboards open, over and over. */
const dashboards = [
  "/2026/home",
  "/2026/execution?m=cp",
  "/2026/execution/DR44?m=cp",
  "/2026/units/DR44",
  "/2026/allotment",
  "/2025/review",
];

/**
 * How long the first byte of each page of the demo takes, one after the other, then that of dashboards while fifty people read them; the demo's
 * journal is brought to five million lines, unless it ran already.
 */
export async function* pagesServed({ lines: asked }: BenchOptions): AsyncGenerator<BenchResult, void> {
  const demo = await servedDemo();
  try {
    const wanted = asked === 1_000_000 ? linesOfGoal : asked;
    const lines = demo.dataDir === undefined ? "as it stands" : `${await multiplyJournal(demo.dataDir, wanted, tell)} lines`;
    process.stderr.write("\n");
    const sessionOf = sessionsOn(demo.origin);
    const firstByte = async (address: string, as: Parameters<typeof sessionOf>[0]) => {
      const headers = { cookie: await sessionOf(as) };
      const start = performance.now();
      const response = await fetch(demo.origin + address, { headers });
      const taken = performance.now() - start;
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      await response.arrayBuffer();
      return taken;
    };

    const pages: { address: string; middle: number; taken: number[] }[] = [];
    for (const { address, as } of await sampleAddresses(demo.origin, sessionOf)) {
      const taken: number[] = [];
      for (let turn = 0; turn < turns; turn += 1) taken.push(await firstByte(address, as));
      pages.push({ address, taken: taken.slice(1), middle: percentile(taken.slice(1), 0.5) });
    }
    const all = pages.flatMap(({ taken }) => taken);
    yield atMost(1, {
      work: `first byte of ${pages.length} pages, p95, ${lines}`,
      value: percentile(all, 0.95),
      unit: "ms",
      limit: firstByteMs,
    });
    for (const { address, middle } of pages.sort((left, right) => right.middle - left.middle).slice(0, named))
      yield atMost(1, { work: `first byte of ${address}, middle`, value: middle, unit: "ms", limit: firstByteMs });

    const read: number[] = [];
    const end = performance.now() + watchedMs;
    await Promise.all(
      Array.from({ length: readers }, async (_, reader) => {
        await pause((readingMs * reader) / readers);
        for (let page = reader; performance.now() < end; page += 1) {
          read.push(await firstByte(dashboards[page % dashboards.length] ?? "", "programme"));
          await pause(readingMs);
        }
      }),
    );
    yield atMost(1, {
      ...{ work: `dashboards read by ${readers} people, a page every ${readingMs / 1000} s each, p95, ${lines}`, unit: "ms" },
      ...{ value: percentile(read, 0.95), limit: readerMs },
    });
  } finally {
    await demo.stop();
  }
}

function tell(words: string): void {
  process.stderr.write(`\rfilling: ${words} `);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
