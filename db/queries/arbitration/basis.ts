import { totalled } from "#app/domain/arbitration/amount.ts";
import { type DecisionCase, roomLeft } from "#app/domain/arbitration/decision.ts";
import type { Db } from "../../client.ts";
import { references } from "../forecast/reference.ts";
import type { RequestRow } from "../forecast/request.ts";
import { askedCells } from "../forecast/sheet.ts";
import { decidedTotals } from "./envelope.ts";
import { amountsProposed } from "./proposed.ts";

/** What a decision on a request starts from in a scenario: what is asked, what is proposed, what is left of notified N. */
export async function decisionBasis(
  db: Db,
  scenario: string,
  request: RequestRow,
): Promise<Pick<DecisionCase, "asked" | "proposed" | "room">> {
  const asked = totalled(await askedCells(db, request.id, "whole"));
  const proposed = (await amountsProposed(db, [request.id])).get(request.id) ?? null;
  const notified = await references(db, [request.unit], request.targetYear, "everywhere");
  const ofUnit = await decidedTotals(db, scenario, { units: new Set([request.unit]), except: request.id });
  return { asked, proposed, room: roomLeft(asked, notified, ofUnit) };
}
