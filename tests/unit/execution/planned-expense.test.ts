import { describe, expect, it, test } from "vitest";
import { checkPlannedExpense, committedAndPlanned, type PlannedExpense, stillPlanned } from "#app/domain/execution/planned/expense.ts";
import { readMonth } from "#app/domain/execution/planned/month-text.ts";
import { mostPastedRows, readPastedRows } from "#app/domain/execution/planned/pasted-rows.ts";
import { paymentsText, readPayments } from "#app/domain/execution/planned/payments.ts";
import { type AwaitedExpense, type FreeCommitment, proposeMatches } from "#app/domain/execution/planned/proposal.ts";

describe("a month is read as people and spreadsheets write it", () => {
  it.each([
    ["03/2026", "2026-03"],
    ["3/2026", "2026-03"],
    ["2026-03", "2026-03"],
    ["15/03/2026", "2026-03"],
    ["2026-03-15", "2026-03"],
    ["mars 2026", "2026-03"],
    ["mars-26", "2026-03"],
    ["Févr. 2026", "2026-02"],
    ["août\u00a02026", "2026-08"],
    ["décembre", "2026-12"],
    ["March 2026", "2026-03"],
    ["12", "2026-12"],
  ])("%s", (text, month) => {
    expect(readMonth(text, 2026)).toBe(month);
  });
  it.each(["13/2026", "0", "", "bientôt 2026", "2026"])("%s is none", (text) => {
    expect(readMonth(text, 2026)).toBeUndefined();
  });
  it("a month alone is one of no year when none is given", () => {
    expect([readMonth("mars"), readMonth("3")]).toEqual([undefined, undefined]);
  });
});

const place = { amount: 1_000_00n, committed: "2026-03" };
const read = (text: string, own = place) => readPayments(text, own);

describe("the payments of an expense", () => {
  it("nothing said: all in the month of the commitment", () => {
    expect(read("")).toEqual({ ok: true, value: [{ month: "2026-03", amount: 1_000_00n }] });
  });
  it("months without an amount share what the others leave, to the cent", () => {
    const paid = read("06/2026 : 100\n04/2026 à 05/2026 ; 2027-01", { ...place, amount: 100_01n + 100_00n });
    expect(paid).toEqual({
      ok: true,
      value: [
        { month: "2026-04", amount: 33_34n },
        { month: "2026-05", amount: 33_34n },
        { month: "2026-06", amount: 100_00n },
        { month: "2027-01", amount: 33_33n },
      ],
    });
  });
  it("a span with an amount shares that amount", () => {
    expect(read("03/2026 à 05/2026 = 1000")).toMatchObject({
      value: [{ amount: 333_34n }, { amount: 333_33n }, { amount: 333_33n }],
    });
  });
  it("what is written is read again", () => {
    const first = read("03/2026 à 05/2026");
    if (!first.ok) throw new Error("refused");
    expect(read(paymentsText(first.value))).toEqual(first);
  });
  it.each([
    ["03/2026 : 900", { kind: "payments-differ", amount: 1_000_00n, paid: 900_00n }],
    ["03/2026 : 1000\n04/2026", { kind: "payments-differ", amount: 1_000_00n, paid: 1_000_00n }],
    ["02/2026", { kind: "payment-before-commitment", month: "2026-02", committed: "2026-03" }],
    ["03/2036", { kind: "payment-too-late", month: "2036-03", last: "2035-03" }],
    ["04/2026 : 500 ; 04/2026 : 500", { kind: "payment-month-twice", month: "2026-04" }],
    ["printemps", { kind: "unreadable-month", text: "printemps" }],
    ["06/2026 à 04/2026", { kind: "unreadable-month", text: "06/2026 à 04/2026" }],
    ["03/2026 : mille", { kind: "not-a-number", text: "mille" }],
    ["03/2026 : 12.500", { kind: "ambiguous-number", text: "12.500" }],
    ["03/2026 : -5 ; 04/2026 : 1005", { kind: "negative-amount", line: 1, amount: -500n }],
  ])("refused: %s", (text, refusal) => {
    expect(read(text)).toEqual({ ok: false, refusal });
  });
});

const tablets: PlannedExpense = {
  object: "Tablettes",
  amount: 1_000_00n,
  month: "2026-03",
  payments: [{ month: "2026-03", amount: 1_000_00n }],
  supplier: "",
  lineId: null,
};

describe("a planned expense", () => {
  it.each<[string, Partial<PlannedExpense>, object]>([
    ["no object", { object: " " }, { kind: "wrong-form", fields: { object: "required" } }],
    ["nothing", { amount: 0n }, { kind: "line-without-amount", line: 1 }],
    ["less than nothing", { amount: -1n }, { kind: "negative-amount" }],
    ["another exercise", { month: "2027-01" }, { kind: "planned-out-of-year", month: "2027-01", year: 2026 }],
    ["payments that make another amount", { amount: 1_000_01n }, { kind: "payments-differ" }],
  ])("refused: %s", (_, other, refusal) => {
    expect(checkPlannedExpense({ ...tablets, ...other }, 2026)).toMatchObject({ ok: false, refusal });
  });
  it("does not go below what commitments took of it", () => {
    expect(checkPlannedExpense(tablets, 2026, 1_000_00n)).toMatchObject({ ok: true });
    expect(checkPlannedExpense(tablets, 2026, 1_000_01n)).toMatchObject({ ok: false, refusal: { kind: "planned-below-matched" } });
  });
  it("counts for what no commitment took, and for nothing once matched or given up", () => {
    const own = { amount: 100n, matched: 40n };
    expect((["planned", "matched", "givenUp"] as const).map((state) => stillPlanned({ ...own, state }))).toEqual([60n, 0n, 0n]);
    expect(committedAndPlanned(40n, [{ ...own, state: "planned" }])).toBe(100n);
  });
});

const awaited: AwaitedExpense = {
  id: "e1",
  unit: "DR44",
  month: "2026-03",
  open: 1_000_00n,
  supplier: "",
  nature: "31",
  activity: "01-ENQ",
};
const free: FreeCommitment = {
  ...{ commitmentId: "c1", line: 1, unit: "DR44", nature: "31", activity: "01-ENQ", on: "2026-03-20", free: 1_000_00n, party: "Acme" },
};

describe("which commitment may be which expense", () => {
  it.each<[string, Partial<FreeCommitment>, string | undefined]>([
    ["the same amount in the same month", {}, "same"],
    ["the same amount two months later", { on: "2026-05-01" }, "amount"],
    ["the same amount four months later", { on: "2026-07-01" }, undefined],
    ["five per cent more, a month later", { on: "2026-04-01", free: 1_050_00n }, "near"],
    ["a cent beyond five per cent", { free: 1_050_01n }, undefined],
    ["another unit", { unit: "DPT" }, undefined],
    ["another nature", { nature: "51" }, undefined],
    ["nothing free", { free: 0n }, undefined],
  ])("%s", (_, other, rule) => {
    expect(proposeMatches([awaited], [{ ...free, ...other }])[0]?.rule).toBe(rule);
  });
  it("each is proposed once, the surest pair first, in the same order whatever the order given", () => {
    const expenses = [{ ...awaited, id: "e2", month: "2026-04" }, awaited];
    const commitments = [{ ...free, commitmentId: "c2", on: "2026-05-02" }, free];
    const pairs = proposeMatches(expenses, commitments).map(({ expenseId, commitmentId }) => `${expenseId} ${commitmentId}`);
    expect(pairs).toEqual(["e1 c1", "e2 c2"]);
    expect(proposeMatches(expenses.toReversed(), commitments.toReversed()).map((own) => `${own.expenseId} ${own.commitmentId}`)).toEqual(
      pairs,
    );
  });
  it("the supplier breaks a tie", () => {
    const [proposal] = proposeMatches([{ ...awaited, supplier: "beta" }], [free, { ...free, commitmentId: "c9", party: "Beta SA" }]);
    expect(proposal?.commitmentId).toBe("c9");
  });
});

const lines = [
  { id: "l1", nature: "31", activity: "01-ENQ", label: "Collecte" },
  { id: "l2", nature: "31", activity: "06-ETU", label: "Études" },
  { id: "l3", nature: "31", activity: "06-ETU", label: "Enquête" },
];
const pasted = (text: string) => {
  const rows = readPastedRows(text, { year: 2026, lines, lineId: null });
  if (!rows.ok) throw new Error(rows.refusal.kind);
  return rows.value;
};

test("rows come from a spreadsheet, heads and quoted cells included; each is judged by itself", () => {
  const rows = pasted(
    'Objet\tMontant\tMois\tPaiements\tFournisseur\tLigne\r\n"Tablettes\t10 pouces"\t1 200,50\tmars\t\tAcme\tcollecte\n\nFormation\t800\t04/2026\t05/2026 à 06/2026\t\t31 01-ENQ\nRien\tmille\tmars\nÉtude\t5\tmai\t\t\t31 06-ETU\nX\t5\tmai\t\t\tAilleurs',
  );
  expect(rows.map(({ row, object, read: own }) => [row, object, own.ok ? own.value.lineId : own.refusal.kind])).toEqual([
    [2, "Tablettes\t10 pouces", "l1"],
    [4, "Formation", "l1"],
    [5, "Rien", "not-a-number"],
    [6, "Étude", "ambiguous-plan-line"],
    [7, "X", "unknown-plan-line"],
  ]);
  expect(rows[1]?.read).toMatchObject({ value: { payments: [{ month: "2026-05", amount: 400_00n }, { amount: 400_00n }] } });
});

test("a first row is one of heads only when it holds neither an amount nor a month", () => {
  expect(pasted("A\tmille\tmars\nB\t5\tmai").map(({ row, read: own }) => [row, own.ok])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(pasted("Objet\tMontant\tMois\nB\t5\tmai").map(({ row }) => row)).toEqual([2]);
});

test("too many rows at once are refused whole", () => {
  const text = Array.from({ length: mostPastedRows + 1 }, () => "A\t1\tmars").join("\n");
  expect(readPastedRows(text, { year: 2026, lines, lineId: null })).toMatchObject({ refusal: { kind: "too-many-planned-rows" } });
});
