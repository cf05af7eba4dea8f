/** An identifier comes from a URL as text: one that is not a UUID names nothing, and must not reach a `uuid` column. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
