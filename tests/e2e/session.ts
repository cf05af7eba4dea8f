import { inject } from "vitest";
import { type DemoLogin, demoPassword } from "#seeds/demo/people.ts";

const opened = new Map<DemoLogin, Promise<string>>();

/** The cookie of this person's session, opened once for each test file, without a browser: signing in is slow on purpose. */
export async function sessionOf(login: DemoLogin): Promise<string> {
  const session = opened.get(login) ?? openSession(login);
  opened.set(login, session);
  return await session;
}

async function openSession(login: DemoLogin): Promise<string> {
  const { origin } = inject("demo");
  const body = new URLSearchParams({ login, password: demoPassword });
  const response = await fetch(`${origin}/sign-in`, { method: "POST", body, headers: { origin }, redirect: "manual" });
  const cookie = response.headers.getSetCookie().find((own) => own.startsWith("session="));
  if (cookie === undefined) throw new Error(`${login} cannot sign in: ${response.status}.`);
  return cookie.split(";")[0] ?? "";
}
