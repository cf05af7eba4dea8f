import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { parsePreferences } from "./http/locale.ts";
import { CatalogueContext } from "./messages/catalogue.ts";
import { messagesOf } from "./messages/index.ts";
import { NonceContext } from "./ui/nonce.ts";
import { RequestIdContext } from "./ui/request-id.ts";

/** How long the parts of a page that are streamed may take. */
export const streamTimeout = 8_000;

/** A browser gets the page as soon as its shell is rendered; a robot gets it whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  const { locale } = parsePreferences(request.headers.get("cookie"), request.headers.get("accept-language"));
  const whenReady = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.append("Vary", "Cookie, Accept-Language");
  return new Promise((resolve, reject) => {
    let statusNow = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RequestIdContext.Provider value={requestId}>
          <CatalogueContext.Provider value={messagesOf(locale)}>
            <RemixServer context={remixContext} url={request.url} nonce={nonce} />
          </CatalogueContext.Provider>
        </RequestIdContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        [whenReady]() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status: statusNow, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          statusNow = 500;
          report(error, requestId);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** What loaders and actions throw unexpectedly; neither an address that leads nowhere nor a request that the browser gave up is that. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const asked = isRouteErrorResponse(error) && error.status < 500;
  if (!asked && !request.signal.aborted) report(error, context.requestId);
};

function report(error: unknown, requestId: string): void {
  console.error({ requestId, error });
}
