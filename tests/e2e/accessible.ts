import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const rowsJudged = 10;

/** What axe finds against the standards, and what our own rules find: one sentence each, none on a good page. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [...(await violationsOf(axeOn(page).withTags(standards))), ...(await page.evaluate(ownRules))];
}

/** What a change of colours alone can break: the rest of a page is the same in light and in dark. */
export async function contrastFaultsOf(page: Page): Promise<string[]> {
  return await violationsOf(axeOn(page).withRules(["color-contrast", "link-in-text-block"]));
}

/**
 * What passes is not described, node by node, and the rows of a long table are made like its first: the colours of each would cost seconds. Our pages
 * hold no frame of another origin, for which alone axe would open a second window (the other mode than « legacy »).
 */
function axeOn(page: Page): AxeBuilder {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  return process.env["TEST_LONG"] === undefined ? axe.exclude(`tbody > tr:nth-child(n+${rowsJudged + 1})`) : axe;
}

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes
        .map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary?.replaceAll(/\s+/g, " ")}`)
        .slice(0, 5)
        .join("\n    ")}`,
  );
}

/** Runs in the page. What axe does not see: pictures without a name, figures without their table, the order of the keyboard. */
function ownRules(): string[] {
  const faults: string[] = [];
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const short = (element: Element) => element.outerHTML.slice(0, 120);
  const named = (element: Element) =>
    element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") || element.querySelector("title") !== null;
  for (const picture of all("svg")) {
    const hidden = picture.closest("[aria-hidden=true]") !== null;
    if (!hidden && !named(picture)) faults.push(`a picture is neither hidden nor named: ${short(picture)}`);
  }
  for (const figure of all("figure")) {
    if (!figure.querySelector("figcaption")?.textContent?.trim()) faults.push(`a figure says nothing: ${short(figure)}`);
    if (figure.querySelector("table") === null) faults.push(`a figure has no table: ${short(figure)}`);
  }
  for (const table of all("table")) {
    if (!table.querySelector("caption")?.textContent?.trim() && !named(table)) faults.push(`a table has no caption: ${short(table)}`);
    if (table.querySelector("th:not([scope])") !== null) faults.push(`a heading cell has no scope: ${short(table)}`);
    if (table.querySelector("th[scope]") === null) faults.push(`a table has no heading cell: ${short(table)}`);
  }
  for (const element of all("[tabindex]")) if (element.tabIndex > 0) faults.push(`a tab stop jumps the queue: ${short(element)}`);
  if (all("h1").length !== 1) faults.push(`${all("h1").length} headings of level 1`);
  return faults;
}

/** How far the page is wider than its window, in pixels: a person who enlarges it to 400 % would have to scroll both ways. */
export async function overflowOf(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** How many times Tab is pressed to go round the page. */
export async function tabStopsOf(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const stops = "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex='0']";
    return [...document.querySelectorAll<HTMLElement>(stops)].filter((element) => element.tabIndex >= 0 && element.checkVisibility())
      .length;
  });
}
