import type fr from "./fr.json";
import type { Locale as InterfaceLocale } from "./locale.ts";

export type Messages = typeof fr;
export type Namespace = keyof Messages;

declare module "use-intl" {
  interface AppConfig {
    Locale: InterfaceLocale;
    Messages: typeof fr;
  }
}
