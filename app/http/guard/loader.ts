import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import type { Db } from "#db/client.ts";
import type { Requirement } from "../guard.ts";
import type { LoaderScene, PublicScene } from "../scene.ts";
import { type Asked, askedBy } from "./asked.ts";
import { authorise, type Claimed, claimedSession, type Identified, identify, touch } from "./known.ts";

/** The page of a person who is signed in: who asks, what they may, and the work, in one snapshot. */
export async function loaderScene<Value>(
  args: LoaderFunctionArgs,
  requirement: Requirement,
  work: (scene: LoaderScene) => Promise<Value>,
): Promise<Value> {
  const asked = askedBy(args);
  const seen = await inSnapshot(
    asked,
    async (db, { known }) => {
      await authorise(db, known.access, requirement, asked, asked);
      return await work({ ...asked, ...known, db, mayStay: () => mayStay(asked, requirement) });
    },
    requirement.quiet,
  );
  if (!seen) throw toSignIn(asked.url);
  return seen.value;
}

export function publicScene(args: LoaderFunctionArgs): PublicScene {
  const asked = askedBy(args);
  return {
    ...asked,
    signedIn: async (work) =>
      (await inSnapshot(asked, (db, { known }) => work({ ...asked, ...known, db, mayStay: async () => true })))?.value,
  };
}

/** Asked again later, for what lasts longer than a page: the session still stands, and what it requires is still held. */
async function mayStay(asked: Asked, requirement: Requirement): Promise<boolean> {
  const now = { ...asked, today: asked.services.today() };
  try {
    const may = async (db: Db, { known }: Identified) => await authorise(db, known.access, requirement, now, now);
    return (await inSnapshot(now, may, true)) !== undefined;
  } catch (error) {
    if (error instanceof Response) return false;
    throw error;
  }
}

/** The sign-in page, which leads back here. */
export function toSignIn({ pathname, search }: URL): Response {
  const here = pathname + search;
  return redirect(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
}

async function inSnapshot<Value>(
  asked: Asked,
  work: (db: Db, identified: Identified) => Promise<Value>,
  quiet?: true,
): Promise<{ value: Value } | undefined> {
  const claimed = await claimedSession(asked);
  if (!claimed) return undefined;
  const { database } = asked.services;
  const seen = await database.read(claimed.organisation, async (db) => {
    const identified = await identify(db, claimed, asked);
    return identified && { identified, value: await work(db, identified) };
  });
  if (seen && !quiet) await noteUse(asked, claimed, seen.identified);
  return seen;
}

async function noteUse(asked: Asked, claimed: Claimed, { toTouch }: Identified): Promise<void> {
  if (toTouch) await touch(asked, claimed);
}
