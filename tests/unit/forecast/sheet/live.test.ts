import { describe, expect, test } from "vitest";
import { initialsOf, presentTo } from "#app/domain/forecast/presence.ts";
import { leftIn, type Parcel, strays } from "#app/routes/forecast/unit/sheet/kept/left-behind.ts";
import type { LineState } from "#app/routes/forecast/unit/sheet/lines.ts";
import { type LiveCell, toldChanges } from "#app/routes/forecast/unit/sheet/live/changes.ts";
import { type SheetRead, sheetState } from "#app/routes/forecast/unit/sheet/sheet-state.ts";
import { type SheetAct, type SheetState, sheetAfter, waitingEdits } from "#app/routes/forecast/unit/sheet/state.ts";

/** One line that holds CP 100 in January, written at revision 3 of 5. */
const year = 2027;
const january = { lineId: "L", measure: "CP" as const, targetYear: year, month: 1, amount: 100n, revision: 3n };
const line: SheetRead["lines"][number] = {
  ...{ id: "L", request: "R", requestNumber: 1, requestTitle: "Socle", requestKind: "baseline", requestState: "draft", requestVersion: 1 },
  ...{
    nature: "31",
    natureLabel: "Achats",
    activity: "01",
    activityLabel: "Enquêtes",
    profile: null,
    label: "",
    spendingClass: "nonPersonnel",
    component: null,
    fromStaff: false,
  },
};
const read: SheetRead = {
  campaignState: "open",
  mayEdit: true,
  seesCosts: true,
  revision: 5n,
  lines: [line],
  cells: [january],
  holds: [],
  formulas: [],
};
const start = () => sheetState(read);
const played = (...acts: SheetAct[]) => acts.reduce(sheetAfter, start());
const first = ({ lines: [own] }: SheetState): LineState => own ?? expect.fail("no line");
const cellIn = (state: SheetState, month = 1) => first(state).cells.get(`CP ${year} ${month}`);

const theirs = (amount: bigint | null, revision: bigint, { month = 1, mine = false } = {}): LiveCell => {
  return { lineId: "L", measure: "CP", targetYear: year, month, amount, revision, author: "Camille", mine, at: "2026-03-10T10:00:00Z" };
};
const live = (cells: readonly LiveCell[], revision: bigint, since = 5n): SheetAct => ({ kind: "live", since, revision, cells });
const typed = (text: string, month = 1): SheetAct => {
  const texts = [{ column: { targetYear: year, month }, text }];
  return { kind: "texts", view: { measure: "CP", by: "months", year }, lines: [{ line: "L", texts }], pasted: false };
};
const edit = (amount: bigint | null, seen: bigint, month = 1) => ({
  lineId: "L",
  measure: "CP" as const,
  targetYear: year,
  month,
  amount,
  seen,
});

describe("what others write", () => {
  test("comes to its cell, fresh, and the sheet is seen up to there", () => {
    const state = played(live([theirs(200n, 6n)], 6n));
    expect(cellIn(state)).toMatchObject({ amount: 200n, revision: 6n, fresh: "Camille" });
    expect(state.revision).toBe(6n);
    expect(cellIn(sheetAfter(state, { kind: "calm" }))).not.toHaveProperty("fresh");
  });

  test("typed upon, was seen", () => {
    expect(waitingEdits(played(live([theirs(200n, 6n)], 6n), typed("3")))).toEqual([edit(300n, 6n)]);
  });

  test("never touches what waits here, which keeps what it had seen, even typed again", () => {
    const state = played(typed("3"), live([theirs(200n, 6n)], 6n));
    expect(waitingEdits(state)).toEqual([edit(300n, 5n)]);
    expect(waitingEdits(sheetAfter(state, typed("4")))).toEqual([edit(400n, 5n)]);
  });

  test("after something that was missed raises no revision", () => {
    expect(played(live([theirs(200n, 9n)], 9n, 8n)).revision).toBe(5n);
  });

  test("is not undone by an older reading that comes late, and not done twice", () => {
    const after = played(live([theirs(200n, 6n)], 6n), { kind: "read", state: start() });
    expect([cellIn(after)?.amount, after.revision]).toEqual([200n, 6n]);
    expect(first(sheetAfter(after, live([theirs(150n, 4n)], 6n))).cells.get(`CP ${year} 1`)?.amount).toBe(200n);
  });

  test("in a contested cell takes the place of theirs; mine stays beside it", () => {
    const conflict = { lineId: "L", measure: "CP" as const, targetYear: year, month: 1, mine: "300", theirs: "200", revision: "6" };
    const answer = { revision: "7", conflicts: [{ ...conflict, author: "Camille", at: "" }], refusals: [] };
    const contested = played(typed("3"), { kind: "sent", edits: [edit(300n, 5n)] }, { kind: "answered", edits: [edit(300n, 5n)], answer });
    const state = sheetAfter(contested, live([theirs(250n, 8n)], 8n));
    expect(cellIn(state)).toMatchObject({ amount: 250n, revision: 8n, contested: { mine: 300n } });
  });

  test("is told when it changes something, and never one's own", () => {
    const changes = { since: 5n, revision: 7n, cells: [theirs(200n, 6n), theirs(5n, 7n, { month: 2, mine: true }), theirs(1n, 2n)] };
    expect(toldChanges(start(), changes)).toMatchObject([{ month: 1, before: 100n, amount: 200n }]);
  });
});

describe("what a page leaves behind", () => {
  const parcel: Parcel = { key: "K", kind: "entry", edits: [edit(300n, 5n)] };

  test("is nothing when the server knows all of it", () => {
    expect(leftIn(start(), [])).toBeUndefined();
  });

  test("comes back as it was: what was sent goes again first, what waits keeps what it had seen", () => {
    const left = leftIn(played(typed("4"), typed("x", 2)), [parcel]) ?? expect.fail("nothing was left");
    const later = sheetState({ ...read, revision: 9n, cells: [{ ...january, amount: 777n, revision: 9n }] });
    const state = sheetAfter(later, { kind: "found", left });
    expect(waitingEdits(state)).toEqual([edit(400n, 5n)]);
    expect(first(state).faults.get(`CP ${year} 2`)).toMatchObject({ text: "x" });
    expect(leftIn(state, left.parcels)).toEqual(left);
  });

  test("gives way to what was typed here since", () => {
    const left = leftIn(played(typed("4")), []) ?? expect.fail("nothing was left");
    expect(waitingEdits(sheetAfter(played(typed("6")), { kind: "found", left }))).toEqual([edit(600n, 5n)]);
  });

  test("contested, is contested again, even when theirs emptied the cell", () => {
    const contested = [{ lineId: "L", measure: "CP" as const, targetYear: year, month: 3, mine: 5n, author: "Camille", at: "" }];
    const state = sheetAfter(start(), { kind: "found", left: { parcels: [], waiting: [], faults: [], contested } });
    expect(cellIn(state, 3)).toMatchObject({ amount: null, contested: { mine: 5n, author: "Camille" } });
  });

  test("without its line is not forgotten", () => {
    const lost = { ...edit(5n, 5n), lineId: "gone" };
    expect(strays(start(), { parcels: [], waiting: [lost], faults: [], contested: [] })).toEqual([lost]);
  });
});

describe("who is there", () => {
  const guest = (stream: string, person: bigint, cell: string | null) => ({ stream, person, cell, seenAt: 0 });

  test("is each person once, with the cells of all their windows, and never oneself", () => {
    const guests = [guest("a", 1n, "A"), guest("b", 2n, "B"), guest("c", 2n, "C"), guest("d", 3n, null)];
    expect(presentTo(1n, guests)).toEqual([
      { person: 2n, cells: ["B", "C"] },
      { person: 3n, cells: [] },
    ]);
  });

  test.each([
    ["Camille Martin (fictif)", "CM"],
    ["Élie de la Tour", "ÉT"],
    ["Admin", "A"],
  ])("%s is %s", (name, initials) => expect(initialsOf(name)).toBe(initials));
});
