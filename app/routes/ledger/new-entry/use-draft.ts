import { useCallback, useEffect, useRef, useState } from "react";
import { isBlank, type TypedEntry } from "#app/domain/ledger/typing/typed-entry.ts";
import { draftAddress, newEntryAddress } from "../addresses.ts";
import { forget, keepLocally } from "./local-copy.ts";

export type DraftStatus =
  | { readonly kind: "nothing" | "unsaved" | "saving" | "unreachable" | "ended" }
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "conflict" | "refused"; readonly message: string };

export interface DraftPlace {
  readonly year: number;
  readonly login: string;
  readonly id: string;
  /** The version that the page was made from; 0: not kept yet. */
  readonly version: bigint;
  /** What is shown was sent and refused: it is to be kept, though nobody touches it. */
  readonly refused: boolean;
}

export interface KeptDraft {
  readonly id: string;
  readonly version: bigint;
  readonly status: DraftStatus;
  /** Keeps it now; false when it could not be. */
  save(): Promise<boolean>;
  /** Waits for the saving under way, and begins no other: the entry is about to be posted. Until it is, this device keeps it. */
  settle(): Promise<void>;
  /** It was posted: this device has nothing left to keep. */
  posted(): void;
  saving(): boolean;
  /** What is typed here becomes a draft of its own: the other one stays as somebody else wrote it. */
  keepAsNew(): void;
}

const quietMs = 1_200;
const localMs = 250;
const retryMs = 10_000;

/**
 * Keeps what is typed without being asked: on this device at once, in the database when the keys fall silent. A version goes with it, so
 * that another window's work is never overwritten; a session that has ended or a network that is down only delays it.
 */
export function useDraft(entry: TypedEntry, place: DraftPlace, newId: string): KeptDraft {
  const [{ id, version }, setKept] = useState({ id: place.id, version: place.version });
  const [status, setStatus] = useState<DraftStatus>({ kind: "nothing" });
  const text = JSON.stringify(entry);
  const now = useRef({
    entry,
    text,
    id,
    version,
    saved: place.refused ? "" : text,
    under: null as Promise<boolean> | null,
    stopped: false,
  });
  Object.assign(now.current, { entry, text });

  const save = useCallback(async (): Promise<boolean> => {
    const current = now.current;
    if (current.under) await current.under;
    if (current.text === current.saved && current.version > 0n) return true;
    const sent = current.text;
    setStatus({ kind: "saving" });
    const work = send(draftAddress(place.year, current.id), { key: current.id, seen: current.version, body: sent });
    const done = work.then((answer) => {
      current.under = null;
      if (answer.kind !== "saved") {
        setStatus(answer);
        return false;
      }
      if (current.version === 0n) showAddress(place.year, current.id);
      current.version = answer.version;
      current.saved = sent;
      setKept({ id: current.id, version: answer.version });
      setStatus({ kind: "saved", at: new Date() });
      if (current.text === sent && !current.stopped) forget(place, current.id);
      return true;
    });
    current.under = done;
    return await done;
  }, [place]);

  useEffect(() => {
    const current = now.current;
    current.stopped = false;
    if (text === current.saved || isBlank(current.entry)) return;
    setStatus((before) => (before.kind === "conflict" ? before : { kind: "unsaved" }));
    const local = setTimeout(() => current.stopped || keepLocally(place, { ...current, sent: false }), localMs);
    const remote = setTimeout(() => void (current.stopped || save()), quietMs);
    return () => {
      clearTimeout(local);
      clearTimeout(remote);
    };
  }, [text, place, save]);

  useEffect(() => {
    if (status.kind !== "unreachable" && status.kind !== "ended") return;
    const again = () => void save();
    const timer = setInterval(again, retryMs);
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
    };
  }, [status.kind, save]);

  return {
    id,
    version,
    status,
    save,
    saving: () => now.current.under !== null,
    settle: async () => {
      now.current.stopped = true;
      if (!isBlank(now.current.entry)) keepLocally(place, { ...now.current, sent: true });
      await now.current.under;
    },
    posted: () => forget(place, now.current.id),
    keepAsNew: () => {
      Object.assign(now.current, { id: newId, version: 0n, saved: "" });
      setKept({ id: newId, version: 0n });
      void save();
    },
  };
}

type Answer = Exclude<DraftStatus, { kind: "saved" }> | { readonly kind: "saved"; readonly version: bigint };

async function send(address: string, { key, seen, body }: { key: string; seen: bigint; body: string }): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ key, seen: seen.toString(), body }),
    });
    if (response.status === 401) return { kind: "ended" };
    const answer: { version?: string; refusal?: { kind: string; message: string } } = await response.json();
    if (response.ok && answer.version !== undefined) return { kind: "saved", version: BigInt(answer.version) };
    const message = answer.refusal?.message ?? "";
    return { kind: answer.refusal?.kind === "draft-changed" ? "conflict" : "refused", message };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Reloading the page, or giving its address to somebody, comes back to the draft. The router need not know. */
function showAddress(year: number, id: string): void {
  history.replaceState(history.state, "", `${newEntryAddress(year)}?draft=${id}`);
}
