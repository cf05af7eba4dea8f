import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { cellOf, newRequest, saved, sheetYear, textOf, toTheEnd, visit } from "../sheet-page.ts";

const unit = "SG-DI";
const sheet = `/${sheetYear}/forecast/${unit}`;

/** The checks are settled for the whole organisation: what this journey changes, it puts back. */
async function settleSchedules(staff: Page, level: "blocking" | "warning"): Promise<void> {
  await staff.goto(`/${sheetYear}/campaigns/checks`);
  await settled(staff);
  await staff.getByLabel("CP différents des AE sur un engagement nouveau").selectOption(level);
  await staff.getByRole("button", { name: "Enregistrer" }).click();
  await staff.getByText("Les contrôles sont enregistrés").or(staff.getByText("Les contrôles n’ont pas changé")).first().waitFor();
}

test("what blocks is listed and linked, F8 leads there, the sheet is handed in and locked, returned with a reason, and the reason stands on its cell", {
  timeout: 240_000,
}, async ({ open, tolerate }) => {
  tolerate(/status of 40[39]/);
  const [head, staff] = [await open({ as: "chef-info" }), await open({ as: "programme" })];
  await settleSchedules(staff, "blocking");
  try {
    const line = `Serveurs ${Date.now().toString(36)}`;
    const title = "Renouvellement du parc";
    const request = await newRequest(head, { kind: "newMeasure", unit, title, justification: "Matériel en fin de vie.", lines: [line] });

    // Listed, and linked to its cell.
    await head.goto(sheet);
    await settled(head);
    await head.getByRole("link", { name: "Transmettre", exact: true }).click();
    await head.getByRole("heading", { level: 1, name: "Transmettre les demandes" }).waitFor();
    await head
      .getByText(/contrôles? bloque/)
      .first()
      .waitFor();
    expect(await head.getByRole("button", { name: /^Transmettre/ }).count()).toBe(0);
    expect.soft(await faultsOf(head)).toEqual([]);
    await head.getByRole("listitem").filter({ hasText: line }).getByRole("link", { name: "Voir la cellule" }).click();
    await head.getByRole("complementary", { name: "Contrôles" }).waitFor();
    await settled(head);
    expect.soft(await faultsOf(head)).toEqual([]);

    // F8 finds it from anywhere: what an earlier run may have left is put right on the way.
    const total = cellOf(head, line, 12);
    await total.waitFor();
    expect(await total.textContent()).toContain("de CP sur toutes les années pour 5");
    await head.locator('[role="gridcell"][tabindex="0"]').focus();
    const flagged = head.locator('[role="gridcell"][data-flagged]');
    for (let left = await flagged.count(); left > 0; left -= 1) {
      await head.keyboard.press("Control+Home");
      await head.keyboard.press("F8");
      await head.waitForFunction(() => document.activeElement?.hasAttribute("data-flagged"));
      await head.keyboard.type("5000");
      await head.keyboard.press("Enter");
      await saved(head);
      await expect.poll(() => flagged.count(), { timeout: 15_000 }).toBe(left - 1);
    }
    expect(await textOf(total)).toBe("5 000");

    // Handed in: locked, with the reason in each cell.
    await head.getByRole("link", { name: "Transmettre", exact: true }).click();
    await head.getByRole("button", { name: /^Transmettre/ }).click();
    await head
      .getByText(/demandes? (est|sont) transmises?/)
      .first()
      .waitFor();
    await toTheEnd(head);
    expect(await cellOf(head, line, 0).getAttribute("aria-readonly")).toBe("true");
    await cellOf(head, line, 0).focus();
    await head.keyboard.type("9");
    expect(await cellOf(head, line, 0).getByRole("textbox").count()).toBe(0);
    await head.getByRole("region", { name: "Cellule choisie" }).getByText("elle n’est plus modifiable", { exact: false }).waitFor();

    // Returned with a reason, on the cell.
    await staff.goto(`${request}/return`);
    await settled(staff);
    await staff.getByLabel("Motif du renvoi").fill("Étalez ce paiement sur deux ans.");
    await staff.getByLabel("Cellule concernée").selectOption({ label: `${line} · CP · ${sheetYear}` });
    expect.soft(await faultsOf(staff)).toEqual([]);
    await staff.getByRole("button", { name: "Renvoyer la demande" }).click();
    await staff.getByText("est renvoyée").first().waitFor();

    // The unit is told, and the link leads to the comment on the cell.
    await head.goto("/inbox");
    await settled(head);
    expect.soft(await faultsOf(head)).toEqual([]);
    await head
      .getByRole("button", { name: /renvoy/ })
      .or(head.getByRole("link", { name: /renvoy/ }))
      .first()
      .click();
    await head.waitForURL((url) => url.searchParams.has("cell"));
    await settled(head);
    await head.getByRole("complementary", { name: "Commentaires" }).getByText("Étalez ce paiement sur deux ans.").first().waitFor();
    expect(await total.evaluate((cell) => cell === document.activeElement)).toBe(true);
    expect(await total.getAttribute("data-mark")).toBe("comment");
    expect(await total.getAttribute("aria-readonly")).toBeNull();
    expect.soft(await faultsOf(head)).toEqual([]);

    // Handed in once more, so that the sheet is as it was found.
    await visit(head, { unit });
    await head.getByRole("link", { name: "Transmettre", exact: true }).click();
    await head.getByRole("button", { name: /^Transmettre/ }).click();
    await head
      .getByText(/demandes? (est|sont) transmises?/)
      .first()
      .waitFor();
  } finally {
    await settleSchedules(staff, "warning");
  }
});
