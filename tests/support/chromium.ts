import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const launchOptions = {
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
/** The browser of the machine: TEST_CHROMIUM names it, or the PATH holds it. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({ ...launchOptions, executablePath: chromiumPath() });
}

/** React has taken over the page: what is clicked before is answered without scripts, as it is for who has none. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const key = Object.keys(document).find((name) => name.startsWith("__reactContainer"));
    return key !== undefined && Reflect.get(document, key).stateNode.current.memoizedState.isDehydrated === false;
  });
}

function chromiumPath(): string {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  const found = process.env["TEST_CHROMIUM"] ?? names.find((file) => existsSync(file));
  if (found === undefined) throw new Error("The browser tests need Chromium: TEST_CHROMIUM names it, or the PATH holds it.");
  return found;
}
