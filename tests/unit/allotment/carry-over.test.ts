import { expect, test } from "vitest";
import { carryOverCaps, carryOverRooms } from "#app/domain/allotment/carry-over.ts";

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
