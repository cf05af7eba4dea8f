import { describe, expect, test } from "vitest";
import type { TypedEdit } from "#app/commands/write-cells.ts";
import type { Parcel } from "#app/routes/forecast/unit/sheet/kept/left-behind.ts";
import { afterAnswer } from "#app/routes/forecast/unit/sheet/kept/queue.ts";

const edit = (month: number, amount: bigint, seen = 5n): TypedEdit => ({
  ...{ lineId: "L", measure: "CP", targetYear: 2027, month, amount, seen },
});
const typed = { edits: [edit(1, 100n), edit(2, 200n)] };
const pasted: Parcel = { key: "pasted", kind: "paste", edits: [edit(2, 300n), edit(3, 400n)] };
const answer = { revision: "6", conflicts: [] };

describe("once the server has answered for what was typed, the paste that waits behind it", () => {
  test("has seen it, and is in no conflict with it", () => {
    const [after] = afterAnswer([pasted], typed, answer, new Set(["pasted"]));
    expect(after).toEqual({ ...pasted, edits: [edit(2, 300n, 6n), edit(3, 400n)] });
  });

  test("leaves the cells where somebody else was first to the choice that the page asks for", () => {
    const { lineId, measure, targetYear, month } = edit(2, 0n);
    const conflict = { lineId, measure, targetYear, month, mine: "200", theirs: "1", revision: "6", author: "C. Martin", at: "2026-06-15" };
    const told = { ...answer, conflicts: [conflict] };
    expect(afterAnswer([pasted], typed, told, new Set(["pasted"]))).toEqual([{ ...pasted, edits: [edit(3, 400n)] }]);
    expect(afterAnswer([{ ...pasted, edits: [edit(2, 300n)] }], typed, told, new Set(["pasted"]))).toEqual([]);
  });

  test("is sent again word for word when it was sent before: its key is answered for that text alone", () => {
    expect(afterAnswer([pasted], typed, answer, new Set())).toEqual([pasted]);
  });
});
