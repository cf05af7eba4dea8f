import { expect } from "vitest";
import { settled, signIn, test } from "#tests/support/browser.ts";

test("a wrong password is said, and the login is kept", async ({ open, tolerate }) => {
  tolerate(/status of 401|status of 422/);
  const page = await open();
  await page.goto("/sign-in?next=/2026/home");
  await settled(page);
  await signIn(page, "agent", "not the password");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toMatch(/mot de passe/i);
  expect(await page.getByLabel("Identifiant").inputValue()).toBe("agent");
});

test("a stranger signs in, and comes to the page that was asked for", async ({ open }) => {
  const page = await open();
  await page.goto("/2026/ledger");
  await settled(page);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await signIn(page, "comptable");
  await page.waitForURL((url) => url.pathname === "/2026/ledger");
});

test("who may not sees a refusal, and of another unit nothing at all", async ({ open, tolerate }) => {
  tolerate(/status of 40[34]/);
  const page = await open({ as: "chef" });
  const statuses: number[] = [];
  for (const address of ["/2026/ledger", "/2026/execution/DR11", "/2026/execution/NOWHERE", "/2026/execution/DR44"]) {
    statuses.push((await page.goto(address))?.status() ?? 0);
  }
  expect(statuses).toEqual([403, 404, 404, 200]);
});

test("the language changes the words, and neither the address nor the figures", async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/allotment?m=ae");
  await settled(page);
  const figures = () => page.locator("main data").evaluateAll((all) => all.map((one) => one.getAttribute("value")));
  const before = await figures();
  await page.getByText("Claude Durand (fictif)").first().click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: /Allot/ }).waitFor();
  await settled(page);
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/2026/allotment?m=ae");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await figures()).toEqual(before);
  expect(before.length).toBeGreaterThan(20);
});

test("a form sent twice has one effect", async ({ open }) => {
  const page = await open({ as: "comptable" });
  await page.goto("/2026/ledger/entries/new");
  const fields = await page
    .locator("main form[action='/2026/ledger/entries/new']")
    .evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]));
  const sent = new Map(fields.map(([name, value]) => [name ?? "", value ?? ""]));
  sent.set("journal", "OD").set("date", "2026-06-15").set("label", "Deux fois");
  for (const [name, value] of [
    ["account", "6064"],
    ["debit", "12,34"],
  ] as const)
    sent.set(`lines[0].${name}`, value);
  for (const [name, value] of [
    ["account", "401"],
    ["credit", "12,34"],
  ] as const)
    sent.set(`lines[1].${name}`, value);
  const origin = new URL(page.url()).origin;
  const send = () =>
    page.request.post("/2026/ledger/entries/new", { form: Object.fromEntries(sent), headers: { origin }, maxRedirects: 0 });
  const [first, second] = [await send(), await send()];
  expect([first.status(), second.status()]).toEqual([302, 302]);
  expect(second.headers().location).toBe(first.headers().location);
});

test("the keyboard reaches the content first", async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/home");
  await settled(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("a session that has ended is said, and what was typed is kept", async ({ open, tolerate }) => {
  tolerate(/status of 401/);
  const page = await open();
  await page.goto("/sign-in?next=/2027/forecast/DR44/requests/new");
  await settled(page);
  await signIn(page, "agent");
  await page.getByLabel("Objet").fill("Ce qui ne doit pas se perdre");
  const { origin } = new URL(page.url());
  const left = await page.request.post("/sign-out", { form: { key: "" }, headers: { origin }, maxRedirects: 0 });
  expect(left.status()).toBe(302);
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page
    .getByText(/session|connectez-vous/i)
    .first()
    .waitFor();
  expect(await page.getByLabel("Objet").inputValue()).toBe("Ce qui ne doit pas se perdre");
});

test("a commitment beyond the credits is refused in words, and the form keeps what was typed", async ({ open, tolerate }) => {
  tolerate(/status of 4(09|22)/);
  const page = await open({ as: "chef" });
  await page.goto("/2026/execution/commitments/new?for=DR44");
  await settled(page);
  await page.getByLabel("Tiers").fill("F013");
  await page.getByLabel("Objet").fill("Bien au-delà");
  await page.getByLabel("Nature").selectOption("31-COL");
  await page.getByLabel("Activité").selectOption("01-ENQ");
  await page.getByLabel("Montant (AE").fill("999 999 999,99");
  await page.getByRole("button", { name: "Engager" }).click();
  const refusal = page.getByRole("alert");
  await refusal.waitFor();
  expect(await refusal.innerText()).toMatch(/disponible/i);
  expect(await page.getByLabel("Objet").inputValue()).toBe("Bien au-delà");
  expect((await page.getByLabel("Montant (AE").inputValue()).replaceAll(/\s/g, "")).toBe("999999999,99");
});
