import { guard } from "#app/http/guard.ts";

/**
 * An address that leads nowhere. Without a route of its own the browser, which discovers routes as it meets them, would draw the part of the
 * address that it knows over what the server said; and the language of the reader, which the root reads, would not be known.
 */
export const loader = guard.loader({ capability: "public" }, () => Promise.reject(new Response(null, { status: 404 })));

export default function Nowhere() {
  return null;
}
