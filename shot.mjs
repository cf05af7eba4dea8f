// node shot.mjs PORT LOGIN PREFIX PATH... : screenshots light and dark at 1366x768
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const [port, login, prefix, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--disable-background-networking","--disable-component-update","--disable-sync"] });
for (const scheme of (process.env.SCHEMES ?? "light,dark").split(",")) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "fr-FR", timezoneId: "Europe/Paris", colorScheme: scheme });
  const page = await context.newPage();
  page.on("console", m => { if (m.type() === "error") console.log("console", m.text().slice(0, 300)); });
  page.on("pageerror", e => console.log("pageerror", e.message.slice(0, 300)));
  await page.goto(`http://127.0.0.1:${port}/sign-in`);
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[type="password"]').fill("enveloppe-demo");
  await page.locator('button[type="submit"]').first().click();
  await page.waitForURL((u) => !u.pathname.includes("sign-in"), { timeout: 30000 });
  for (const [i, p] of paths.entries()) {
    await page.goto(`http://127.0.0.1:${port}${p}`); await page.waitForTimeout(900);
    const file = `${prefix}-${i}-${scheme}.png`;
    await page.screenshot({ path: file, fullPage: !!process.env.FULL });
    console.log(file, await page.title());
  }
  await context.close();
}
await browser.close();
