import { describe } from "vitest";
import { settled, test } from "#tests/support/browser.ts";

describe("a drawing", () => {
  test("is read by its keys, place by place, with the exact figures; Esc closes what is read", async ({ open, expect }) => {
    const page = await open({ as: "chef-comptable" });
    await page.goto("/2024/ledger/bridge");
    await settled(page);
    const figure = page.locator("figure").first();
    const status = figure.getByRole("status");
    await figure.locator("section").first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await status.textContent()).toMatch(/^Factures non parvenuesMontant[+−][\d\u202f]+,\d\d\u00a0€$/);
    await page.keyboard.press("End");
    expect(await status.textContent()).toContain("Charges moins CP");
    await page.keyboard.press("ArrowRight");
    expect(await status.textContent()).toContain("Charges moins CP");
    await page.keyboard.press("Escape");
    expect(await status.textContent()).toBe("");
  });

  test("is read under the pointer, and left with it", async ({ open, expect }) => {
    const page = await open({ as: "chef-comptable" });
    await page.goto("/2024/ledger/bridge");
    await settled(page);
    const figure = page.locator("figure").first();
    const place = await figure.locator("svg[role=img]").boundingBox();
    if (!place) throw new Error("nothing is drawn");
    await page.mouse.move(place.x + place.width * 0.97, place.y + place.height / 2);
    expect(await figure.getByRole("status").textContent()).toContain("Charges moins CP");
    await page.mouse.move(place.x, place.y - 80);
    expect(await figure.getByRole("status").textContent()).toBe("");
  });
});
