import { describe } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { contrastFaultsOf, faultsOf, overflowOf, tabStopsOf } from "./accessible.ts";
import { type SampleAddress, sampleAddresses } from "./addresses.ts";
import { origin, sessionOf } from "./session.ts";

const samples: readonly (SampleAddress | { address: string; as?: undefined })[] = [
  { address: "/sign-in" },
  { address: "/2026/nowhere" },
  ...(await sampleAddresses(origin, sessionOf)),
];
/** A table of many links is one stop; the frame has twenty more, a long form its fields. */
const mostTabStops = 80;
/** The story of a figure beside its page has links of its own. */
const mostInStory = 30;

/** The pages of the books are seen in dark with the long campaigns: they are made of the parts of the others. */
const inDark = (address: string) => process.env.TEST_LONG !== undefined || !address.includes("/ledger/");

// Two windows at a time: a page is judged by one processor.
describe.concurrent("each page", () => {
  test.for(samples)(
    "$address is accessible, in light and dark, and on a narrow window",
    async ({ address, as }, { reopen, tolerate, expect }) => {
      if (address === "/2026/nowhere") tolerate(/status of 404/);
      const page = await reopen(as);
      await page.goto(address);
      await settled(page);
      expect.soft(await faultsOf(page), "in light").toEqual([]);
      expect.soft(await tabStopsOf(page), "tab stops").toBeLessThanOrEqual(mostTabStops + (address.includes("?trace=") ? mostInStory : 0));
      await page.setViewportSize({ width: 320, height: 640 });
      expect.soft(await overflowOf(page), "pixels beyond a window of 320").toBeLessThanOrEqual(0);
      if (!inDark(address)) return;
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await page.locator("[data-mantine-color-scheme=dark]").waitFor();
      expect.soft(await contrastFaultsOf(page), "in dark").toEqual([]);
    },
  );
});
