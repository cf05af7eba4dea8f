import type { ConnectionTarget } from "./access.ts";
import { openPool } from "./client.ts";

/** What is said between the processes: never a figure, for whoever may connect to the database may listen. */
export const liveChannelName = "enveloppe_live";

/** A way to speak to every process of the application and to hear them, itself included. */
export interface LiveChannel {
  announce(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface LiveChannelOptions {
  readonly onText: (text: string) => void;
  /** Each time that the connection listens, the first time and after each loss: what was said in between is to be caught up. */
  readonly onListening: () => void;
}

/**
 * One connection that listens for as long as the process lives, made again whenever it is lost; another one, opened when needed, that speaks. A pooler in
 * transaction mode lets nothing through, without an error: whoever needs to know listens for what it says itself.
 */
export function openLiveChannel(target: ConnectionTarget, { onText, onListening }: LiveChannelOptions): LiveChannel {
  const pool = openPool(target, { connections: 1 });
  // Refused at first, the driver tries again by itself, as after a loss.
  pool.listen(liveChannelName, onText, onListening).catch(() => undefined);
  return {
    announce: async (text) => void (await pool.notify(liveChannelName, text)),
    close: () => pool.end({ timeout: 2 }),
  };
}
