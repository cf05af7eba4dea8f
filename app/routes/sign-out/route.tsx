import { redirect } from "@remix-run/node";
import { signOut } from "#app/commands/sign-out.ts";
import { guard } from "#app/http/guard.ts";
import { endedSessionCookie, sessionTokenOf } from "#app/http/session-cookie.ts";

/** Whoever comes here by an address has nothing to see. */
export const loader = guard.loader({ capability: "public" }, async () => redirect("/"));

export const action = guard.action({ capability: "public" }, async ({ request, services: { database, settings } }) => {
  const held = sessionTokenOf(request.headers, settings.origin);
  const organisation = held && (await database.organisation(held.slug));
  if (held && organisation) await signOut(database, organisation, held.token);
  return redirect("/sign-in?ended", { headers: { "set-cookie": endedSessionCookie(settings.origin) } });
});
