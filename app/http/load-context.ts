import type { Services } from "#app/settings.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly services: Services;
    /** Of this response: the only inline scripts that the browser runs carry it. */
    readonly nonce: string;
    readonly requestId: string;
    /** Where the request comes from, as Express says it (`request.ip`, with its trusted proxies). */
    readonly address: string;
    /** Lets our own pages show this answer in a frame, and takes from it every right but to be looked at. */
    readonly frame?: () => void;
  }
}

export type { AppLoadContext } from "@remix-run/node";
