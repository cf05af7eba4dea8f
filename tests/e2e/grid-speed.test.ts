import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { largeSheet, noteKeys, timeKeys, timePaste } from "#tests/support/large-sheet.ts";

/** Four times the limits of `ux.md` §6.4: a busy machine fails nothing, a grid that draws itself whole at each key does. */
const keyMs = 4 * 50;
const pasteMs = 4 * 300;

test.skipIf(process.env["TEST_LONG"] !== "1")(
  "on a sheet of 300 lines a key is painted at once, and a thousand cells are pasted as fast",
  { timeout: 240_000 },
  async ({ open }) => {
    const page = await open({ as: "programme" });
    await page.addInitScript(noteKeys);
    await largeSheet(page, { year: 2027, unit: "DR76", lines: 300 });
    const times = [...(await timePaste(page, 84)), ...(await timeKeys(page))];
    console.info(JSON.stringify(times));
    const [look, , typed, moved] = times;
    expect(look?.p75).toBeLessThan(pasteMs);
    for (const key of [typed, moved]) {
      expect(key?.count).toBeGreaterThan(50);
      expect(key?.p75).toBeLessThan(keyMs);
    }
    await page.reload();
    await settled(page);
  },
);
