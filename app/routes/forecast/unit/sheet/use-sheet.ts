import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { TypedEdit } from "#app/commands/write-cells.ts";
import { editsText, type WrittenMessage } from "../../cells/message.ts";
import { type SheetAct, type SheetState, sheetAfter, waitingEdits } from "./state.ts";

export interface SheetPlace {
  readonly year: number;
  readonly unit: string;
  readonly campaign: string;
}

/** The act that a batch is kept as. */
export type WrittenHow = "entry" | "paste" | "spread" | "template";

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
  | { readonly kind: "refused"; readonly message: string };

export interface LiveSheet {
  readonly state: SheetState;
  readonly status: SaveStatus;
  readonly waiting: number;
  act(act: SheetAct, how?: WrittenHow): void;
  takeBack(direction: "undo" | "redo"): Promise<TakenBack>;
}

const quietMs = 800;
const retryMs = 5_000;

/**
 * A sheet that is written in: each change is shown at once and sent when the keys fall silent, in the order in which it was made. What no answer
 * came for waits and is sent again; nothing is sent twice at the same time.
 */
export function useSheet(read: SheetState, place: SheetPlace): LiveSheet {
  const [state, dispatch] = useReducer(sheetAfter, read);
  const [status, setStatus] = useState<SaveStatus>({ kind: "nothing" });
  const { revalidate } = useRevalidator();
  const now = useRef<Now>({ state, how: "entry" });
  now.current.state = state;
  useEffect(() => dispatch({ kind: "read", state: read }), [read]);

  const send = useCallback(async (): Promise<void> => {
    const current = now.current;
    if (current.under) return await current.under;
    const parcel = current.parcel ?? parcelOf(current, place);
    if (!parcel) return;
    current.parcel = parcel;
    dispatch({ kind: "sent", edits: parcel.edits });
    setStatus({ kind: "sending" });
    current.under = post(`${addressOf(place)}/cells`, parcel.fields).then((answer) => {
      delete current.under;
      if (answer.kind === "answered") {
        const written = answer.value as WrittenMessage;
        delete current.parcel;
        dispatch({ kind: "answered", edits: parcel.edits, answer: written });
        setStatus({ kind: "saved", at: new Date() });
        // The totals and the requests around the grid say the same as it does, and what others wrote comes with them.
        revalidate();
        return;
      }
      setStatus(answer);
      // What may have arrived is sent again as it was, under its key: else its own writer would be in conflict with it.
      if (answer.kind !== "refused") return;
      delete current.parcel;
      dispatch({ kind: "failed", edits: parcel.edits });
    });
    await current.under;
  }, [place, revalidate]);

  const waiting = waitingEdits(state).length + (now.current.parcel?.edits.length ?? 0);
  useEffect(() => {
    if (waiting === 0 || status.kind === "sending") return;
    const failed = status.kind === "unreachable" || status.kind === "ended" || status.kind === "refused";
    const timer = setTimeout(() => void send(), failed ? retryMs : quietMs);
    return () => clearTimeout(timer);
  }, [waiting, status, send]);
  useEffect(() => {
    const again = () => void send();
    const isWaiting = () => now.current.parcel !== undefined || waitingEdits(now.current.state).length > 0;
    const warn = (event: BeforeUnloadEvent) => isWaiting() && event.preventDefault();
    window.addEventListener("online", again);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener("beforeunload", warn);
    };
  }, [send]);

  return {
    state,
    status,
    waiting,
    act(act, how = "entry") {
      if (how !== "entry") now.current.how = how;
      dispatch(act);
    },
    async takeBack(direction) {
      await send();
      const answer = await post(`${addressOf(place)}/taking-back`, { key: crypto.randomUUID(), campaign: place.campaign, direction });
      if (answer.kind !== "answered") return { kind: "refused", message: answer.kind === "refused" ? answer.message : "" };
      revalidate();
      const { written, kept, locked } = answer.value as { written: number; kept: string[]; locked: number };
      return { kind: "done", direction, written, kept, locked };
    },
  };
}

type Answer =
  | { readonly kind: "answered"; readonly value: unknown }
  | { readonly kind: "unreachable" | "ended" }
  | { readonly kind: "refused"; readonly message: string };

interface Now {
  state: SheetState;
  how: WrittenHow;
  /** The one that is on its way. */
  under?: Promise<void>;
  /** What was sent and has no answer yet. */
  parcel?: Parcel;
}
interface Parcel {
  readonly edits: readonly TypedEdit[];
  readonly fields: Readonly<Record<string, string>>;
}

function parcelOf(current: Now, { campaign }: SheetPlace): Parcel | undefined {
  const edits = waitingEdits(current.state);
  if (edits.length === 0) return undefined;
  const kind = current.how;
  current.how = "entry";
  return { edits, fields: { key: crypto.randomUUID(), campaign, kind, edits: editsText(edits) } };
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
