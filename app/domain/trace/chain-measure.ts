/**
 * What the documents of commitments tell, all exercises together: what was `committed`, increases included, and `withdrawn`; `held`, their
 * difference; what was `certified`, `billed` (asked for) and `paid`; what is `outstanding` (« reste à payer », `app/domain/execution/outstanding.ts`) and its three
 * parts; what of it is `due` in a year. In cents: of AE, but what is billed, paid or due, of CP.
 */
export const chainMeasures = [
  "committed",
  "withdrawn",
  "held",
  "certified",
  "billed",
  "paid",
  "outstanding",
  "uncertified",
  "accrued",
  "owed",
  "due",
] as const;
export type ChainMeasure = (typeof chainMeasures)[number];
/** Those that are sums of documents; what is due comes from schedules. */
export type SummedMeasure = Exclude<ChainMeasure, "due">;

/** What a document of a chain adds to. */
export type ChainTotal = "committed" | "withdrawn" | "certified" | "requested" | "paid";
export type Sign = 1 | -1;

/** What each is the signed sum of. */
export const signsOf: Readonly<Record<SummedMeasure, Readonly<Partial<Record<ChainTotal, Sign>>>>> = {
  committed: { committed: 1 },
  withdrawn: { withdrawn: 1 },
  held: { committed: 1, withdrawn: -1 },
  certified: { certified: 1 },
  billed: { requested: 1 },
  paid: { paid: 1 },
  outstanding: { committed: 1, withdrawn: -1, paid: -1 },
  uncertified: { committed: 1, withdrawn: -1, certified: -1 },
  accrued: { certified: 1, requested: -1 },
  owed: { requested: 1, paid: -1 },
};

/** The figures that one is made of, each with a story of its own: how it came about (`step`), and how far it has come (`standing`). */
export const makingsOf: Readonly<
  Partial<Record<ChainMeasure, Readonly<Partial<Record<"step" | "standing", readonly (readonly [SummedMeasure, Sign])[]>>>>>
> = {
  held: {
    step: [
      ["committed", 1],
      ["withdrawn", -1],
    ],
  },
  outstanding: {
    step: [
      ["committed", 1],
      ["withdrawn", -1],
      ["paid", -1],
    ],
    standing: [
      ["uncertified", 1],
      ["accrued", 1],
      ["owed", 1],
    ],
  },
};

export function isChain(measure: string): measure is ChainMeasure {
  return (chainMeasures as readonly string[]).includes(measure);
}

export function chainResource(measure: ChainMeasure): "AE" | "CP" {
  return measure === "billed" || measure === "paid" || measure === "due" ? "CP" : "AE";
}
