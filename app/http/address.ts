import type { AppLoadContext } from "./load-context.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Where the request comes from, as Express says it (`request.ip`, with its trusted proxies). */
    readonly address?: string;
  }
}

/** For counting tries; without it they are counted together. */
export function addressOf({ address }: AppLoadContext): string {
  return address ?? "unknown";
}
