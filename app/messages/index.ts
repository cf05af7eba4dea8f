import { createTranslator } from "use-intl/core";
import { messages as en } from "./en/server.ts";
import { messages as fr } from "./fr/server.ts";
import { type Locale, timeZone } from "./locale.ts";
import type { Messages, Namespace } from "./types.ts";

/** Both catalogues: for the server only (the browser loads the one it needs, `app/entry.client.tsx`). */
export function messagesOf(locale: Locale): Messages {
  return locale === "fr" ? fr : en;
}

/** The translator of one namespace, for loaders, exports and PDF: `translatorFor("fr", "execution")("title")`. */
export function translatorFor<Name extends Namespace>(locale: Locale, namespace: Name) {
  return createTranslator<Messages, Name>({ locale, messages: messagesOf(locale), namespace, timeZone });
}
