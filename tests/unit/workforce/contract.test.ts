import { expect, it } from "vitest";
import { type ContractTerms, changedFrom, faultOfPerson, faultOfPost, faultOfTerms } from "#app/domain/workforce/contract.ts";
import { movesOf, schemeOfMoves } from "#app/domain/workforce/moves.ts";

const contract: ContractTerms = {
  ...{ unit: "DR44", activity: "01-ENQ", category: "B", post: null, ratio: 100n, profile: "", dataProcessing: false },
  ...{ firstDay: "2026-01-01", lastDay: null },
};
const terms = (changes: Partial<ContractTerms>) => ({ ...contract, ...changes });

it.each([
  ["no working time", terms({ ratio: 0n }), "working-time-out-of-range"],
  ["more than a full time", terms({ ratio: 150n }), "working-time-out-of-range"],
  ["a leaving before the arrival", terms({ lastDay: "2025-12-31" }), "leaving-before-arrival"],
  ["one day", terms({ lastDay: "2026-01-01" }), undefined],
])("judges %s", (_, own, kind) => {
  expect(faultOfTerms(own)?.kind).toBe(kind);
});

it.each([
  [
    "the same unit, one day in common",
    terms({ ratio: 20n, lastDay: "2026-03-31" }),
    [terms({ ratio: 50n, firstDay: "2026-03-31" })],
    "contracts-overlap",
  ],
  ["the same unit, one after the other", terms({ lastDay: "2026-03-30" }), [terms({ firstDay: "2026-03-31" })], undefined],
  ["two half times in two units", terms({ ratio: 50n }), [terms({ ratio: 50n, unit: "DR11" })], undefined],
  [
    "more than a full time in two units",
    terms({ ratio: 60n }),
    [terms({ ratio: 50n, unit: "DR11", firstDay: "2026-09-01" })],
    "more-than-full-time",
  ],
  [
    "two others that are never there together",
    terms({ ratio: 50n }),
    [terms({ ratio: 50n, unit: "DR11", lastDay: "2026-05-31" }), terms({ ratio: 50n, unit: "DR24", firstDay: "2026-06-01" })],
    undefined,
  ],
])("judges a person in %s", (_, own, others, kind) => {
  expect(faultOfPerson("M1", own, others)?.kind).toBe(kind);
});

it("says on which day a person would work too much, and how much", () => {
  const fault = faultOfPerson("M1", terms({ ratio: 60n }), [terms({ ratio: 50n, unit: "DR11", firstDay: "2026-09-01" })]);
  expect(fault).toEqual({ kind: "more-than-full-time", person: "M1", on: "2026-09-01", ratio: 110n });
});

const post = { number: "P1", size: 100n, firstDay: "2026-01-01", lastDay: null };
it.each([
  ["before it opens", post, terms({ firstDay: "2025-12-31" }), [], "post-not-open"],
  ["after it closes", { ...post, lastDay: "2026-06-30" }, terms({}), [], "post-not-open"],
  ["beside somebody who holds half of it", post, terms({ ratio: 50n }), [terms({ ratio: 50n, unit: "DR11" })], undefined],
  ["beside somebody who holds all of it", post, terms({ ratio: 10n }), [terms({})], "post-overfilled"],
])("judges a post %s", (_, own, held, occupants, kind) => {
  expect(faultOfPost(own, held, occupants)?.kind).toBe(kind);
});

it("ends a contract on the eve of a change, and begins another", () => {
  const changed = changedFrom(contract, "2026-05-01", { ratio: 80n });
  expect(changed).toMatchObject({
    before: { ratio: 100n, lastDay: "2026-04-30" },
    after: { ratio: 80n, firstDay: "2026-05-01", lastDay: null },
  });
  expect(changedFrom(contract, "2026-01-01", { unit: "DR11" })).toMatchObject({ before: null, after: { unit: "DR11" } });
  expect(changedFrom(contract, "2025-05-01", { ratio: 80n })).toMatchObject({ kind: "change-out-of-contract" });
  expect(changedFrom(contract, "2026-05-01", { ratio: 100n })).toEqual({ kind: "change-of-nothing" });
});

it("tells entries, exits, transfers and working times apart, for a unit and for all of them", () => {
  const person = (name: string, ...own: readonly ContractTerms[]) => own.map((each) => ({ ...each, person: name }));
  const contracts = [
    ...person("comes", terms({ firstDay: "2026-09-01" })),
    ...person("leaves", terms({ firstDay: "2020-01-01", lastDay: "2026-06-30" })),
    ...person(
      "moves",
      terms({ firstDay: "2020-01-01", lastDay: "2026-03-31" }),
      terms({ firstDay: "2026-04-01", unit: "DR11", ratio: 80n }),
    ),
    ...person("works less", terms({ firstDay: "2020-01-01", lastDay: "2026-04-30" }), terms({ firstDay: "2026-05-01", ratio: 50n })),
  ];
  const told = (seen: (own: { readonly unit: string }) => boolean) =>
    movesOf(contracts, { from: "2026-01-01", to: "2026-12-31", seen }).map(({ person: own, kind, on, fte }) => [own, kind, on, fte]);
  expect(told(() => true)).toEqual([
    ["moves", "ratio", "2026-04-01", -20n],
    ["works less", "ratio", "2026-05-01", -50n],
    ["leaves", "exit", "2026-07-01", -100n],
    ["comes", "entry", "2026-09-01", 100n],
  ]);
  expect(told(({ unit }) => unit === "DR44").slice(0, 2)).toEqual([
    ["moves", "transferOut", "2026-04-01", -80n],
    ["moves", "ratio", "2026-04-01", -20n],
  ]);
  const scheme = schemeOfMoves(movesOf(contracts, { from: "2026-01-01", to: "2026-12-31", seen: () => true }));
  expect(scheme).toEqual({ net: -70n, impact: -20n * 9n - 50n * 8n - 100n * 6n + 100n * 4n, fullYearEffect: -70n * 12n - -780n });
});
