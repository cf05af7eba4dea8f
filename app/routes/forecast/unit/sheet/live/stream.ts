import type { SheetPlace } from "../use-sheet.ts";

/** Somebody else who has the sheet open; `cells` as `cellAddress` names them. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly string[];
}

export interface StreamListener {
  /** The sheet may stand at another revision. */
  onMoved(): void;
  /** What the lines are, or whether they may be written in, may have changed. */
  onStale(): void;
  onPeople(people: readonly PersonHere[]): void;
}

export interface LiveStream {
  /** Tells where this window's keyboard is. */
  tell(cell: string): void;
  close(): void;
}

const pollMs = 10_000;
const longestPauseMs = 60_000;
const hiddenMs = 30_000;
const settleMs = 400;

/**
 * The stream of a sheet's page: opened again whenever it is lost, closed while nobody looks at the window, for a browser has few connections.
 * Without it the page asks from time to time.
 */
export function openStream({ year, unit, campaign }: SheetPlace, since: () => bigint, listener: StreamListener): LiveStream {
  const base = `/${year}/forecast/${unit}`;
  let source: EventSource | undefined;
  let stream = "";
  let cell = "";
  let pauseMs = 2_000;
  let isKnown = false;
  let [pause, hiding, settling] = [0, 0, 0];
  const poll = setInterval(() => stream === "" && document.visibilityState === "visible" && listener.onMoved(), pollMs);

  const connect = () => {
    if (source) return;
    clearTimeout(pause);
    const own = new EventSource(`${base}/live?${new URLSearchParams({ campaign, since: String(since()) })}`);
    source = own;
    own.addEventListener("hello", ({ data }: MessageEvent<string>) => {
      stream = (JSON.parse(data) as { stream: string }).stream;
      pauseMs = 2_000;
      // What happened to the lines meanwhile was told to nobody.
      if (isKnown) listener.onStale();
      isKnown = true;
      listener.onMoved();
    });
    own.addEventListener("revision", () => listener.onMoved());
    own.addEventListener("standing", () => listener.onStale());
    own.addEventListener("people", ({ data }: MessageEvent<string>) => listener.onPeople(JSON.parse(data) as PersonHere[]));
    own.addEventListener("error", () => {
      stream = "";
      listener.onPeople([]);
      if (own.readyState !== EventSource.CLOSED) return;
      drop();
      pause = window.setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  const drop = () => {
    source?.close();
    source = undefined;
    stream = "";
  };
  const look = () => {
    clearTimeout(hiding);
    if (document.visibilityState === "visible") connect();
    else hiding = window.setTimeout(drop, hiddenMs);
  };
  const online = () => {
    drop();
    connect();
  };
  const leave = () => drop();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", look);
  window.addEventListener("online", online);
  look();
  return {
    tell: (here) => {
      cell = here;
      clearTimeout(settling);
      settling = window.setTimeout(() => stream !== "" && void post(`${base}/presence`, { stream, cell }), settleMs);
    },
    close: () => {
      for (const timer of [pause, hiding, settling]) clearTimeout(timer);
      clearInterval(poll);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", look);
      window.removeEventListener("online", online);
      drop();
    },
  };
}

/** Lost, it is told again with the next move. */
async function post(address: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const body = new URLSearchParams({ key: crypto.randomUUID(), ...fields });
  await fetch(address, { method: "POST", headers: { accept: "application/json" }, body }).catch(() => undefined);
}
