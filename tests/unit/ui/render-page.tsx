import type { EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { messagesOf } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { Interface } from "#app/ui/interface.tsx";

export interface Rendering {
  readonly url?: string;
  readonly locale?: Locale;
  /** What the page's loader gave. */
  readonly data?: unknown;
  /** What its action answered. */
  readonly answer?: unknown;
}

/** What the server sends for `element` at `url`, in one language; without the document around it. */
export function renderPage(element: ReactElement, { url = "/2026/home", locale = "fr", data, answer }: Rendering = {}): string {
  const page = () => (
    <Interface locale={locale} messages={messagesOf(locale)} colorScheme="light">
      <div id="page">{element}</div>
    </Interface>
  );
  const html = renderToStaticMarkup(<RemixServer context={contextOf(page, { url, data, answer })} url={`http://localhost${url}`} />);
  return html.slice(html.indexOf('<div id="page">'));
}

/** The smallest Remix context: one route. */
function contextOf(page: () => ReactElement, { url, data, answer }: { url: string; data: unknown; answer: unknown }): EntryContext {
  const { pathname, search } = new URL(url, "http://localhost");
  const route = {
    id: "root",
    path: "*",
    hasLoader: false,
    hasAction: false,
    hasErrorBoundary: false,
    hasClientLoader: false,
    hasClientAction: false,
  };
  return {
    manifest: {
      version: "test",
      url: "",
      entry: { module: "", imports: [] },
      routes: { root: { ...route, module: "", imports: [] } },
    },
    routeModules: { root: { default: page } },
    serverHandoffString: "{}",
    isSpaMode: false,
    serializeError: ({ name, message }) => ({ name, message }),
    renderMeta: {},
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
    staticHandlerContext: {
      basename: "/",
      location: { pathname, search, hash: "", state: null, key: "default" },
      matches: [{ params: {}, pathname, pathnameBase: "/", route: { id: "root", path: "*" } }],
      loaderData: { root: data },
      actionData: answer === undefined ? null : { root: answer },
      errors: null,
      statusCode: 200,
      loaderHeaders: {},
      actionHeaders: {},
      activeDeferreds: null,
    },
  };
}
