import { type RefObject, useEffect } from "react";
import { type DecisionVerb, decisionVerbs } from "#app/domain/arbitration/verb.ts";

/** The digit above the letters, wherever the letters are: Alt+Shift+1 … 7 (`ux.md` §2.4 F). */
export function verbOfKey({
  altKey,
  shiftKey,
  ctrlKey,
  metaKey,
  code,
}: Pick<KeyboardEvent, "altKey" | "shiftKey" | "ctrlKey" | "metaKey" | "code">): DecisionVerb | undefined {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return undefined;
  const [, digit] = /^Digit([1-7])$/.exec(code) ?? [];
  return digit === undefined ? undefined : decisionVerbs[Number(digit) - 1];
}

interface RoomKeys {
  readonly onVerb: (verb: DecisionVerb) => void;
  /** The keys press the buttons that are there: what cannot be pressed does nothing. */
  readonly room: RefObject<HTMLElement>;
}

/** The secretary's keyboard: decide, go on, go back, take back. */
export function useRoomKeys({ onVerb, room }: RoomKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const verb = verbOfKey(event);
      const press = (name: string) => {
        const button = room.current?.querySelector<HTMLButtonElement>(`button[data-key="${name}"]`);
        if (!button) return;
        event.preventDefault();
        button.click();
      };
      if (verb) {
        event.preventDefault();
        onVerb(verb);
      } else if (event.code === "PageDown" && !isWriting(event.target)) press("next");
      else if (event.code === "PageUp" && !isWriting(event.target)) press("previous");
      else if (event.key.toLowerCase() === "z" && event.ctrlKey && !event.shiftKey && !isWriting(event.target)) press("undo");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onVerb, room]);
}

/** A field has keys of its own. */
function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "submit", "button"].includes(target.type);
}
