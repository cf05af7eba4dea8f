import { type Band, coverage } from "#app/domain/execution/coverage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsToPay, envelopesToPay } from "#db/queries/execution-coverage.ts";
import { dueByUnit } from "#db/queries/execution-outstanding.ts";
import { rootUnit } from "#db/queries/execution-reference.ts";
import { type OutstandingPlace, outstandingPlace } from "../outstanding/load-outstanding.ts";

export interface UnitSchedule {
  readonly unit: string;
  readonly label: string;
  readonly bands: readonly Band[];
}

export interface ScheduleShown extends Pick<OutstandingPlace, "year" | "on" | "from"> {
  readonly unit: string | null;
  /** All units of the scope together, against their credits and the envelope where one is set for this scope. */
  readonly bands: readonly Band[];
  readonly byUnit: readonly UnitSchedule[];
}

/** When what is committed will be paid, in the units of the address, against what each year may pay. */
export async function loadSchedule(scene: LoaderScene): Promise<ScheduleShown> {
  const { db, url, access, today, mayDo } = scene;
  const place = await outstandingPlace(scene);
  const { year, on, from, units } = place;
  const visible = await visibleUnits(db, access, "execution.read", today);
  const root = await rootUnit(db, today);
  const asked = searchOf(url).unit;
  const unit = asked !== undefined && units.includes(asked) ? asked : null;
  // An envelope is read by those who read arbitrations; that of the campaign only over the whole of it.
  const scope = unit ?? (root !== undefined && units.includes(root) ? root : undefined);
  const seesEnvelope = scope !== undefined && mayDo("arbitration.read", scope);
  const envelopes = seesEnvelope ? await envelopesToPay(db, from, unit === null || unit === root ? undefined : unit) : [];
  const due = await dueByUnit(db, place, from);
  const covers = [...(await creditsToPay(db, from, units)).filter((cover) => cover.year === from), ...envelopes];
  const ofUnit = (code: string) => due.filter((own) => own.unit === code);
  return {
    ...{ year, on, from, unit, bands: coverage(due, covers, from) },
    byUnit: [...new Set(due.map((own) => own.unit))].map((code) => ({
      ...{ unit: code, label: visible.find((own) => own.code === code)?.shortLabel ?? code },
      bands: coverage(ofUnit(code), [], from),
    })),
  };
}
