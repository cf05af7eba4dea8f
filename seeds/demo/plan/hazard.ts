/**
 * What differs from one unit and one year to the next and that nobody publishes (« fictif »): a whole number between two bounds, both
 * included, that follows from a name and is the same at each run (FNV-1a over its code points).
 */
export function hazard(name: string, low: number, high: number): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The last letters, which change from month to month, must reach the whole number.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39) >>> 0;
  return low + (((hash ^ (hash >>> 15)) >>> 0) % (high - low + 1));
}
