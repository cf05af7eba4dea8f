import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { Services } from "#app/settings.ts";
import "./load-context.ts";
import type { Metrics } from "./metrics.ts";
import { ownWritesOnly } from "./own-writes.ts";
import { requestIdOf, requestLog } from "./request-log.ts";
import { rooms } from "./rooms.ts";
import { allowFraming, nonceOf, securityHeaders } from "./security-headers.ts";

export interface ApplicationParts {
  readonly services: Services;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The Remix build, or where to ask for the present one in development. */
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  /** Vite's own middleware, in development, in place of the built files. */
  readonly devMiddleware?: RequestHandler;
  readonly root: string;
}

/** The Express application: what surrounds Remix. */
export function createApplication(parts: ApplicationParts): Express {
  const { services, logger, metrics, build, devMiddleware, root } = parts;
  const application = express();
  application.disable("x-powered-by");
  // A proxy on this machine says where a request really comes from; from elsewhere, nobody is believed.
  application.set("trust proxy", "loopback");
  application.use(requestLog(logger, metrics));
  application.use(...securityHeaders({ origin: services.settings.origin, dev: devMiddleware !== undefined }));
  application.get("/healthz", healthz(services));
  application.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  application.use(refuseWrongAddress);
  application.use(ownWritesOnly(services.settings.origin));
  application.use(compression());
  application.use(...(devMiddleware === undefined ? staticFiles(root) : [devMiddleware]));
  application.all("*", served(build, services));
  application.use(unexpectedError(logger));
  return application;
}

/** Remix, with as much of its build as each address may lead to; in development it asks for the whole of the present one. */
function served(build: ApplicationParts["build"], services: Services): RequestHandler {
  const serving = (part: typeof build) =>
    createRequestHandler({
      build: part,
      getLoadContext: (request, response) => ({
        services,
        nonce: nonceOf(response),
        requestId: requestIdOf(response),
        address: request.ip ?? "unknown",
        frame: () => allowFraming(response),
        drained: () => drained(response),
      }),
    });
  if (typeof build === "function") return serving(build);
  const partFor = rooms(build);
  const handlers = new Map<ServerBuild, RequestHandler>();
  return (request, response, next) => {
    const part = partFor(request.path);
    const handler = handlers.get(part) ?? serving(part);
    handlers.set(part, handler);
    return handler(request, response, next);
  };
}

/** Remix writes a stream without waiting for its reader: whoever makes a long one waits here, or it would stand in memory. */
function drained(response: Response): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  if (!response.writableNeedDrain) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = () => {
      response.off("drain", answer).off("close", answer);
      resolve(!response.destroyed);
    };
    response.on("drain", answer).on("close", answer);
  });
}

/** Alive, and the database answers: what a load balancer asks. */
function healthz({ database }: Services): RequestHandler {
  return async (_request, response) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(reject, 2_000, new Error("The database does not answer."));
    });
    try {
      await Promise.race([database.ping(), tooLong]);
      response.json({ status: "ok" });
    } catch {
      response.status(503).json({ status: "database unreachable" });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Remix makes the request's address from the Host header and the path; what makes no address, or cannot be decoded, is a wrong request, not a fault of ours. */
const refuseWrongAddress: RequestHandler = (request, response, next) => {
  if (URL.canParse(`http://${request.get("host") ?? ""}${request.originalUrl}`) && isDecodable(request.path)) next();
  else response.status(400).type("text/plain").send("Bad request");
};

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Built files carry their digest in their name, so a browser may keep them for ever; the others for an hour. */
function staticFiles(root: string): RequestHandler[] {
  const client = path.join(root, "build/client");
  const assets = express.Router();
  assets.use("/assets", express.static(path.join(client, "assets"), { index: false, setHeaders: keepFor("31536000, immutable") }));
  assets.use("/assets", (_request, response) => void response.status(404).type("text/plain").send("Not found"));
  return [assets, express.static(client, { index: false, setHeaders: keepFor("3600") })];
}

function keepFor(seconds: string): (response: Response) => void {
  return (response) => void response.setHeader("Cache-Control", `public, max-age=${seconds}`);
}

/** What is left here happened outside Remix, whose own errors become pages. Its cause goes to the log alone. */
function unexpectedError(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    logger.error({ requestId: requestIdOf(response), err: error }, "unexpected error");
    if (response.headersSent) return next(error);
    response
      .status(500)
      .type("text/plain")
      .send(`Internal error ${requestIdOf(response)}`);
  };
}
