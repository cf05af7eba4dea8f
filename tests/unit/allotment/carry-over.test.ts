import { expect, test } from "vitest";
import { carriedOrCarriable, carryOverCaps, carryOverRooms } from "#app/domain/allotment/carry-over.ts";

test("each class and resource is bounded by what lapsed, and by 3 % but for the AE of other titles", () => {
  expect(carryOverCaps.map(({ cap, spendingClass, resource }) => `${spendingClass} ${resource} ${cap}`)).toEqual([
    "personnel AE carryOverPersonnel",
    "personnel AE carryOverAvailable",
    "personnel CP carryOverPersonnel",
    "personnel CP carryOverAvailable",
    "nonPersonnel AE carryOverAvailable",
    "nonPersonnel CP carryOverOther",
    "nonPersonnel CP carryOverAvailable",
  ]);
});

test("the cap that leaves least says what may still be carried over; one that is full leaves nothing", () => {
  const place = { spendingClass: "nonPersonnel", resource: "CP" } as const;
  const states = (used: bigint) => [
    { ...place, cap: "carryOverOther" as const, used, ceiling: 300n },
    { ...place, cap: "carryOverAvailable" as const, used, ceiling: 500n },
  ];
  expect(carryOverRooms(states(100n))).toEqual([{ ...place, cap: "carryOverOther", ceiling: 300n, room: 200n }]);
  expect(carryOverRooms(states(300n))).toMatchObject([{ room: 0n }]);
  expect(carryOverRooms([])).toEqual([]);
});

test("what is carried over is said; while nothing is, what may be, both classes together", () => {
  const room = (spendingClass: "personnel" | "nonPersonnel", resource: "AE" | "CP", own: bigint) => {
    return { spendingClass, resource, cap: "carryOverAvailable" as const, ceiling: 900n, room: own };
  };
  const rooms = [room("personnel", "AE", 10n), room("nonPersonnel", "AE", 500n), room("nonPersonnel", "CP", 40n)];
  const said = (carried: Parameters<typeof carriedOrCarriable>[2]) => [
    carriedOrCarriable("AE", rooms, carried),
    carriedOrCarriable("CP", rooms, carried),
  ];
  expect(said([])).toEqual([510n, 40n]);
  expect(said([{ resource: "CP", amount: 30n }])).toEqual([0n, 30n]);
});
