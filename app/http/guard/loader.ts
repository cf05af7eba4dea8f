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
  const seen = await inSnapshot(asked, async (db, { known }) => {
    await authorise(db, known.access, requirement, asked, asked);
    return await work({ ...asked, ...known, db });
  });
  if (!seen) throw toSignIn(asked.url);
  return seen.value;
}

export function publicScene(args: LoaderFunctionArgs): PublicScene {
  const asked = askedBy(args);
  return { ...asked, signedIn: async (work) => (await inSnapshot(asked, (db, { known }) => work({ ...asked, ...known, db })))?.value };
}

/** The sign-in page, which leads back here. */
export function toSignIn({ pathname, search }: URL): Response {
  const here = pathname + search;
  return redirect(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
}

async function inSnapshot<Value>(
  asked: Asked,
  work: (db: Db, identified: Identified) => Promise<Value>,
): Promise<{ value: Value } | undefined> {
  const claimed = await claimedSession(asked);
  if (!claimed) return undefined;
  const { database } = asked.services;
  const seen = await database.read(claimed.organisation, async (db) => {
    const identified = await identify(db, claimed, asked);
    return identified && { identified, value: await work(db, identified) };
  });
  if (seen) await noteUse(asked, claimed, seen.identified);
  return seen;
}

async function noteUse(asked: Asked, claimed: Claimed, { toTouch }: Identified): Promise<void> {
  if (toTouch) await touch(asked, claimed);
}
