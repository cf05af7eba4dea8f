import { createContext, useContext } from "react";
import type { BrowserMessages } from "./types.ts";

/** The messages of the page's language, given by the entry of the server or of the browser. */
export const CatalogueContext = createContext<BrowserMessages | null>(null);

export function useCatalogue(): BrowserMessages {
  const messages = useContext(CatalogueContext);
  if (!messages) throw new Error("No catalogue: the entry gives it.");
  return messages;
}
