import { randomUUID } from "node:crypto";
import { yearOf } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { AppLoadContext } from "../load-context.ts";
import { parsePreferences } from "../locale.ts";
import { statusOf, wordsOf } from "../refusal.ts";
import type { PublicScene } from "../scene.ts";

interface Arguments {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: AppLoadContext;
}

export type Asked = Omit<PublicScene, "signedIn">;

/** What is known before anybody is. An address that holds a NUL, or whose year is none, leads to no page. */
export function askedBy({ request, params, context }: Arguments): Asked {
  const { services, drained, nonce } = context;
  const url = new URL(request.url);
  const { locale } = parsePreferences(request.headers.get("cookie"), request.headers.get("accept-language"));
  const today = services.today();
  const said = [...Object.values(params), ...url.searchParams.keys(), ...url.searchParams.values()];
  if (said.some((text) => text?.includes("\u0000"))) throw refusalPage({ kind: "not-found", what: "page", id: url.pathname }, locale);
  if (params["year"] !== undefined && !/^20\d\d$/.test(params["year"])) {
    throw refusalPage({ kind: "not-found", what: "year", id: params["year"] }, locale);
  }
  const year = params["year"] === undefined ? yearOf(today) : Number(params["year"]);
  return {
    request,
    url,
    params,
    today,
    year,
    locale,
    services,
    nonce,
    ...(drained && { drained }),
    newKey: randomUUID,
    frame: () => context.frame?.(),
  };
}

/** To throw: the error boundary shows `data.message` with this status. */
export function refusalPage(refusal: Refusal, locale: Locale): Response {
  const status = statusOf(refusal);
  const headers = { "content-type": "application/json; charset=utf-8", ...(status === 405 ? { allow: "GET, HEAD, POST" } : {}) };
  return new Response(JSON.stringify({ kind: refusal.kind, message: wordsOf(refusal, locale) }), { status, headers });
}
