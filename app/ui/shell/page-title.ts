import { cyclePlaces, type Place, referencePlaces } from "./navigation.ts";

/**
 * What the browser's tab says of an address, most particular first: « DR44 · Suivre · 2026 · Enveloppe ». Codes are said as they
 * stand; the identifiers of documents, which say nothing to a reader, are not.
 */
export function pageTitle(pathname: string, word: (key: Place["key"]) => string): string {
  const [year, phase, ...rest] = pathname.split("/").filter((part) => part !== "");
  const place = [...cyclePlaces, ...referencePlaces].find(({ path }) => path === phase);
  if (!place || !year) return "Enveloppe";
  const codes = rest.filter((part) => /^[A-Z0-9][A-Z0-9.-]{0,19}$/.test(part)).reverse();
  return [...codes, word(place.key), year, "Enveloppe"].join(" · ");
}
