import { expect, it } from "vitest";
import { type Flow, staffingScheme } from "#app/domain/workforce/scheme.ts";

/** PAP 2022, programme 624 (budget.gouv.fr, FR_2022_PLF_BA_PGM_624_JPE): ETP that leave and come, in hundredths, with their mean months. */
const published = [
  { category: "A+", exits: [0n, 0n], entries: [0n, 0n], scheme: 0n, impact: 0n },
  { category: "A", exits: [600n, 700n], entries: [500n, 696n], scheme: -100n, impact: -48n },
  { category: "B", exits: [100n, 700n], entries: [300n, 700n], scheme: 200n, impact: 100n },
  { category: "C", exits: [200n, 700n], entries: [100n, 700n], scheme: -100n, impact: -50n },
  { category: "Contractuels", exits: [4800n, 762n], entries: [4100n, 700n], scheme: -700n, impact: -102n },
] as const;

const flow = ([fte, meanMonth]: readonly [bigint, bigint]): Flow[] => (fte === 0n ? [] : [{ fte, meanMonth }]);
/** ETPT of the unit of a sheet (1 200 to one) in hundredths, to the nearest. */
const hundredths = (etpt: bigint) => (etpt + (etpt < 0n ? -6n : 6n)) / 12n;

it.each(published)(
  "gives the scheme and the impact that the annual document publishes for $category",
  ({ entries, exits, scheme, impact }) => {
    const own = staffingScheme(flow(entries), flow(exits));
    expect(own.net).toBe(scheme);
    expect(hundredths(own.impact)).toBe(impact);
  },
);

it("leaves to the year after what the scheme does not change in its own: together they are the scheme over a whole year", () => {
  for (const { entries, exits } of published) {
    const own = staffingScheme(flow(entries), flow(exits));
    expect(own.impact + own.fullYearEffect).toBe(own.net * 12n);
  }
});

it("counts all of January, and one month of December", () => {
  expect(staffingScheme([{ fte: 100n, meanMonth: 100n }], [])).toEqual({ net: 100n, impact: 1200n, fullYearEffect: 0n });
  expect(staffingScheme([{ fte: 100n, meanMonth: 1200n }], [])).toEqual({ net: 100n, impact: 100n, fullYearEffect: 1100n });
});
