import { createServer, type Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { type Logger, pino } from "pino";
import { createApplication } from "#app/http/application.ts";
import { LiveHub } from "#app/http/live/hub.ts";
import { createMetrics } from "#app/http/metrics.ts";
import { threadedSolver } from "#app/jobs/solver.ts";
import { clockOf, loadSettings, type Services, type Settings, sessionSecretOf } from "#app/settings.ts";
import type { DatabaseAccess } from "#db/access.ts";
import { Database } from "#db/client.ts";
import { durabilityFaults } from "#db/durability.ts";
import { type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { openLiveChannel } from "#db/live-channel.ts";
import { migrate } from "#db/migrate.ts";
import { accessFromUrl } from "#db/roles.ts";
import { demoAccounts } from "#seeds/demo/people.ts";
import { discardHalfDemo, fillWithDemo } from "./server/demo.ts";
import { type Ending, endOnSignal } from "./server/ending.ts";
import { sentenceOf } from "./server/sentence.ts";
import { startWorking } from "./server/working.ts";

const finishLimitMs = 10_000;

export interface ServeOptions {
  readonly dev: boolean;
  /** The folder of the checkout: where the sources and what was built of them are. */
  readonly root: string;
}

/** Starts everything in order, and stops it in the reverse order on SIGINT, SIGTERM or SIGHUP. */
export async function serve({ dev, root }: ServeOptions): Promise<void> {
  const settings = loadSettings();
  const logger = pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const ending = endOnSignal(logger);
  try {
    const access =
      settings.databaseUrl === undefined ? await embeddedAccess(settings, logger, ending) : await accessFromUrl(settings.databaseUrl);
    const faults = await durabilityFaults(access.migrator);
    if (faults.length > 0) throw new Error(faults.join(" "));
    await migrate(access);
    const today = clockOf(settings);
    const database = new Database(access.app, { parallel: false });
    ending.onEnd(() => database.close());
    if (settings.demo) await fillWithDemo({ access, database, today: today(), dataDir: settings.dataDir, report: say });
    const services: Services = {
      settings: { ...settings, sessionSecret: sessionSecretOf(settings) },
      database,
      live: new LiveHub(database),
      solver: threadedSolver,
      today,
      demoAccounts: settings.demo ? demoAccounts : [],
    };
    await startWorking({ access, services, logger, ending });
    const server = await listen(services, logger, { dev, root }, ending);
    ending.onEnd(() => finish(server));
    services.live.start((options) => openLiveChannel(access.app, options));
    // Before the requests in progress are waited for: a stream never ends by itself.
    ending.onEnd(() => services.live.end());
    announce(settings);
  } catch (error) {
    if (ending.begun()) return;
    say(sentenceOf(error));
    logger.debug({ err: error }, "start failed");
    await ending.end(1);
  }
}

async function embeddedAccess(settings: Settings, logger: Logger, ending: Ending): Promise<DatabaseAccess> {
  const starting: Promise<EmbeddedServer> = startEmbedded({
    dataDir: settings.dataDir,
    report: (message) => logger.warn(message),
    onLost: (error) => {
      say(`The embedded PostgreSQL is lost: ${sentenceOf(error)}`);
      void ending.end(1);
    },
  });
  // Said before it is there: a signal during the start waits for the server, and stops it.
  ending.onEnd(async () => {
    const server = await starting.catch(() => undefined);
    await server?.stop();
  });
  const server = await starting;
  if (settings.demo) await discardHalfDemo(server, settings.dataDir, say);
  return server.access;
}

async function listen(services: Services, logger: Logger, { dev, root }: ServeOptions, ending: Ending): Promise<Server> {
  const { host, port } = services.settings;
  const server = createServer();
  const metrics = createMetrics(services.live);
  const common = { services, logger, metrics, root };
  if (dev) {
    const vite = await (await import("vite")).createServer({ root, server: { middlewareMode: true, hmr: { server } } });
    ending.onEnd(() => vite.close());
    const build = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
    server.on("request", createApplication({ ...common, build, devMiddleware: vite.middlewares }));
  } else {
    const build = (await import(pathToFileURL(path.join(root, "build/server/index.js")).href)) as ServerBuild;
    server.on("request", createApplication({ ...common, build }));
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** No new connection; requests in progress may finish, for a while. What was upgraded (a socket of the dev mode) is not waited for. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, finishLimitMs);
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
  server.closeAllConnections();
}

function announce(settings: Settings): void {
  const lines = [`Enveloppe: ${settings.origin}`];
  if (settings.demo) {
    const width = Math.max(...demoAccounts.map(({ login }) => login.length));
    lines.push("Demo accounts:", ...demoAccounts.map(({ login, password, name }) => `  ${login.padEnd(width)}  ${password}  ${name}`));
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
