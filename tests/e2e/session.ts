import { inject } from "vitest";
import { type DemoLogin, demoPassword } from "#seeds/demo/people.ts";

/** The cookie of a session that this person opens now, without a browser. */
export async function sessionOf(login: DemoLogin): Promise<string> {
  const { origin } = inject("demo");
  const body = new URLSearchParams({ login, password: demoPassword });
  const response = await fetch(`${origin}/sign-in`, { method: "POST", body, headers: { origin }, redirect: "manual" });
  const cookie = response.headers.getSetCookie().find((own) => own.startsWith("session="));
  if (cookie === undefined) throw new Error(`${login} cannot sign in: ${response.status}.`);
  return cookie.split(";")[0] ?? "";
}
