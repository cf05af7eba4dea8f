import { expect, test } from "vitest";
import { matchingCode, ordinalOf } from "#app/domain/ledger/matching/code.ts";

test.each([
  [1n, "A", "a"],
  [26n, "Z", "z"],
  [27n, "AA", "aa"],
  [52n, "AZ", "az"],
  [53n, "BA", "ba"],
  [702n, "ZZ", "zz"],
  [703n, "AAA", "aaa"],
  [100_000n, "EQXD", "eqxd"],
])("the group number %s is lettered %s, and %s while it is partial", (ordinal, complete, partial) => {
  expect(matchingCode(ordinal, { complete: true })).toBe(complete);
  expect(matchingCode(ordinal, { complete: false })).toBe(partial);
  expect(ordinalOf(complete)).toBe(ordinal);
  expect(ordinalOf(partial)).toBe(ordinal);
});

test.each(["12", "A1", "É", "", "A B"])("« %s », which a file may hold, has no place in the sequence", (code) => {
  expect(ordinalOf(code)).toBeUndefined();
});
