import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BridgeCash, bridgeOf, placeOf, unexplained } from "#app/domain/ledger/bridge.ts";

const noCash: BridgeCash = {
  ...{ consumed: 0n, consumedAlone: 0n },
  ...{ paidWithCredits: 0n, paidWithoutCredits: 0n, paidByFinancing: 0n, paidByIncome: 0n },
};
const moved = (account: string, movement: bigint, opening = 0n) => ({
  ...{ account, label: account },
  ...sides("opening", opening),
  ...sides("movement", movement),
});
function sides<Name extends "opening" | "movement">(name: Name, signed: bigint) {
  const [debit, credit] = signed < 0n ? [0n, -signed] : [signed, 0n];
  return { [`${name}Debit`]: debit, [`${name}Credit`]: credit } as Record<`${Name}Debit` | `${Name}Credit`, bigint>;
}
const effects = ({ steps }: ReturnType<typeof bridgeOf>) =>
  Object.fromEntries(steps.filter(({ effect }) => effect !== 0n).map(({ line, effect }) => [line, effect]));

describe("the bridge from payments to expenses", () => {
  test("tells each step of a year: what was paid of the past, what is owed, what lasts, what wears", () => {
    const accounts = [
      moved("606", 900n),
      moved("6811", 120n),
      moved("2183", 500n),
      moved("28183", -120n),
      moved("401", -30n, -70n),
      moved("408", 50n, -50n),
      moved("486", 20n),
      moved("515", -1_440n),
    ];
    const bridge = bridgeOf(accounts, { ...noCash, consumed: 1_440n, paidWithCredits: 1_440n });
    expect(effects(bridge)).toEqual({ suppliers: 30n, notReceived: -50n, prepaid: -20n, capitalised: -500n, depreciation: 120n });
    expect(bridge).toMatchObject({ consumed: 1_440n, expenses: 1_020n, residual: 0n, strays: [] });
    expect(bridge.steps.find(({ line }) => line === "suppliers")).toMatchObject({ opening: 70n, closing: 100n });
  });

  test("income and funding add nothing to expenses, nor does cash that they moved", () => {
    const accounts = [moved("411", 0n), moved("706", -300n), moved("181", -1_000n), moved("515", 1_300n)];
    const bridge = bridgeOf(accounts, { ...noCash, paidByIncome: -300n, paidByFinancing: -1_000n });
    expect(effects(bridge)).toEqual({});
    expect(bridge).toMatchObject({ expenses: 0n, income: 300n, residual: 0n });
  });

  test("names what stands in one book alone", () => {
    const bridge = bridgeOf([moved("606", 40n), moved("515", -40n)], {
      ...noCash,
      ...{ consumed: 25n, consumedAlone: 25n, paidWithoutCredits: 40n },
    });
    expect(effects(bridge)).toEqual({ creditsWithoutCash: -25n, cashWithoutCredits: 40n });
    expect(bridge.residual).toBe(0n);
  });

  test("keeps a residual when a payment says two amounts, and when an account stands outside of it", () => {
    const paid = bridgeOf([moved("606", 450n), moved("515", -450n)], { ...noCash, consumed: 500n, paidWithCredits: 450n });
    expect(unexplained(paid)).toEqual({ count: 1, amount: 50n });
    const outside = bridgeOf([moved("606", 9n), moved("890", -9n)], noCash);
    expect(unexplained(outside)).toEqual({ count: 1, amount: 9n });
    const hidden = bridgeOf([moved("801", 5n), moved("809", -5n)], noCash);
    expect(hidden.residual).toBe(0n);
    expect(unexplained(hidden)).toEqual({ count: 2, amount: 10n });
  });

  test("every account of classes 1 to 7 has a place, the longest prefix first", () => {
    for (const account of [
      "101",
      "1511",
      "181",
      "2183",
      "2372",
      "28",
      "311",
      "391",
      "401",
      "4091",
      "4084",
      "4681",
      "4621",
      "4671",
      "486",
      "487",
    ])
      expect(placeOf(account), account).toBeDefined();
    expect([placeOf("4084"), placeOf("404"), placeOf("4091"), placeOf("238"), placeOf("781"), placeOf("5901")]).toEqual([
      ...["notReceived", "assetSuppliers", "advances", "advances", "depreciation", "depreciation"],
    ]);
    expect([placeOf("801"), placeOf("9")]).toEqual([undefined, undefined]);
  });

  test("ends at zero whatever the balanced movements of classes 1 to 7, when the cash is told as it is", () => {
    const codes = [
      "101",
      "151",
      "181",
      "2183",
      "238",
      "28183",
      "311",
      "401",
      "404",
      "408",
      "4091",
      "411",
      "421",
      "431",
      "442",
      "455",
      "467",
      "468",
      "471",
      "486",
      "487",
      "606",
      "641",
      "6811",
      "706",
      "781",
    ];
    const parts = fc.array(fc.tuple(fc.constantFrom(...codes), fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })), { maxLength: 40 });
    fc.assert(
      fc.property(parts, fc.bigInt({ min: 0n, max: 10n ** 12n }), (movements, consumed) => {
        const cash = -movements.reduce((total, [, amount]) => total + amount, 0n);
        const accounts = [...movements.map(([account, amount]) => moved(account, amount)), moved("515", cash)];
        const bridge = bridgeOf(accounts, { ...noCash, consumed, paidWithCredits: consumed, paidWithoutCredits: -cash - consumed });
        expect(bridge.residual).toBe(0n);
      }),
    );
  });
});
