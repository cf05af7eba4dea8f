import { useCallback, useEffect, useRef, useState } from "react";
import { useRefresh } from "#app/ui/use-refresh.ts";
import type { ChangesMessage } from "../../../changes/message.ts";
import type { SheetPlace, WrittenSheet } from "../use-sheet.ts";
import { liveChanges, type ToldChange, toldChanges } from "./changes.ts";
import { type LiveStream, openStream, type PersonHere } from "./stream.ts";
import { useUsedLately } from "./use-used-lately.ts";

export interface Live {
  readonly people: readonly PersonHere[];
  /** What others changed since the reader last looked, the latest last. */
  readonly told: readonly ToldChange[];
  look(): void;
  /** Tells the others where the keyboard is. */
  tell(cell: string): void;
}

const calmMs = 4_000;
const aroundMs = 5_000;
/** Beyond, the page counts them and names no cell. */
const mostTold = 500;

/** What others do on the sheet while it is open: their figures come to their cells, they are shown where they are. */
export function useLive(sheet: WrittenSheet, place: SheetPlace): Live {
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const [told, setTold] = useState<readonly ToldChange[]>([]);
  const revalidate = useRefresh();
  const wasUsedLately = useUsedLately();
  const now = useRef({ sheet, upTo: sheet.state.revision, isPulling: false, again: false, calm: 0, around: 0 });
  now.current.sheet = sheet;
  const stream = useRef<LiveStream>();

  /** The totals and the requests around the grid; what the page asks by itself does not make a session last. */
  const refresh = useCallback(() => {
    if (now.current.around !== 0 || !wasUsedLately()) return;
    now.current.around = window.setTimeout(() => {
      now.current.around = 0;
      revalidate();
    }, aroundMs);
  }, [revalidate, wasUsedLately]);

  const pull = useCallback(async (): Promise<void> => {
    const current = now.current;
    current.again = current.isPulling;
    if (current.isPulling) return;
    current.isPulling = true;
    const since = current.upTo;
    const message = await changesAfter(place, since);
    current.isPulling = false;
    if (message && !message.cells) revalidate();
    if (message) {
      const changes = liveChanges(since, message);
      current.upTo = changes.revision;
      const others = toldChanges(current.sheet.state, changes);
      if (message.cells) current.sheet.act({ kind: "live", ...changes });
      if (others.length > 0) {
        setTold((before) => [...before, ...others].slice(-mostTold));
        clearTimeout(current.calm);
        current.calm = window.setTimeout(() => now.current.sheet.act({ kind: "calm" }), calmMs);
      }
      if (changes.cells.some(({ mine }) => !mine)) refresh();
    }
    if (current.again) await pull();
  }, [place, revalidate, refresh]);

  useEffect(() => {
    const own = openStream(place, () => now.current.upTo, { onMoved: () => void pull(), onStale: refresh, onPeople: setPeople });
    stream.current = own;
    return () => {
      own.close();
      clearTimeout(now.current.calm);
      clearTimeout(now.current.around);
      now.current.around = 0;
    };
  }, [place, pull, refresh]);

  const isAlone = people.length === 0;
  const here = useRef("");
  const tell = useCallback((cell: string) => {
    here.current = cell;
    stream.current?.tell(cell);
  }, []);
  useEffect(() => {
    if (!isAlone && here.current !== "") stream.current?.tell(here.current);
  }, [isAlone]);
  return { people, told, look: useCallback(() => setTold([]), []), tell };
}

/** Undefined: not now. A reader who is signed out is sent elsewhere, and reads nothing there. */
async function changesAfter({ year, unit, campaign }: SheetPlace, since: bigint): Promise<ChangesMessage | undefined> {
  const search = new URLSearchParams({ campaign, since: String(since) });
  try {
    const response = await fetch(`/${year}/forecast/${unit}/changes?${search}`, {
      headers: { accept: "application/json" },
      redirect: "manual",
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
