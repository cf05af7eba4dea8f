/** Values kept as JSON: a bigint becomes `{ "$bigint": "…" }`, bytes their length only (a file is kept elsewhere), an absent field nothing. */
export function toStored(value: unknown): unknown {
  if (typeof value === "bigint") return { $bigint: value.toString() };
  if (value instanceof Uint8Array) return { $bytes: value.length };
  if (Array.isArray(value)) return value.map(toStored);
  if (value instanceof Date) return value.toISOString();
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(pairs.map(([name, field]) => [name, toStored(field)]));
}

export function fromStored(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(fromStored);
  if (typeof stored !== "object" || stored === null) return stored;
  if ("$bigint" in stored && typeof stored.$bigint === "string") return BigInt(stored.$bigint);
  return Object.fromEntries(Object.entries(stored).map(([name, field]) => [name, fromStored(field)]));
}
