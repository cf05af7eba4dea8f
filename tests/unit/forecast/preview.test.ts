import { describe, expect, test } from "vitest";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { editsOf, type PlacedText, type Preview, previewOf, totalsOf } from "#app/domain/forecast/preview.ts";
import type { ReadingChoices } from "#app/domain/forecast/typed-cell.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";

const firstYear = 2027;
const stored = (measure: BudgetResource, month: number, amount: bigint | null): StoredCell => {
  return { measure, targetYear: firstYear, month, amount, revision: 1n };
};
const line = (id: string, own: Partial<EditedLine> = {}): EditedLine => ({
  ...{
    id,
    requestKind: "baseline",
    campaignState: "open",
    mayEdit: true,
    seesCosts: true,
    requestState: "draft",
    spendingClass: "nonPersonnel",
    cells: [],
  },
  ...own,
});
const text = (own: string, month: number | undefined = 1, place: Partial<PlacedText> = {}): PlacedText => {
  return { lineId: "L", measure: "CP", targetYear: firstYear, month, text: own, ...place };
};

const whole = (own: string): PlacedText => ({ ...text(own), month: undefined });

function preview(texts: readonly PlacedText[], own: Partial<EditedLine> = {}, choices: ReadingChoices = {}): Preview {
  return previewOf(texts, { lines: new Map([["L", line("L", own)]]), firstYear, choices });
}

const counts = ({ accepted, rejected, ambiguous, unchanged, locked, empty }: Preview) =>
  [accepted, rejected, ambiguous, unchanged, locked, empty].map((list) => list.length);

test("each text is in one list: what changes with what it was, what does not, what cannot", () => {
  const cells = [stored("CP", 1, 10_000n), stored("CP", 2, 20_000n)];
  const shown = preview([text("150"), text("200", 2), text("abc", 3), text("", 4), text("-5", 5), text("12.500", 6)], { cells });
  expect(counts(shown)).toEqual([1, 2, 1, 1, 0, 1]);
  expect(shown.accepted[0]).toMatchObject({ before: 10_000n, after: 15_000n });
  expect(shown.rejected.map(({ fault }) => fault.kind)).toEqual(["not-a-number", "cell-negative"]);
  expect(editsOf(shown, 7n)).toEqual([{ lineId: "L", measure: "CP", targetYear: firstYear, month: 1, amount: 15_000n, seen: 7n }]);
  expect(totalsOf(shown)).toEqual([{ measure: "CP", targetYear: firstYear, before: 10_000n, after: 15_000n }]);
});

describe("what may mean two things", () => {
  const texts = [text("12.500"), text("3.250", 2), text("12 k€", 3), text("1.500 k€", 4), text("8,5", 5)];

  test("is asked once for all, with what the first would become and what the others say", () => {
    const { questions } = preview(texts);
    expect(questions).toMatchObject([
      { kind: "decimal-sign", count: 3, example: { text: "12.500" }, readings: { ",": 1_250_000n, ".": 1_250n }, elsewhere: "," },
      { kind: "scale", count: 2, example: { text: "12 k€" }, reading: 1_200_000n },
    ]);
  });

  test("is answered for all at once", () => {
    const answered = preview(texts, {}, { decimalSign: ",", scaled: true });
    expect(answered.accepted.map(({ after }) => after)).toEqual([1_250_000n, 325_000n, 1_200_000n, 150_000_000n, 850n]);
    expect([answered.questions, answered.ambiguous]).toEqual([[], []]);
  });

  test("and is answered by no is refused, and asked no more", () => {
    const answered = preview(texts, {}, { decimalSign: ".", scaled: false });
    expect(answered.rejected.map(({ text: own, fault }) => [own, fault.kind])).toEqual([
      ["12 k€", "unit-to-confirm"],
      ["1.500 k€", "unit-to-confirm"],
    ]);
    expect(answered.questions).toEqual([]);
  });

  test("is so in a calculation too", () => {
    expect(preview([text("=12.500+1")]).questions).toMatchObject([{ readings: { ",": 1_250_100n, ".": 1_350n } }]);
  });

  test("when the texts disagree, no sign is proposed", () => {
    expect(preview([text("12.500"), text("8,5", 2), text("8.5", 3)]).questions[0]).toMatchObject({ elsewhere: undefined });
  });
});

describe("a total", () => {
  const cells = [stored("CP", 1, 100n), stored("CP", 2, 300n)];

  test("that comes alone is spread over the months that are there", () => {
    const { accepted } = preview([whole("8")], { cells });
    expect(accepted).toMatchObject([{ before: 400n, after: 800n }]);
    expect(accepted[0]?.cells.map(({ month, amount }) => [month, amount])).toEqual([
      [1, 200n],
      [2, 600n],
    ]);
  });

  test("that comes with its months only witnesses them", () => {
    const agreed = preview([text("2"), text("3", 3), whole("8")], { cells });
    expect([counts(agreed), agreed.unchanged[0]?.month]).toEqual([[2, 0, 0, 1, 0, 0], undefined]);
    const differing = preview([text("2"), whole("9")], { cells });
    expect(differing.rejected).toMatchObject([{ fault: { kind: "total-differs", amount: 900n, months: 500n } }]);
  });

  test("leaves what is held, and is refused when the held exceed it", () => {
    const held = new Set([cellName({ measure: "CP", targetYear: firstYear, month: 2 })]);
    expect(preview([whole("8")], { cells, held }).accepted[0]?.cells).toMatchObject([{ month: 1, amount: 500n }]);
    expect(preview([whole("2")], { cells, held }).rejected).toMatchObject([{ fault: { kind: "held-exceeds", held: 300n } }]);
  });

  test("of a year that is given as a whole refuses its months", () => {
    const year = preview([text("5")], { cells: [stored("CP", 0, 100n)] });
    expect(year.rejected).toMatchObject([{ fault: { kind: "year-and-months" } }]);
  });
});

test("what is locked or held is counted apart", () => {
  expect(counts(preview([text("5"), whole("6")], { requestState: "submitted" }))).toEqual([0, 0, 0, 0, 2, 0]);
  const held = new Set([cellName({ measure: "CP", targetYear: firstYear, month: 1 })]);
  expect(preview([text("5"), text("6", 2)], { held })).toMatchObject({
    locked: [{ fault: { kind: "cell-held" } }],
    accepted: [{ month: 2 }],
  });
});

test("a line that is not there takes nothing", () => {
  expect(preview([text("5", 1, { lineId: "gone" })]).rejected).toMatchObject([{ fault: { kind: "not-found", id: "gone" } }]);
});

test("two amounts for one place, or for one amount of personnel, are both refused", () => {
  expect(preview([text("5"), text("6")]).rejected.map(({ fault }) => fault.kind)).toEqual(["placed-twice", "placed-twice"]);
  const personnel = { spendingClass: "personnel" } as const;
  const twins = preview([text("5"), text("6", 1, { measure: "AE" })], personnel);
  expect(twins.rejected.map(({ fault }) => fault)).toEqual([
    { kind: "twin-differs", amount: 500n, twin: 600n },
    { kind: "twin-differs", amount: 600n, twin: 500n },
  ]);
  expect(counts(preview([text("5"), text("5", 1, { measure: "AE" })], personnel))).toEqual([2, 0, 0, 0, 0, 0]);
});

test("a calculation is kept beside what it comes to", () => {
  expect(preview([text("=1200+350")]).accepted).toMatchObject([{ after: 155_000n, formula: "1200+350" }]);
});
