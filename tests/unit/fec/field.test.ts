import { expect, test } from "vitest";
import { parseFecAmount } from "#app/domain/fec/field.ts";

/** A sign sends an amount the general way; without it the usual one is taken: both must say the same. */
test.each([
  "0,00",
  "0,01",
  "1200,00",
  "007,50",
  "999999999999,99",
  "9000000000000,00",
  "9000000000000,01",
  "1,2",
  ",50",
  "1 200,00",
  "12,3a",
])("%s is read the same with and without its sign", (text) => {
  expect(parseFecAmount(text)).toEqual(parseFecAmount(`+${text}`));
});
