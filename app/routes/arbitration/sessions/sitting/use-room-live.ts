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
    const connect = () => {
      clearTimeout(pause);
      source?.close();
      const own = new EventSource(`${address}/live?since=${read.current}`);
      source = own;
      own.addEventListener("hello", () => {
        pauseMs = 1_000;
        // What moved while nothing was heard.
        if (wasThere) refresh();
        wasThere = true;
        say(true);
      });
      own.addEventListener("revision", () => refresh());
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
    const poll = setInterval(() => !isThere && document.visibilityState === "visible" && navigator.onLine && refresh(), pollMs);
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
