import { type MovementLine, movementRules } from "#app/domain/allotment/movement.ts";
import type { KindByHand } from "#app/domain/allotment/movement-state.ts";
import { isOfProgramme, type MovementPath, type TypedRow } from "#app/domain/allotment/typed-rows.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { holdingsAt } from "#db/queries/allotment.ts";
import { labelsOf, votedPlaces } from "#db/queries/allotment-places.ts";
import { actionsOf, classesOf, natureFacts } from "#db/queries/execution-reference.ts";

/** A place that a movement may take from or give to, with what stands there at the stage that it leaves; null where it comes from outside. */
export interface FormRow {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly spendingClass: SpendingClass;
  readonly held: Readonly<Partial<Record<BudgetResource, Quantity>>> | null;
  /** Staff stand apart from credits. */
  readonly staffOnly: boolean;
}

interface Asked {
  readonly year: number;
  readonly on: Day;
  readonly kind: KindByHand;
  readonly path: MovementPath;
  /** Of the movement: the root, unless the path is a unit's. */
  readonly unit: string;
  readonly root: string;
}

/** The rows of the form: where the credits are that may be moved; for what comes from outside, the actions of each class. */
export async function formRows(db: Db, { year, on, kind, path, unit, root }: Asked): Promise<FormRow[]> {
  if (path.from === "voted") return await incomingRows(db, kind, on);
  const from = kind === "notification" && path.from === "unallocated" ? root : unit;
  const holdings = (await holdingsAt(db, year, path.from, [from])).filter(({ amount, resource }) => amount > 0n && resource !== "DAY");
  const classOf = await classesOf(
    db,
    holdings.map(({ nature }) => nature),
  );
  const natures = await labelsOf(
    db,
    "nature",
    holdings.map(({ nature }) => nature),
    on,
  );
  const activities = await labelsOf(
    db,
    "activity",
    holdings.map(({ activity }) => activity),
    on,
  );
  const rows = new Map<string, FormRow>();
  for (const { nature, activity, resource, amount } of holdings) {
    const spendingClass = classOf(nature);
    if (!spendingClass || !moves(kind, resource)) continue;
    const key = `${nature} ${activity} ${resource === "ETPT"}`;
    const label = `${natures.get(nature) ?? nature} · ${activities.get(activity) ?? activity}`;
    const before = rows.get(key) ?? { nature, activity, label, spendingClass, held: {}, staffOnly: resource === "ETPT" };
    rows.set(key, { ...before, held: { ...before.held, [resource]: amount } });
  }
  return [...rows.values()];
}

async function incomingRows(db: Db, kind: KindByHand, on: Day): Promise<FormRow[]> {
  const { classes, actions, programme } = await votedPlaces(db, on);
  const credits = classes.flatMap(({ code: nature, label, spendingClass }) =>
    actions.map(
      (action): FormRow => ({
        nature,
        activity: action.code,
        label: `${label} · ${action.label}`,
        spendingClass,
        held: null,
        staffOnly: false,
      }),
    ),
  );
  const personnel = classes.find(({ spendingClass }) => spendingClass === "personnel");
  if (!programme || !personnel || !moves(kind, "ETPT") || kind === "carryOver") return credits;
  const staff = { nature: personnel.code, activity: programme.code, label: `${personnel.label} · ${programme.label}` };
  return [...credits, { ...staff, spendingClass: "personnel", held: null, staffOnly: true }];
}

function moves(kind: KindByHand, resource: BudgetResource): boolean {
  const { resources } = movementRules[kind];
  return resources === undefined || resources.includes(resource);
}

/** Where each side of a typed row stands: at the programme, at the unit, or one at each for a notification. */
export async function placesOfRows(db: Db, { on, kind, path, unit, root }: Omit<Asked, "year">, rows: readonly TypedRow[]) {
  if (kind !== "notification") {
    const own = isOfProgramme(path) ? root : unit;
    return ({ nature, activity }: TypedRow) => ({ from: { unit: own, nature, activity }, to: { unit: own, nature, activity } });
  }
  const facts = await natureFacts(
    db,
    rows.map(({ nature }) => ({ nature, on })),
  );
  const actionOf = await actionsOf(
    db,
    rows.map(({ activity }) => activity),
    on,
  );
  return ({ nature, activity }: TypedRow) => {
    const programme = { unit: root, nature: facts(nature, on).classNode ?? nature, activity: actionOf(activity) ?? activity };
    const own = { unit, nature, activity };
    return path.from === "unallocated" ? { from: programme, to: own } : { from: own, to: programme };
  };
}

/** What a draft says of each row, as it is typed again. */
export function typedOf(lines: readonly MovementLine[], { nature, activity, staffOnly }: FormRow) {
  const at = (resource: BudgetResource) =>
    lines.find((line) => line.resource === resource && line.to.nature === nature && line.to.activity === activity)?.amount ??
    lines.find((line) => line.resource === resource && line.from.nature === nature && line.from.activity === activity)?.amount;
  return staffOnly ? { staff: at("ETPT") } : { ae: at("AE"), cp: at("CP") };
}
