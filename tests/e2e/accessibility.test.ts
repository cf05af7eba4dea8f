import { describe, expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf, overflowOf } from "./accessible.ts";
import { type SampleAddress, sampleAddresses } from "./addresses.ts";

const samples: readonly (SampleAddress | { address: string; as?: undefined })[] = [
  { address: "/sign-in" },
  { address: "/2026/nowhere" },
  ...(await sampleAddresses()),
];

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.for(samples)("$address is accessible", async ({ address, as }, { open, tolerate }) => {
    if (address === "/2026/nowhere") tolerate(/status of 404/);
    const page = await open({ ...(as === undefined ? {} : { as }), colorScheme, reducedMotion: "reduce" });
    await page.goto(address);
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
  });
});

test.for(samples)("$address fits a window of 320 pixels", async ({ address, as }, { open, tolerate }) => {
  if (address === "/2026/nowhere") tolerate(/status of 404/);
  const page = await open({ ...(as === undefined ? {} : { as }), viewport: { width: 320, height: 640 } });
  await page.goto(address);
  await settled(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});
