import { expect } from "vitest";
import { demoPassword } from "#seeds/demo/people.ts";
import { settled, test } from "#tests/support/browser.ts";

/** Each takes half a minute. */
const loads = process.env.TEST_LONG ? 5 : 1;

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

test("a form filled while its page is being joined breaks nothing either: what was typed is sent", { timeout: 180_000 }, async ({
  open,
}) => {
  const page = await open();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  for (let load = 0; load < loads; load += 1) {
    await page.goto("/sign-in", { waitUntil: "commit" });
    const login = page.getByLabel("Identifiant");
    for (let typed = 0; typed < 40; typed += 1) await login.fill("nobody".slice(0, 1 + (typed % 6)));
    await login.fill("chef");
    await settled(page);
    expect(await login.inputValue()).toBe("chef");
  }
  await page.getByLabel("Mot de passe").fill(demoPassword);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
});
