import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { CatalogueContext } from "./messages/catalogue.ts";
import { RequestIdContext, requestIdMeta } from "./ui/request-id.ts";

/** Only the catalogue of the page's language is fetched; the page is complete meanwhile. */
async function hydrate(): Promise<void> {
  const catalogue = document.documentElement.lang === "en" ? await import("./messages/en.json") : await import("./messages/fr.json");
  const requestId = document.querySelector<HTMLMetaElement>(`meta[name="${requestIdMeta}"]`)?.content ?? "";
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RequestIdContext.Provider value={requestId}>
          <CatalogueContext.Provider value={catalogue.default}>
            <RemixBrowser />
          </CatalogueContext.Provider>
        </RequestIdContext.Provider>
      </StrictMode>,
    );
  });
}

void hydrate();
