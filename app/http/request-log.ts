import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Metrics, RequestKind } from "./metrics.ts";

/**
 * One line for each request, with the id that its response carries. The query string stays out: a search may hold a name.
 * An id that a proxy gave is kept when it looks like one.
 */
export function requestLog(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const { method, path } = request; // a router changes the path while it works
    const kind = kindOf(path);
    const given = request.get("x-request-id");
    const requestId = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    response.locals.requestId = requestId;
    response.setHeader("x-request-id", requestId);
    response.once("close", () => {
      const durationMs = Math.round((performance.now() - began) * 10) / 10;
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.observe({ method, kind, status, durationMs });
      const level = status >= 500 ? "error" : kind === "file" || kind === "probe" ? "debug" : "info";
      logger[level]({ requestId, method, path, status, durationMs }, "request");
    });
    next();
  };
}

export function requestIdOf(response: Response): string {
  const requestId: unknown = response.locals.requestId;
  if (typeof requestId !== "string") throw new Error("requestLog comes before whoever asks for the request's id.");
  return requestId;
}

function kindOf(path: string): RequestKind {
  if (path === "/healthz" || path === "/metrics") return "probe";
  if (/^\/(assets|favicon)/.test(path)) return "file";
  if (/^\/\d{4}\/forecast\/[^/]+\/live$/.test(path)) return "stream";
  return path.endsWith(".data") ? "values" : "page";
}
