import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CellEdit } from "#app/domain/forecast/edit.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { editsText, type WrittenMessage } from "../../cells/message.ts";
import { countLeft, type LeftBehind, leftIn, type Parcel, strays } from "./kept/left-behind.ts";
import { afterAnswer } from "./kept/queue.ts";
import { useShelf } from "./kept/use-shelf.ts";
import { type SheetAct, type SheetState, sheetAfter, type WrittenHow, waitingEdits } from "./state.ts";

export interface SheetPlace {
  readonly year: number;
  readonly unit: string;
  readonly campaign: string;
  /** Whose page it is: the organisation and the person. */
  readonly owner: string;
}

/** Where what is typed stands, as a whole. */
export type SaveStatus =
  | { readonly kind: "nothing" | "sending" | "unreachable" | "ended" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "refused"; readonly message: string };

/** What an undo or a redo did. */
export type TakenBack =
  | {
      readonly kind: "done";
      readonly direction: "undo" | "redo";
      readonly written: number;
      readonly kept: readonly string[];
      readonly locked: number;
    }
  | { readonly kind: "refused"; readonly message: string }
  /** The server is silent: nothing was taken back. */
  | { readonly kind: "unreachable" };

export interface WrittenSheet {
  readonly state: SheetState;
  readonly status: SaveStatus;
  readonly waiting: number;
  /** This device keeps what waits: a page that is loaded again finds it. */
  readonly isKept: boolean;
  /** What this device kept, and whose lines are no more. */
  readonly strays: readonly CellEdit[];
  dropStrays(): void;
  act(act: SheetAct, how?: WrittenHow): void;
  takeBack(direction: "undo" | "redo"): Promise<TakenBack>;
  /** While a cell is written in, what comes from elsewhere waits: its writer has not seen it. */
  writing(isWriting: boolean): void;
}

const quietMs = 800;
const retryMs = 5_000;

/**
 * A sheet that is written in: each change is shown at once, kept on the device, and sent when the keys fall silent, in the order in which it was made.
 * What is not typed (a paste, a spread) is a batch of its own, and so is what was typed before it. What no answer came for waits and is sent again;
 * nothing is sent twice at the same time.
 */
export function useSheet(read: SheetState, place: SheetPlace): WrittenSheet {
  const [state, setState] = useState(read);
  const [status, setStatus] = useState<SaveStatus>({ kind: "nothing" });
  const [lost, setLost] = useState<readonly CellEdit[]>([]);
  const refresh = useRefresh();
  const now = useRef<Now>({ state, how: "entry", parcels: [], sealed: new Set() });
  /** At once, so that two acts of the same moment see each other. */
  const change = useCallback((act: SheetAct) => {
    now.current.state = sheetAfter(now.current.state, act);
    setState(now.current.state);
  }, []);
  const { arrive, writing } = useArrivals(change);
  useEffect(() => arrive({ kind: "read", state: read }), [read, arrive]);

  /** What waits becomes a batch: what comes after is another. */
  const seal = useCallback(() => {
    const parcel = parcelOf(now.current);
    if (!parcel) return;
    now.current.parcels = [...now.current.parcels, parcel];
    now.current.sealed.add(parcel.key);
    change({ kind: "sent", edits: parcel.edits });
  }, [change]);

  /** Sends the oldest parcel; whether the server took it. */
  const send = useCallback(async (): Promise<boolean> => {
    const current = now.current;
    if (current.under) return await current.under;
    if (current.parcels.length === 0) seal();
    const [parcel] = current.parcels;
    if (!parcel) return true;
    current.sealed.delete(parcel.key);
    change({ kind: "sent", edits: parcel.edits });
    setStatus({ kind: "sending" });
    current.under = post(`${addressOf(place)}/cells`, fieldsOf(parcel, place)).then((answer) => {
      delete current.under;
      if (answer.kind === "answered") {
        const written = answer.value as WrittenMessage;
        current.parcels = afterAnswer(current.parcels.slice(1), parcel, written, current.sealed);
        change({ kind: "answered", edits: parcel.edits, answer: written });
        setStatus({ kind: "saved", at: new Date() });
        // The totals and the requests around the grid say the same as it does, and what others wrote comes with them.
        refresh();
        return true;
      }
      setStatus(answer);
      // What may have arrived is sent again as it was, under its key: else its own writer would be in conflict with it.
      if (answer.kind !== "refused") return false;
      current.parcels = current.parcels.slice(1);
      change({ kind: "failed", edits: parcel.edits });
      return false;
    });
    return await current.under;
  }, [place, refresh, change, seal]);
  const isWaiting = useCallback(() => now.current.parcels.length > 0 || waitingEdits(now.current.state).length > 0, []);
  /** Sends all that waits, batch after batch; whether all of it went. */
  const flush = useCallback(async (): Promise<boolean> => {
    while (isWaiting()) if (!(await send())) return false;
    return true;
  }, [isWaiting, send]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the parcels change with the state, and with nothing else
  const left = useMemo(() => withStrays(leftIn(state, now.current.parcels), lost), [state, lost]);
  const onFound = useCallback(
    (found: LeftBehind) => {
      now.current.parcels = [...now.current.parcels, ...found.parcels];
      // One goes at a time: of those of a page that is gone, the first alone may have been sent.
      for (const { key } of found.parcels.slice(1)) now.current.sealed.add(key);
      setLost((before) => [...before, ...strays(now.current.state, { ...found, parcels: [] })]);
      change({ kind: "found", left: found });
    },
    [change],
  );
  const isKept = useShelf(`${place.owner}/${place.campaign}/${place.unit}`, left, onFound);

  const waiting = countLeft({ parcels: now.current.parcels, waiting: waitingEdits(state) });
  useSending(send, { waiting, status, isWaiting });

  return {
    ...{ state, status, waiting, isKept, writing },
    strays: lost,
    dropStrays: () => setLost([]),
    act(act, how = "entry") {
      if (act.kind === "live") return arrive(act);
      if (writes(act)) {
        if (isWaiting() && (how !== "entry" || now.current.how !== "entry")) {
          seal();
          void send();
        }
        now.current.how = how;
      }
      change(act);
    },
    async takeBack(direction) {
      if (!(await flush())) return { kind: "unreachable" };
      const answer = await post(`${addressOf(place)}/taking-back`, {
        ...{ key: crypto.randomUUID(), campaign: place.campaign, owner: place.owner, direction },
      });
      if (answer.kind === "refused") return answer;
      if (answer.kind !== "answered") return { kind: "unreachable" };
      refresh();
      const { written, kept, locked } = answer.value as { written: number; kept: string[]; locked: number };
      return { kind: "done", direction, written, kept, locked };
    },
  };
}

/** Acts that put figures in cells; the others are about what is there. */
function writes({ kind }: SheetAct): boolean {
  return kind === "texts" || kind === "figures" || kind === "months" || kind === "settled";
}

/** What comes from elsewhere, in its order; held back while a cell is written in, so that its writer is not taken to have seen it. */
function useArrivals(dispatch: (act: SheetAct) => void) {
  const held = useRef<{ isWriting: boolean; acts: SheetAct[] }>({ isWriting: false, acts: [] });
  const arrive = useCallback(
    (act: SheetAct) => {
      if (held.current.isWriting) held.current.acts.push(act);
      else dispatch(act);
    },
    [dispatch],
  );
  const writing = useCallback(
    (isWriting: boolean) => {
      held.current.isWriting = isWriting;
      if (!isWriting) for (const act of held.current.acts.splice(0)) dispatch(act);
    },
    [dispatch],
  );
  return { arrive, writing };
}

/** When it is sent: once the keys are silent, again after a failure, when the network comes back, and when the page is left. */
function useSending(
  send: () => Promise<boolean>,
  { waiting, status, isWaiting }: { waiting: number; status: SaveStatus; isWaiting: () => boolean },
): void {
  useEffect(() => {
    if (waiting === 0 || status.kind === "sending") return;
    const failed = status.kind === "unreachable" || status.kind === "ended" || status.kind === "refused";
    const timer = setTimeout(() => void send(), failed ? retryMs : quietMs);
    return () => clearTimeout(timer);
  }, [waiting, status, send]);
  const ask = useRef(isWaiting);
  ask.current = isWaiting;
  useEffect(() => {
    const again = () => void send();
    const warn = (event: BeforeUnloadEvent) => ask.current() && event.preventDefault();
    window.addEventListener("online", again);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener("beforeunload", warn);
      if (ask.current()) void send();
    };
  }, [send]);
}

type Answer =
  | { readonly kind: "answered"; readonly value: unknown }
  | { readonly kind: "unreachable" | "ended" }
  | { readonly kind: "refused"; readonly message: string };

interface Now {
  state: SheetState;
  /** The act by which what waits came. */
  how: WrittenHow;
  /** The one that is on its way. */
  under?: Promise<boolean>;
  /** What was sent and has no answer yet, here or by a page that is no more; then what is to be sent as batches of their own. */
  parcels: readonly Parcel[];
  /** The keys of those that were never sent. */
  readonly sealed: Set<string>;
}

function parcelOf(current: Now): Parcel | undefined {
  const edits = waitingEdits(current.state);
  if (edits.length === 0) return undefined;
  const kind = current.how;
  current.how = "entry";
  return { key: crypto.randomUUID(), kind, edits };
}

/** The same parcel is always the same text: its key is answered for that text alone. */
function fieldsOf({ key, kind, edits }: Parcel, { campaign, owner }: SheetPlace): Record<string, string> {
  return { key, campaign, owner, kind, edits: editsText(edits) };
}

function withStrays(left: LeftBehind | undefined, lost: readonly CellEdit[]): LeftBehind | undefined {
  if (lost.length === 0) return left;
  return { parcels: [], contested: [], faults: [], ...left, waiting: [...(left?.waiting ?? []), ...lost] };
}

export async function post(address: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  try {
    // In parts: an address would triple the signs of a large paste.
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const response = await fetch(address, { method: "POST", headers: { accept: "application/json" }, body });
    if (response.status === 401) return { kind: "ended" };
    const value: { refusal?: { message: string } } = await response.json();
    return response.ok ? { kind: "answered", value } : { kind: "refused", message: value.refusal?.message ?? "" };
  } catch {
    return { kind: "unreachable" };
  }
}

function addressOf({ year, unit }: SheetPlace): string {
  return `/${year}/forecast/${unit}`;
}
