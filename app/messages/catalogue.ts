import { createContext, useContext } from "react";
import type { Messages } from "./types.ts";

/** The messages of the page's language, given by the entry of the server or of the browser. */
export const CatalogueContext = createContext<Messages | null>(null);

export function useCatalogue(): Messages {
  const messages = useContext(CatalogueContext);
  if (!messages) throw new Error("No catalogue: the entry gives it.");
  return messages;
}
