import type { Cluster } from "./cluster.ts";
import { findRunning, type LaunchOptions, launch, type Postmaster } from "./postmaster.ts";
import { isAlive } from "./process.ts";
import { withLock } from "./sharing.ts";

export interface Supervised {
  readonly dataDir: string;
  readonly cluster: Cluster;
  readonly launching: LaunchOptions;
  readonly server: Postmaster;
  readonly report: (message: string) => void;
  readonly onLost: (error: unknown) => void;
}

const lookEveryMs = 250;
const deathsAllowed = 5;
const deathsForgottenAfterMs = 60_000;

/**
 * Brings the server back when it dies, on the same port, for the pools of this process know that one. A server that dies
 * again and again is given up. `end()` stops looking, and returns the server as it stands.
 */
export function supervise(supervised: Supervised): { end(): Postmaster } {
  let server = supervised.server;
  let ended = false;
  let busy = false;
  let deaths: number[] = [];

  const look = async (): Promise<void> => {
    if (busy || ended || isAlive(server.pid)) return;
    busy = true;
    try {
      supervised.report(`PostgreSQL (process ${server.pid}) is gone: bringing it back.`);
      deaths = [...deaths.filter((at) => performance.now() - at < deathsForgottenAfterMs), performance.now()];
      if (deaths.length > deathsAllowed) throw new Error(`PostgreSQL died ${deaths.length} times within a minute.`);
      server = await bringBack(supervised, server.port, () => ended, server);
      if (!ended) supervised.report(`PostgreSQL is back (process ${server.pid}).`);
    } catch (error) {
      clearInterval(timer);
      supervised.onLost(error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return {
    end: () => {
      ended = true;
      clearInterval(timer);
      return server;
    },
  };
}

async function bringBack(supervised: Supervised, port: number, isEnded: () => boolean, dead: Postmaster): Promise<Postmaster> {
  return withLock(supervised.dataDir, async () => {
    if (isEnded()) return dead;
    const running = await findRunning(supervised.cluster);
    if (running === undefined) return launch(supervised.cluster, { ...supervised.launching, preferredPort: port, anyPort: false });
    if (running.port !== port) throw new Error(`PostgreSQL is back on port ${running.port} and was on ${port}: start again.`);
    return running;
  });
}
