import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles/default-css-variables.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { data, type LinksFunction, type MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { takeFlash } from "./http/flash.server.ts";
import { guard } from "./http/guard.ts";
import { parsePreferences } from "./http/locale.ts";
import { useCatalogue } from "./messages/catalogue.ts";
import { translatorFor } from "./messages/index.ts";
import { defaultLocale } from "./messages/locale.ts";
import { ColorSchemeStart } from "./ui/color-scheme-start.tsx";
import { Failure } from "./ui/failure.tsx";
import { Interface } from "./ui/interface.tsx";
import { useNonce } from "./ui/nonce.ts";
import { requestIdMeta, useRequestId } from "./ui/request-id.ts";
import { pageTitle } from "./ui/shell/page-title.ts";

/** The letters of French and English are asked for at once: a browser would look for them after the styles, and paint each text twice. */
export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "preload", href: interLatin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "Enveloppe" }];

export const loader = guard.loader({ capability: "public" }, async ({ request, url, services, newKey }) => {
  const preferences = parsePreferences(request.headers.get("cookie"), request.headers.get("accept-language"));
  const taken = takeFlash(request.headers, services.settings);
  const flash = taken ? { ...taken.flash, id: newKey() } : null;
  const words = translatorFor(preferences.locale, "shell");
  const title = pageTitle(url.pathname, (key) => words(`items.${key}`));
  return data({ ...preferences, title, flash }, taken ? { headers: { "set-cookie": taken.setCookie } } : {});
});

export type RootData = typeof loader;

export function Layout({ children }: { readonly children: ReactNode }) {
  const look = useRouteLoaderData<RootData>("root");
  const locale = look?.locale ?? defaultLocale;
  const colorScheme = look?.colorScheme ?? "auto";
  const nonce = useNonce();
  return (
    <html lang={locale} data-mantine-color-scheme={colorScheme === "auto" ? undefined : colorScheme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={colorScheme === "auto" ? "light dark" : colorScheme} />
        <meta name={requestIdMeta} content={useRequestId()} />
        <ColorSchemeStart colorScheme={colorScheme} />
        <Meta />
        <Links />
      </head>
      <body>
        <Interface locale={locale} messages={useCatalogue()} colorScheme={colorScheme}>
          {children}
        </Interface>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** What nobody below caught: without the shell, since nobody may be signed in. */
export function ErrorBoundary() {
  return <Failure alone />;
}
