import type { RequestHandler } from "express";
import { isCrossSite } from "./cross-site.ts";
import { parsePreferences } from "./locale.ts";
import { statusOf, wordsOf } from "./refusal.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writes from other sites before any page is looked for: the guard of each action asks again, and Remix would answer 500. */
export function ownWritesOnly(origin: string): RequestHandler {
  return (request, response, next) => {
    if (reading.has(request.method) || !isCrossSite(headersOf(request.headers), origin)) return next();
    const { locale } = parsePreferences(request.get("cookie") ?? null, request.get("accept-language") ?? null);
    const refusal = { kind: "cross-site-request" } as const;
    response.status(statusOf(refusal)).json({ kind: refusal.kind, message: wordsOf(refusal, locale) });
  };
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const name of ["sec-fetch-site", "origin"]) {
    const value = raw[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}
