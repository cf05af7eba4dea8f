import { monthsOver } from "#app/domain/forecast/landing.ts";
import type { Day } from "#app/domain/month.ts";
import type { ComposedKind } from "#app/domain/reports/kind.ts";
import type { Report, ReportPart } from "#app/domain/reports/report.ts";
import type { Db } from "../../client.ts";
import { exercise } from "../execution-reference.ts";
import { asOfDay, type ReportFrame, unitsOn } from "./frame.ts";
import { managementReport } from "./management.ts";
import { generalNote } from "./note.ts";
import { programmingDocument } from "./programming.ts";
import { staffingDocument } from "./staffing.ts";
import { unitSheet } from "./unit.ts";

export interface ReportAsked {
  readonly kind: ComposedKind;
  readonly year: number;
  readonly today: Day;
  /** The unit that it is about: of a unit's sheet alone. */
  readonly subject: string | null;
}

/** A document as it stands today, or at the end of its year; undefined: no such exercise, or no such unit. */
export async function composeReport(db: Db, { kind, year, today, subject }: ReportAsked): Promise<Report | undefined> {
  const days = await exercise(db, year);
  if (!days || (kind === "unit") !== (subject !== null)) return undefined;
  const asOf = asOfDay(days, today);
  const units = await unitsOn(db, asOf, subject);
  const own = units.find(({ code }) => code === subject);
  if (subject !== null && !own) return undefined;
  const frame: ReportFrame = { db, year, today, asOf, firstDay: days.firstDay, months: monthsOver(year, today), units };
  return { kind, year, asOf, subject: own ?? null, parts: await composers[kind](frame) };
}

const composers: Readonly<Record<ComposedKind, (frame: ReportFrame) => Promise<ReportPart[]>>> = {
  management: managementReport,
  programming: programmingDocument,
  note: generalNote,
  staffing: staffingDocument,
  unit: unitSheet,
};
