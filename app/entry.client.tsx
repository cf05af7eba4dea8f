import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { CatalogueContext } from "./messages/catalogue.ts";
import { NonceContext } from "./ui/nonce.ts";
import { RequestIdContext, requestIdMeta } from "./ui/request-id.ts";
import { Joined, keepEventsAway } from "./ui/until-joined.tsx";

declare global {
  /** Where the scroll lock of Mantine's dialogs looks for the nonce of the style that it adds. */
  var __webpack_nonce__: string | undefined;
}

/** Only the catalogue of the page's language is fetched; the page is complete meanwhile. */
async function hydrate(): Promise<void> {
  const catalogue =
    document.documentElement.lang === "en" ? await import("./messages/en/browser.ts") : await import("./messages/fr/browser.ts");
  const requestId = document.querySelector<HTMLMetaElement>(`meta[name="${requestIdMeta}"]`)?.content ?? "";
  // Browsers hide the attribute, not the property: what is added later under the same policy needs it.
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  globalThis.__webpack_nonce__ = nonce;
  const letEventsThrough = keepEventsAway();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <NonceContext.Provider value={nonce}>
          <RequestIdContext.Provider value={requestId}>
            <CatalogueContext.Provider value={catalogue.messages}>
              <Joined onJoined={letEventsThrough}>
                <RemixBrowser />
              </Joined>
            </CatalogueContext.Provider>
          </RequestIdContext.Provider>
        </NonceContext.Provider>
      </StrictMode>,
    );
  });
}

void hydrate();
