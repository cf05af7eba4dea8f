import { expect, test } from "vitest";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";

test("what ISO 8859-15 holds is written as it is: each of its letters comes back", () => {
  const letters = new TextDecoder("iso-8859-15")
    .decode(Uint8Array.from({ length: 256 }, (_, code) => code))
    .replace(/[\u0080-\u009f]/g, "");
  const writer = new Latin9Writer();
  const bytes = writer.encode(letters);
  expect(bytes).toHaveLength(letters.length);
  expect(new TextDecoder("iso-8859-15").decode(bytes)).toBe(letters);
  expect(writer.replaced()).toEqual([]);
});

test.each([
  ["l’été", "l'été"],
  ["a – b — c", "a - b - c"],
  ["Łódź", "Lódz"],
  ["e\u0301te\u0301", "été"],
  ["½ ¼ ¾", "1/2 1/4 3/4"],
  ["¦ ¤", "- ?"],
  ["漢字", "??"],
  ["👍", "?"],
  ["x\u0301", "x?"],
  ["‗", "?"],
])("%s is written %s, never with a separator or a line end, and told", (given, written) => {
  const writer = new Latin9Writer();
  expect(new TextDecoder("iso-8859-15").decode(writer.encode(given))).toBe(written);
});

test("each letter is told once, with how often it was met", () => {
  const writer = new Latin9Writer();
  for (const text of ["l’eau", "d’eau – l’air"]) writer.encode(text);
  expect(writer.replaced()).toEqual([
    { letter: "–", by: "-", count: 1 },
    { letter: "’", by: "'", count: 3 },
  ]);
});
