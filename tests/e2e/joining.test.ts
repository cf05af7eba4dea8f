import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";

const loads = 3;

test("keys pressed while a page is being joined break nothing: it answers once it is joined (decision 0114)", { timeout: 180_000 }, async ({
  open,
}) => {
  const page = await open({ as: "chef" });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  for (let load = 0; load < loads; load += 1) {
    await page.goto("/2027/forecast/DR44?m=cp", { waitUntil: "commit" });
    for (let pressed = 0; pressed < 40; pressed += 1) await page.keyboard.press(pressed % 3 === 0 ? "ArrowDown" : "Tab");
    await settled(page);
    await page.getByRole("button", { name: "Contrôles" }).click();
    await page.getByRole("complementary", { name: "Contrôles" }).waitFor();
    expect(page.url()).toContain("/2027/forecast/DR44");
  }
});
