import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { script, style } from "./looks.ts";
import { OfflinePage } from "./page.tsx";

/** What a browser keeps to show in place of a sheet when there is no network (docs/decisions/0157). It says nothing of anybody. */
export const loader = guard.loader({ capability: "public" }, async ({ locale, nonce }) => {
  const words = translatorFor(locale, "live");
  const own = (["title", "heading", "kept", "waiting", "back", "again"] as const).map((key) => [key, words(`offline.${key}`)] as const);
  const page = createElement(OfflinePage, {
    locale,
    nonce,
    style,
    script,
    words: Object.fromEntries(own) as Record<(typeof own)[number][0], string>,
  });
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { headers: { "content-type": "text/html; charset=utf-8" } });
});
