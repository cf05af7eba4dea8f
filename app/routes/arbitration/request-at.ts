import { type Access, unitsWhere } from "#app/domain/access.ts";
import type { Db } from "#db/client.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { findRequest, type RequestRow } from "#db/queries/forecast/request.ts";

interface Place {
  readonly year: number;
  readonly access: Access;
  readonly params: Readonly<Record<string, string | undefined>>;
  notFound(what: string, id: string): Response;
}

/** The request of the address, handed in for the year that the address says, on a unit whose arbitration may be read. */
export async function requestAt(db: Db, { year, access, params, notFound }: Place): Promise<{ request: RequestRow; label: string }> {
  const id = params.request ?? "";
  const request = await findRequest(db, id);
  if (!request || request.targetYear !== year || !unitsWhere(access, "arbitration.read").has(request.unit)) throw notFound("request", id);
  return { request, label: (await unitLabel(db, request.unit, `${year}-01-01`)) ?? request.unit };
}
