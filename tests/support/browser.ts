import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { test as base, inject } from "vitest";
import { type DemoLogin, demoPassword } from "#seeds/demo/people.ts";
import { launchChromium, settled } from "./chromium.ts";

export { settled } from "./chromium.ts";

export interface Visit extends BrowserContextOptions {
  /** Nobody when absent. */
  readonly as?: DemoLogin | undefined;
}

/** Opens a window of its own for somebody: French, Paris, the screen of an office. A fault on any of its pages fails the test. */
export type Open = (visit?: Visit) => Promise<Page>;
/** The window that an earlier test of this file left to the same person, else a new one: for tests that write nothing, a page costs half there. */
export type Reopen = (as: DemoLogin | undefined) => Promise<Page>;
/** Says that the running test causes this fault: a refused form, for one, is an error to the browser's console. */
export type Tolerate = (fault: RegExp) => void;

/** A page left while its data are still coming: Remix lets the fetch that it interrupts itself be heard by nobody. */
const interrupted = /^AbortError: signal is aborted without reason/;

const screen = { locale: "fr-FR", timezoneId: "Europe/Paris", viewport: { width: 1366, height: 768 }, colorScheme: "light" } as const;
const patienceMs = 15_000;

export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from this pattern.
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("window", async ({ browser, task }, { onCleanup }) => {
    const windows = watchedWindows(browser);
    onCleanup(async () => {
      const faults = windows.faults();
      if (task.result?.state === "fail" || faults.length > 0) await windows.photograph(task.name);
      await windows.close();
      if (faults.length > 0) throw new Error(`Faults on the pages:\n${faults.join("\n")}`);
    });
    return windows;
  })
  .extend("open", ({ window }): Open => window.open)
  .extend("reopen", ({ window }): Reopen => window.reopen)
  .extend("tolerate", ({ window }): Tolerate => window.tolerate);

/** Fills the form of the sign-in page once its script has joined it: nobody types a password in the tenth of a second that this takes. */
export async function signIn(page: Page, login: DemoLogin, password = demoPassword): Promise<void> {
  await settled(page);
  await page.getByLabel("Identifiant").fill(login);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

interface Windows {
  readonly open: Open;
  readonly reopen: Reopen;
  readonly tolerate: Tolerate;
  faults(): string[];
  photograph(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Who signed in already in this file keeps the session: signing in is slow on purpose. */
const sessions = new Map<DemoLogin, Awaited<ReturnType<BrowserContext["storageState"]>>>();

/** The windows that no test holds now, by whose they are. */
const left = new Map<DemoLogin | undefined, Page[]>();

function watchedWindows(browser: Browser): Windows {
  const own: BrowserContext[] = [];
  const borrowed: { page: Page; as: DemoLogin | undefined }[] = [];
  const seen: string[] = [];
  const tolerated: RegExp[] = [];
  const watch = (page: Page) => {
    const note = (fault: string) => seen.push(`${fault} (on ${page.url()})`);
    page.on("console", (message) => message.type() === "error" && note(message.text()));
    page.on("pageerror", (error) => interrupted.test(error.stack ?? "") || note(error.stack ?? error.message));
  };
  const open: Open = async ({ as, ...options } = {}) => {
    const context = await newContext(browser, as, options);
    own.push(context);
    context.on("page", watch);
    return await firstPage(context, as);
  };
  const reopen: Reopen = async (as) => {
    const known = left.get(as)?.pop();
    const page = known ?? (await firstPage(await newContext(browser, as), as));
    borrowed.push({ page, as });
    watch(page);
    await page.setViewportSize(screen.viewport);
    await page.emulateMedia({ colorScheme: screen.colorScheme, reducedMotion: "reduce" });
    return page;
  };
  return {
    open,
    reopen,
    tolerate: (fault) => void tolerated.push(fault),
    faults: () => seen.filter((fault) => !tolerated.some((pattern) => pattern.test(fault))),
    photograph: async (name) => {
      const folder = path.join("test-results", name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 100));
      mkdirSync(folder, { recursive: true });
      const pages = [...own.flatMap((context) => context.pages()), ...borrowed.map(({ page }) => page)];
      await Promise.all(pages.map((page, index) => page.screenshot({ path: path.join(folder, `${index + 1}.png`), fullPage: true })));
    },
    close: async () => {
      for (const { page, as } of borrowed) {
        page.removeAllListeners("console");
        page.removeAllListeners("pageerror");
        left.set(as, [...(left.get(as) ?? []), page]);
      }
      await Promise.all(own.map((context) => context.close()));
    },
  };
}

async function newContext(browser: Browser, as: DemoLogin | undefined, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const known = as === undefined ? undefined : sessions.get(as);
  const state = known === undefined ? {} : { storageState: known };
  const context = await browser.newContext({ ...screen, baseURL: inject("demo").origin, ...state, ...options });
  context.setDefaultTimeout(patienceMs);
  await context.addInitScript(reportPolicyViolations);
  return context;
}

/** The first page of a window, once its owner is signed in. */
async function firstPage(context: BrowserContext, as: DemoLogin | undefined): Promise<Page> {
  const page = await context.newPage();
  if (as !== undefined && !sessions.has(as)) {
    await page.goto("/sign-in");
    await signIn(page, as);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    sessions.set(as, await context.storageState());
  }
  return page;
}

/** Runs in the page: what the content security policy blocks becomes an error of the console. */
function reportPolicyViolations(): void {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`Content-Security-Policy: ${violatedDirective} blocked ${blockedURI}`);
  });
}
