import type { Page } from "playwright-core";
import { settled } from "./chromium.ts";

/** The sheet whose keys and pastes are timed. */
export interface LargeSheet {
  readonly address: string;
  readonly lines: number;
}

/** A request of this many empty lines on a sheet, as its form makes it; the page stands on the sheet then. */
export async function largeSheet(page: Page, { year, unit, lines }: { year: number; unit: string; lines: number }): Promise<LargeSheet> {
  const form = `/${year}/forecast/${unit}/requests/new`;
  await page.goto(form);
  const own = { key: await page.locator('form input[name="key"]').first().inputValue(), seenRevision: "0" };
  const head = { title: `Grande feuille ${Date.now().toString(36)}`, kind: "newMeasure", rank: "", obligation: "discretionary" };
  const named = Array.from({ length: lines }, (_, index) => ({
    [`lines[${index}].nature`]: "31-COL",
    [`lines[${index}].activity`]: "01-ENQ",
    [`lines[${index}].label`]: `Ligne ${index + 1}`,
  }));
  const fields: Record<string, string> = Object.assign({ ...own, ...head, justification: "", risk: "" }, ...named);
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(form, { form: fields, headers: { origin }, maxRedirects: 0 });
  if (answer.status() >= 400) throw new Error(`The large sheet was refused: ${answer.status()}.`);
  const address = `/${year}/forecast/${unit}?m=cp`;
  await page.goto(address);
  await settled(page);
  return { address, lines };
}

export interface Timed {
  readonly work: string;
  readonly p75: number;
  readonly most: number;
  readonly count: number;
}

/** Runs in the page before it: the time from each key to the paint that follows it, in milliseconds. */
export function noteKeys(): void {
  const noted: number[] = [];
  Reflect.set(window, "keysToPaint", noted);
  document.addEventListener(
    "keydown",
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => noted.push(performance.now() - timeStamp);
        after.port2.postMessage(0);
      });
    },
    true,
  );
}

/** Types in cells down a column and goes along a row, in the middle of the sheet. */
export async function timeKeys(page: Page): Promise<Timed[]> {
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press("Control+Home");
  for (let row = 0; row < 40; row += 1) await page.keyboard.press("ArrowDown");
  const typed = await timed(page, "a key typed in a cell", async () => {
    for (let row = 0; row < 40; row += 1) {
      for (const key of ["1", "2", "3", "Enter"]) await pressAndWait(page, key);
    }
  });
  const moved = await timed(page, "an arrow key", async () => {
    for (let step = 0; step < 60; step += 1) await pressAndWait(page, step % 4 === 3 ? "ArrowRight" : "ArrowUp");
  });
  return [typed, moved];
}

/** Pastes a block twice: to the paint of its preview, then to the paint of its cells. The first time the dialog's own script is fetched. */
export async function timePaste(page: Page, rows: number): Promise<Timed[]> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const block = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 12 }, (_, month) => `${row + 1}\u00a0${100 + month},50`).join("\t"),
  ).join("\r\n");
  const looks: number[] = [];
  const writes: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), block);
    const first = await firstFree(page);
    const look = page.evaluate(untilPainted, "dialog[open] button");
    await page.keyboard.press("Control+v");
    looks.push(await look);
    const apply = page.getByRole("dialog").getByRole("button").first();
    const write = page.evaluate(untilGone, "dialog[open]");
    await apply.click();
    writes.push(await write);
    await page.getByText(/^Enregistré à/).waitFor({ timeout: 60_000 });
    await page.keyboard.press("Control+z");
    await page.waitForFunction(isEmpty, first, { timeout: 60_000 });
  }
  return [
    of(`a paste of ${rows * 12} cells, to its preview`, looks.slice(1)),
    of(`a paste of ${rows * 12} cells, from the button to the cells`, writes.slice(1)),
  ];
}

/** Puts the keyboard on the first cell that may be written; gives its place. */
async function firstFree(page: Page): Promise<string> {
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press("Control+Home");
  await page.waitForFunction(() => document.activeElement?.matches('[role="gridcell"]:not([aria-readonly="true"])'));
  return await page.evaluate(() => document.activeElement?.getAttribute("data-place") ?? "");
}

/** Runs in the page: this cell shows no figure; the words for the ear stand in elements of their own. */
function isEmpty(place: string): boolean {
  const cell = document.querySelector(`[data-place="${place}"]`);
  return cell !== null && (cell.firstChild?.nodeType !== Node.TEXT_NODE || cell.firstChild.textContent === "");
}

async function pressAndWait(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

async function timed(page: Page, work: string, act: () => Promise<void>): Promise<Timed> {
  await page.evaluate(() => (Reflect.get(window, "keysToPaint") as number[]).splice(0));
  await act();
  return of(work, await page.evaluate(() => [...(Reflect.get(window, "keysToPaint") as number[])]));
}

function of(work: string, times: readonly number[]): Timed {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { work, p75: at(0.75), most: at(1), count: sorted.length };
}

/** Runs in the page: from the next key to the paint of what this selector finds. */
async function untilPainted(selector: string): Promise<number> {
  const begun = await new Promise<number>((resolve) => {
    document.addEventListener("keydown", ({ timeStamp, key }) => key === "v" && resolve(timeStamp), { capture: true });
  });
  while (document.querySelector(selector) === null) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - begun;
}

/** Runs in the page: from the next click to the paint without what this selector finds. */
async function untilGone(selector: string): Promise<number> {
  const begun = await new Promise<number>((resolve) => {
    document.addEventListener("click", ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
  });
  while (document.querySelector(selector) !== null) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - begun;
}
