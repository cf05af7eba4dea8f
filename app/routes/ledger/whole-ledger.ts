import type { Access, Capability } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import { refusalPage } from "#app/http/guard/asked.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";

interface Reading {
  readonly db: Db;
  readonly access: Access;
  readonly today: Day;
  readonly locale: Locale;
}

/** The pages of the ledger show all of it or nothing: throws 403 unless `capability` is held on the root unit. */
export async function requireWholeLedger({ db, access, today, locale }: Reading, capability: Capability = "ledger.read"): Promise<void> {
  if (!(await holdsWholeLedger(db, access, capability, today))) throw refusalPage({ kind: "forbidden", capability }, locale);
}
