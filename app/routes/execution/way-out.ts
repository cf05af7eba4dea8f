import type { Access } from "#app/domain/access.ts";
import { mayDo, unitsWhere } from "#app/domain/access.ts";
import { type AskedAmount, availabilityOf, type LevelAvailability } from "#app/domain/execution/availability.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Db } from "#db/client.ts";
import { availableAt, type Donor, donorsFor } from "#db/queries/execution-availability.ts";
import { classesOf, controlUnitsOf } from "#db/queries/execution-reference.ts";
import { newTransferAddress } from "../units/addresses.ts";

/** A unit with room, and the request for a redeployment that takes it from there, prefilled. */
export interface WayOut extends Donor {
  readonly to: string;
}
export interface LevelWithWays extends LevelAvailability {
  /** Units that hold all that is missing, of those the reader may see; each is feasible as it stands. */
  readonly ways: readonly WayOut[];
  /** Where nobody in sight has room: the same request, with nobody named to take from. */
  readonly ask: string | null;
}

interface Reader {
  readonly year: number;
  readonly access: Access;
}

/** For each level that a form asks of: asked, available, and where there is not enough, who holds room and how to ask for it. */
export async function availabilityFor(
  db: Db,
  { year, access }: Reader,
  asked: readonly AskedAmount[],
  resource: "AE" | "CP",
): Promise<LevelWithWays[]> {
  const classOf = await classesOf(
    db,
    asked.map(({ nature }) => nature),
  );
  const controlOf = await controlUnitsOf(
    db,
    year,
    asked.map(({ unit }) => unit),
  );
  const levelOf = ({ unit, nature }: AskedAmount) => {
    const spendingClass = classOf(nature);
    return spendingClass && { unit: controlOf(unit), spendingClass };
  };
  const levels = asked.flatMap((place) => levelOf(place) ?? []);
  const found = availabilityOf(asked, levelOf, await availableAt(db, year, levels, resource));
  const seen = [...unitsWhere(access, "allotment.read")];
  const shown: LevelWithWays[] = [];
  for (const level of found) {
    const { unit: except, spendingClass, missing, place } = level;
    const mayAsk = missing > 0n && mayDo(access, "allotment.request", place.unit);
    const donors = missing > 0n ? await donorsFor(db, { year, units: seen, except, spendingClass, resource, missing }) : [];
    const address = (from?: string) => {
      const amount = amountText(missing, resource);
      const { unit: to, nature, activity } = place;
      return newTransferAddress(year, { from, to, nature, activity, ...(resource === "AE" ? { ae: amount } : { cp: amount }) });
    };
    shown.push({
      ...level,
      ways: mayAsk ? donors.map((donor) => ({ ...donor, to: address(donor.unit) })) : [],
      ask: mayAsk && donors.length === 0 ? address() : null,
    });
  }
  return shown;
}
