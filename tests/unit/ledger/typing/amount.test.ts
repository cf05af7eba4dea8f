import { describe, expect, test } from "vitest";
import { readTypedAmount } from "#app/domain/ledger/typing/typed-amount.ts";

describe("an amount as it is typed", () => {
  test.each<[string, bigint]>([
    ["1200*1,2", 144000n],
    ["1 200 × 1,2", 144000n],
    ["1200x1,2", 144000n],
    ["1200 X 1,2", 144000n],
    ["(850+150)/3", 33333n],
    ["100/3", 3333n],
    ["200/3", 6667n],
    ["0,01/2", 1n],
    ["-0,01/2+0,02", 2n],
    ["0,1+0,2", 30n],
    ["2+3*4", 1400n],
    ["(2+3)*4", 2000n],
    ["10-2-3", 500n],
    ["100:4:5", 500n],
    ["100÷8", 1250n],
    ["1200*20%", 24000n],
    ["1200*(1+5,5 %)", 126600n],
    ["1200*1,0550", 126600n],
    ["--5+0", 500n],
    ["12,50 €", 1250n],
    ["1200+300 €", 150000n],
    ["1 234,56", 123456n],
    ["1 000 000/3", 33333333n],
    ["1.234.567,89*1", 123456789n],
    ["1200−200", 100000n],
    [",5*2", 100n],
  ])("%s is %s cents", (text, cents) => {
    expect(readTypedAmount(text)).toEqual({ ok: true, value: cents });
  });

  test.each<[string, object]>([
    ["", { kind: "not-a-number" }],
    ["douze", { kind: "not-a-number", text: "douze" }],
    ["12+", { kind: "not-a-number" }],
    ["*12", { kind: "not-a-number" }],
    ["(12", { kind: "not-a-number" }],
    ["12)", { kind: "not-a-number" }],
    ["12 13*2", { kind: "not-a-number" }],
    ["1,2,3", { kind: "not-a-number" }],
    ["=", { kind: "not-a-number" }],
    ["1200*montant", { kind: "not-a-number" }],
    ["12/0", { kind: "division-by-zero", text: "12/0" }],
    ["1/(2-2)", { kind: "division-by-zero" }],
    ["12,345", { kind: "ambiguous-number" }],
    ["12,3456", { kind: "too-many-decimals", text: "12,3456" }],
    ["1200*1,055", { kind: "ambiguous-number", text: "1,055" }],
    ["1200*1.055", { kind: "ambiguous-number" }],
    ["12.500*2", { kind: "ambiguous-number" }],
    ["9000000000000*10", { kind: "number-out-of-range" }],
    ["99999999999999999", { kind: "number-out-of-range" }],
    ["(".repeat(30) + "1" + ")".repeat(30), { kind: "not-a-number" }],
    [`1${"+1".repeat(200)}`, { kind: "not-a-number" }],
  ])("%s is refused", (text, refusal) => {
    expect(readTypedAmount(text)).toEqual({ ok: false, refusal: expect.objectContaining(refusal) });
  });
});
