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
  expect(await page.getByLabel("Mot de passe").inputValue()).toBe("");
});
