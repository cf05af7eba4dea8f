import type { BudgetResource, Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { MovementKind, Origin, SpendingClass, Stage } from "../stage.ts";

/** Where a credit stands: which unit manages it, for which nature and activity. */
export interface Place {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
}
export interface StagedPlace extends Place {
  readonly stage: Stage;
}

/** One part of a movement of credits: `amount` > 0, in the smallest unit of `resource`. */
export interface MovementLine {
  readonly resource: BudgetResource;
  readonly amount: Quantity;
  readonly from: StagedPlace;
  readonly to: StagedPlace;
}

interface MovementRule {
  readonly paths: readonly (readonly [from: Stage, to: Stage])[];
  /** Whether unit, nature and activity may differ between the two sides. */
  readonly elsewhere: boolean;
  readonly resources?: readonly BudgetResource[];
  /** Of what is opened or taken back; absent where the opening itself says it. */
  readonly origin?: Origin;
  /** The text that allows these paths, and therefore forbids the others. */
  readonly article: string;
}

const both = (one: Stage, other: Stage) =>
  [
    [one, other],
    [other, one],
  ] as const;

const toReserve = [
  ["unallocated", "reserve"],
  ["notified", "reserve"],
  ["allotted", "reserve"],
] as const satisfies MovementRule["paths"];

/** The legal paths of each kind of movement (`docs/decisions/0030`). */
export const movementRules: Readonly<Record<MovementKind, MovementRule>> = {
  opening: { paths: [["voted", "unallocated"]], elsewhere: false, article: "LOLF art. 7, 34, 45" },
  cancellation: { paths: [["unallocated", "voted"]], elsewhere: false, origin: "cancellation", article: "LOLF art. 14" },
  virement: {
    paths: both("voted", "unallocated"),
    elsewhere: false,
    resources: ["AE", "CP"],
    origin: "virement",
    article: "LOLF art. 12 I",
  },
  // Credits may take posts along with them.
  transfer: {
    paths: both("voted", "unallocated"),
    elsewhere: false,
    resources: ["AE", "CP", "ETPT"],
    origin: "transfer",
    article: "LOLF art. 12 II",
  },
  carryOver: { paths: [["voted", "unallocated"]], elsewhere: false, resources: ["AE", "CP"], origin: "carryOver", article: "LOLF art. 15" },
  freeze: { paths: toReserve, elsewhere: false, article: "LOLF art. 14 III, 51 4° bis" },
  /** « Surgel »: beyond what the rates of the year set aside. */
  extraFreeze: { paths: toReserve, elsewhere: false, article: "LOLF art. 14 III" },
  release: {
    paths: [
      ["reserve", "unallocated"],
      ["reserve", "notified"],
      ["reserve", "allotted"],
    ],
    elsewhere: false,
    article: "LOLF art. 14 III, 51 4° bis",
  },
  notification: { paths: both("unallocated", "notified"), elsewhere: true, article: "LOLF art. 44, GBCP art. 67" },
  allotment: { paths: [["notified", "allotted"]], elsewhere: false, article: "LOLF art. 44, GBCP art. 67" },
  withdrawal: { paths: [["allotted", "notified"]], elsewhere: false, article: "LOLF art. 44, GBCP art. 67" },
  redeployment: { paths: [["allotted", "allotted"]], elsewhere: true, article: "LOLF art. 7 II" },
  earmark: { paths: both("allotted", "earmarked"), elsewhere: false, resources: ["AE"], article: "LOLF art. 8" },
  overrunClearing: { paths: [["allotted", "overrun"]], elsewhere: false, article: "LOLF art. 9" },
  lapse: {
    paths: [
      ...(["unallocated", "reserve", "notified", "allotted", "earmarked"] as const).flatMap((stage) => both(stage, "lapsed")),
      ["requested", "allotted"],
    ],
    elsewhere: false,
    article: "LOLF art. 15 I",
  },
};

export const movementKinds = Object.keys(movementRules) as MovementKind[];

/**
 * Says whether these lines make a legal movement of this kind. The first rule broken, in this order, is the refusal: at least one line ·
 * amounts above zero · a path of the kind · the kind's resources · same place on both sides where the kind demands it ·
 * nothing from other titles to personnel (LOLF art. 7 II, 12 IV) · AE = CP on each place of title 2 (LOLF art. 8).
 * A reversal goes the paths of its kind the other way; the other rules hold as they are.
 */
export function checkMovement(
  kind: MovementKind,
  lines: readonly MovementLine[],
  classOf: (nature: string) => SpendingClass | undefined,
  { reversal = false }: { readonly reversal?: boolean } = {},
): Result<readonly MovementLine[]> {
  const rule = movementRules[kind];
  if (lines.length === 0) return refuse({ kind: "too-few-lines", count: 0 });
  for (const [index, line] of lines.entries()) {
    const judged = reversal ? { ...line, from: line.to, to: line.from } : line;
    const refusal = amountFault(line, index + 1) ?? pathFault(kind, rule, judged) ?? placeFault(kind, rule, judged);
    if (refusal) return refuse(refusal);
    if (classOf(line.to.nature) === "personnel" && classOf(line.from.nature) !== "personnel") {
      return refuse({ kind: "non-personnel-to-personnel" });
    }
  }
  const unequal = unequalPersonnel(lines, classOf);
  return unequal ? refuse(unequal) : accept(lines);
}

/** The origin that a movement's `voted` lines bear: the kind's own, else the one given; none when nothing is opened or taken back. */
export function originOf(kind: MovementKind, lines: readonly MovementLine[], given?: Origin): Origin | undefined {
  const opens = lines.some((line) => line.from.stage === "voted" || line.to.stage === "voted");
  return opens ? (movementRules[kind].origin ?? given) : undefined;
}

function amountFault({ amount }: MovementLine, line: number): Refusal | undefined {
  if (amount < 0n) return { kind: "negative-amount", line, amount };
  return amount === 0n ? { kind: "line-without-amount", line } : undefined;
}

function pathFault(movement: MovementKind, rule: MovementRule, { from, to, resource }: MovementLine): Refusal | undefined {
  if (!rule.paths.some(([source, target]) => source === from.stage && target === to.stage)) {
    return { kind: "illegal-movement", movement, from: from.stage, to: to.stage, article: rule.article };
  }
  if (rule.resources && !rule.resources.includes(resource))
    return { kind: "resource-not-moved", movement, resource, article: rule.article };
  return undefined;
}

function placeFault(movement: MovementKind, rule: MovementRule, { from, to }: MovementLine): Refusal | undefined {
  const same = from.unit === to.unit && from.nature === to.nature && from.activity === to.activity;
  // A redeployment to the place it leaves would be an entry against itself.
  const wrong = rule.elsewhere ? same && from.stage === to.stage : !same;
  return wrong ? { kind: "place-must-stay", movement, article: rule.article } : undefined;
}

/** LOLF art. 8: on title 2 what is opened, given or taken in AE equals what is in CP, at each place and on each side. */
function unequalPersonnel(lines: readonly MovementLine[], classOf: (nature: string) => SpendingClass | undefined): Refusal | undefined {
  const totals = new Map<string, { ae: Quantity; cp: Quantity }>();
  for (const { resource, amount, from, to } of lines) {
    if (resource !== "AE" && resource !== "CP") continue;
    for (const [place, sign] of [
      [from, -1n],
      [to, 1n],
    ] as const) {
      if (classOf(place.nature) !== "personnel") continue;
      const key = [place.stage, place.unit, place.nature, place.activity].join("\u0000");
      const total = totals.get(key) ?? { ae: 0n, cp: 0n };
      const part = amount * sign;
      totals.set(key, resource === "AE" ? { ...total, ae: total.ae + part } : { ...total, cp: total.cp + part });
    }
  }
  const wrong = [...totals.values()].find(({ ae, cp }) => ae !== cp);
  return wrong && { kind: "personnel-authorisations-differ", ae: magnitude(wrong.ae), cp: magnitude(wrong.cp) };
}

function magnitude(quantity: Quantity): Quantity {
  return quantity < 0n ? -quantity : quantity;
}
