import { useEffect, useRef, useState } from "react";
import { useRefresh } from "#app/ui/use-refresh.ts";

const longestPauseMs = 20_000;
const pollMs = 10_000;

/**
 * Reads the page again as soon as anything of the sitting moves. The stream is opened again whenever it is lost, at once when the network or the
 * window comes back; while it is not there, the page asks from time to time. Gives whether it is there; null before it was tried.
 */
export function useRoomLive(address: string, revision: bigint): boolean | null {
  const refresh = useRefresh();
  const [isLive, setLive] = useState<boolean | null>(null);
  const read = useRef(revision);
  read.current = revision;
  useEffect(() => {
    let source: EventSource | undefined;
    let pauseMs = 1_000;
    let [pause, isThere, wasThere] = [0, false, false];
    const say = (there: boolean) => {
      isThere = there;
      setLive(there);
    };
    // A page that is read while nobody answers would give way to a failure: it stays as it is, and is read once the server is back.
    const reread = async () => {
      if (await answers()) return refresh();
      say(false);
      clearTimeout(pause);
      pause = window.setTimeout(connect, pauseMs);
    };
    const connect = () => {
      clearTimeout(pause);
      source?.close();
      const own = new EventSource(`${address}/live?since=${read.current}`);
      source = own;
      own.addEventListener("hello", () => {
        pauseMs = 1_000;
        // What moved while nothing was heard.
        if (wasThere) void reread();
        wasThere = true;
        say(true);
      });
      own.addEventListener("revision", () => void reread());
      own.addEventListener("error", () => {
        say(false);
        if (own.readyState !== EventSource.CLOSED) return;
        pause = window.setTimeout(connect, pauseMs);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      });
    };
    const wake = () => {
      if (document.visibilityState === "visible" && !isThere) connect();
    };
    const lost = () => say(false);
    const poll = setInterval(() => !isThere && document.visibilityState === "visible" && void reread(), pollMs);
    connect();
    window.addEventListener("online", connect);
    window.addEventListener("offline", lost);
    document.addEventListener("visibilitychange", wake);
    return () => {
      clearTimeout(pause);
      clearInterval(poll);
      window.removeEventListener("online", connect);
      window.removeEventListener("offline", lost);
      document.removeEventListener("visibilitychange", wake);
      source?.close();
    };
  }, [address, refresh]);
  return isLive;
}

/** Whether the server can be reached: asked of a file that costs it nothing. */
async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  return await fetch("/favicon.svg", { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );
}
