import type { messages as browser } from "./fr/browser.ts";
import type { messages as server } from "./fr/server.ts";
import type { Locale as InterfaceLocale } from "./locale.ts";

/** What the server knows; a namespace is one file, `fr/<name>.json` and `en/<name>.json`. */
export type Messages = typeof server;
export type Namespace = keyof Messages;
/** What travels to the browser: the only words that a component may say. */
export type BrowserMessages = typeof browser;

declare module "use-intl" {
  interface AppConfig {
    Locale: InterfaceLocale;
    Messages: BrowserMessages;
  }
}
