import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

/**
 * The headers of every response, static files included. Scripts run from this origin, or inline with the nonce of the response;
 * style elements likewise, and style attributes are allowed because Mantine sets its variables with them.
 */
export function securityHeaders(options: { origin: string; dev: boolean }): RequestHandler[] {
  const secure = options.origin.startsWith("https:");
  const withNonce = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;
  const giveNonce: RequestHandler = (_request, response, next) => {
    response.locals.nonce = randomBytes(18).toString("base64");
    response.setHeader("Cache-Control", "no-store");
    next();
  };
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'", withNonce],
        "style-src": ["'self'", withNonce],
        // Vite's development client adds style elements without a nonce.
        "style-src-elem": options.dev ? ["'self'", "'unsafe-inline'"] : ["'self'", withNonce],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": options.dev ? ["'self'", "ws:"] : ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        ...(secure ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  return [giveNonce, headers];
}

/**
 * A kept file inside a page of ours: nobody else may frame it, and it may fetch, run and submit nothing. Styles and the plugin are what the
 * browser's own reader of PDF files is made of; it shows nothing where `sandbox` stands.
 */
export function allowFraming(response: Response): void {
  response.setHeader(
    "Content-Security-Policy",
    "default-src 'none';img-src 'self' data: blob:;style-src 'unsafe-inline';object-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'self'",
  );
  response.setHeader("X-Frame-Options", "SAMEORIGIN");
}

/** The nonce of this response, given by `securityHeaders`. */
export function nonceOf(response: Response): string {
  const nonce: unknown = response.locals.nonce;
  if (typeof nonce !== "string") throw new Error("securityHeaders comes before whoever asks for the nonce.");
  return nonce;
}
