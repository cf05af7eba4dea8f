/**
 * The letters of a group: A, B … Z, AA, AB … in the order of one sequence per exercise and account, capitals when the group is
 * complete, small letters while it is partial. `ordinal` starts at 1. An ordinal is given once: an undone group keeps its letters.
 */
export function matchingCode(ordinal: bigint, { complete }: { complete: boolean }): string {
  if (ordinal < 1n) throw new RangeError(`${ordinal} names no group`);
  let letters = "";
  for (let rest = ordinal; rest > 0n; rest = (rest - 1n) / 26n) letters = letterOf((rest - 1n) % 26n) + letters;
  return complete ? letters : letters.toLowerCase();
}

/** Where letters stand in the sequence, small or capital; undefined when the code (of an imported file) is no letters. */
export function ordinalOf(code: string): bigint | undefined {
  if (!/^[A-Z]+$/i.test(code)) return undefined;
  let ordinal = 0n;
  for (const letter of code.toUpperCase()) ordinal = ordinal * 26n + BigInt(letter.charCodeAt(0) - firstLetter + 1);
  return ordinal;
}

const firstLetter = "A".charCodeAt(0);

function letterOf(index: bigint): string {
  return String.fromCharCode(firstLetter + Number(index));
}
