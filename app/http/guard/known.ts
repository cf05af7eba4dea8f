import { type Access, mayDo } from "#app/domain/access.ts";
import { yearOf } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Database, Db, Organisation } from "#db/client.ts";
import { accessOf, knownYears } from "#db/queries/access.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { holderOf, touchSession } from "#db/queries/session.ts";
import type { Requirement, Where } from "../guard.ts";
import type { LoaderScene } from "../scene.ts";
import { sessionTokenOf } from "../session-cookie.ts";
import { type Asked, refusalPage } from "./asked.ts";

/** The session that a cookie claims, before it is looked at. */
export interface Claimed {
  readonly organisation: Organisation;
  readonly token: string;
}

export async function claimedSession({ request, services }: Asked): Promise<Claimed | undefined> {
  const claimed = sessionTokenOf(request.headers, services.settings.origin);
  const organisation = claimed && (await organisationOf(services.database, claimed.slug));
  return organisation && claimed ? { organisation, token: claimed.token } : undefined;
}

export interface Identified {
  readonly known: Pick<LoaderScene, "organisation" | "person" | "access" | "mayDo" | "notFound">;
  readonly toTouch: boolean;
}

/** Who holds the session and what that person may do today; undefined when the session has ended. Both are read at each request. */
export async function identify(db: Db, { organisation, token }: Claimed, asked: Asked): Promise<Identified | undefined> {
  const holder = await holderOf(db, token);
  if (!holder) return undefined;
  const access = await accessOf(db, holder.id, asked.today);
  const roles = [...new Set(access.grants.map(({ role }) => role))];
  return {
    known: {
      organisation,
      person: { id: holder.id, login: holder.login, name: holder.name, roles },
      access,
      mayDo: (capability, unit) => mayDo(access, capability, unit),
      notFound: (what, id) => refusalPage({ kind: "not-found", what, id }, asked.locale),
    },
    toTouch: holder.toTouch,
  };
}

/** Throws what a person may not see: 403 for a capability, 404 for a unit or for a year that the organisation does not know. */
export async function authorise<Place extends Where>(
  db: Db,
  access: Access,
  requirement: Requirement<Place>,
  place: Place,
  asked: Asked,
): Promise<void> {
  const refusal = denial(access, requirement, place) ?? (await partial(db, access, requirement, asked)) ?? (await unknownYear(db, asked));
  if (refusal) throw refusalPage(refusal, asked.locale);
}

/** A write of its own, for a page is read in a read-only snapshot: the only one that a GET causes, at most once a minute. */
export async function touch(asked: Asked, { organisation, token }: Claimed): Promise<void> {
  await asked.services.database.write(organisation, (db) => touchSession(db, token));
}

function denial<Place extends Where>(access: Access, { capability, unit }: Requirement<Place>, place: Place): Refusal | undefined {
  if (capability === "signed-in") return undefined;
  if (!mayDo(access, capability)) return { kind: "forbidden", capability };
  const code = unit?.(place);
  return code === undefined || mayDo(access, capability, code) ? undefined : { kind: "not-found", what: "unit", id: code };
}

/** Holds the capability, but on a part of what cannot be cut. */
async function partial<Place extends Where>(
  db: Db,
  access: Access,
  { capability, whole }: Requirement<Place>,
  { today }: Asked,
): Promise<Refusal | undefined> {
  if (!whole || capability === "signed-in" || (await holdsWholeLedger(db, access, capability, today))) return undefined;
  return { kind: "forbidden", capability };
}

async function unknownYear(db: Db, { params, year, today }: Asked): Promise<Refusal | undefined> {
  if (params["year"] === undefined || year === yearOf(today) || (await knownYears(db)).includes(year)) return undefined;
  return { kind: "not-found", what: "year", id: params["year"] };
}

const organisations = new WeakMap<Database, Map<string, Organisation>>();

/** An organisation's row never changes: found once, it is remembered; a new one is looked for. */
async function organisationOf(database: Database, slug: string): Promise<Organisation | undefined> {
  const remembered = organisations.get(database) ?? new Map<string, Organisation>();
  organisations.set(database, remembered);
  const found = remembered.get(slug) ?? (await database.organisation(slug));
  if (found) remembered.set(slug, found);
  return found;
}
