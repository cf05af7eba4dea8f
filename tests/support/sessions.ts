import { type DemoLogin, demoPassword } from "#seeds/demo/people.ts";

/** The cookie of a person's session on a served demo. */
export type SessionOf = (login: DemoLogin) => Promise<string>;

/** Sessions of the demo that `origin` serves, each opened once and without a browser: signing in is slow on purpose. */
export function sessionsOn(origin: string): SessionOf {
  const opened = new Map<DemoLogin, Promise<string>>();
  return async (login) => {
    const session = opened.get(login) ?? openSession(origin, login);
    opened.set(login, session);
    return await session;
  };
}

async function openSession(origin: string, login: DemoLogin): Promise<string> {
  const body = new URLSearchParams({ login, password: demoPassword });
  const response = await fetch(`${origin}/sign-in`, { method: "POST", body, headers: { origin }, redirect: "manual" });
  const cookie = response.headers.getSetCookie().find((own) => own.startsWith("session="));
  if (cookie === undefined) throw new Error(`${login} cannot sign in: ${response.status}.`);
  return cookie.split(";")[0] ?? "";
}
