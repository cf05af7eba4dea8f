/**
 * Whether a write may come from another site. Browsers say where a request comes from: `Sec-Fetch-Site`, else `Origin`; one that says
 * neither is refused, for a form of ours always says one. Same site is not enough: another application of the domain is another origin.
 */
export function isCrossSite(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  const claimed = headers.get("origin");
  if (claimed !== null && claimed !== origin) return true;
  if (site !== null) return site !== "same-origin" && site !== "none";
  return claimed === null;
}
