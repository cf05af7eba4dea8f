import type { LoaderScene } from "#app/http/guard.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import type { WorkforceRights } from "./workforce-links.tsx";

/** What the reader may enter beside the overview; settings hold for the whole organisation. */
export async function workforceRights({ db, access, today, mayDo }: LoaderScene): Promise<WorkforceRights> {
  return {
    ...{ people: mayDo("workforce.people"), costs: mayDo("planning.costs"), edit: mayDo("workforce.edit") },
    whole: await holdsWholeLedger(db, access, "workforce.edit", today),
  };
}
