import { expect, test } from "vitest";
import { adjusted } from "#app/domain/forecast/adjust.ts";
import { rational } from "#app/domain/typing/rational.ts";

const rate = (numerator: bigint, rounding: bigint) => ({ by: "rate", rate: rational(numerator, 100n), rounding }) as const;

test.each([
  ["to the cent, a half away from zero", [150n, -150n], rate(1n, 1n), [152n, -152n]],
  ["to the euro", [123_456n, 49n], rate(-2n, 100n), [121_000n, 0n]],
  ["to the thousand", [1_234_567_00n], rate(5n, 100_000n), [1_296_000_00n]],
  ["to nothing", [5n], rate(-100n, 1n), [0n]],
] as const)("a rate is rounded %s", (_name, amounts, by, after) => {
  expect(adjusted(amounts, by)).toEqual({ ok: true, value: after });
});

test("an amount changes the sum by itself, exactly, in proportion", () => {
  expect(adjusted([100n, 200n, 0n], { by: "amount", amount: 100n })).toEqual({ ok: true, value: [133n, 267n, 0n] });
  expect(adjusted([0n, 0n], { by: "amount", amount: -3n })).toEqual({ ok: true, value: [-2n, -1n] });
});

test("nothing cannot be adjusted", () => {
  expect(adjusted([], { by: "amount", amount: 1n })).toMatchObject({ ok: false });
});
