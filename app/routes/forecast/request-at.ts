import type { Db } from "#db/client.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { findRequest, type RequestRow } from "#db/queries/forecast/request.ts";

interface Place {
  readonly year: number;
  readonly params: Readonly<Record<string, string | undefined>>;
  notFound(what: string, id: string): Response;
}

/** The request of the address, which must be one of the unit and the year that the address says. */
export async function requestAt(db: Db, { year, params, notFound }: Place): Promise<{ request: RequestRow; label: string }> {
  const id = params.request ?? "";
  const request = await findRequest(db, id);
  if (!request || request.unit !== params.unit || request.targetYear !== year) throw notFound("request", id);
  return { request, label: (await unitLabel(db, request.unit, `${year}-01-01`)) ?? request.unit };
}

/** How the units that manage a request and benefit from it are called, by their codes. */
export async function unitLabels(
  db: Db,
  { managingUnit, benefitingUnit }: Pick<RequestRow, "managingUnit" | "benefitingUnit">,
  year: number,
): Promise<Readonly<Record<string, string>>> {
  const codes = [...new Set([managingUnit, benefitingUnit])];
  const labels = await Promise.all(codes.map(async (code) => [code, (await unitLabel(db, code, `${year}-01-01`)) ?? code] as const));
  return Object.fromEntries(labels);
}
