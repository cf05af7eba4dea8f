import type { Direction, Move } from "./move.ts";

/** What a key asks of a grid that is not being typed in. */
export type GridAct =
  | ({ readonly kind: "move" } & Move)
  | { readonly kind: "edit" }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "select"; readonly what: "row" | "column" | "all" }
  | { readonly kind: "fill"; readonly direction: "down" | "right" }
  | { readonly kind: "command"; readonly command: GridCommand }
  | { readonly kind: "clear" | "undo" | "redo" | "accept" | "comment" | "nextError" | "previousError" };

/** What the owner of a grid does with what is selected. */
export type GridCommand = "hold" | "adjust";

/** What the handler reads of a keyboard event. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const arrows: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/**
 * The keys of `ux.md` §3.2, which are those of spreadsheets but for what browsers keep (Ctrl+R, F6 …); Tab leaves the grid, which is one stop. AltGr is Ctrl and Alt at once on many keyboards:
 * such a key types. Undefined: the browser's own.
 */
export function actOf(pressed: PressedKey): GridAct | undefined {
  const { key, shiftKey: shift, altKey: alt } = pressed;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (ctrl && alt) return typed(key);
  const arrow = arrows[key];
  if (arrow) return arrowAct(arrow, { ctrl, shift, alt });
  if (ctrl) return withControl(pressed);
  if (alt && shift) return commandOf(key);
  if (alt) return key === "Enter" ? { kind: "accept" } : undefined;
  return named(key, shift) ?? typed(key);
}

/** By the letter that the key types, wherever the keyboard has it. */
function commandOf(key: string): GridAct | undefined {
  const command = ({ b: "hold", j: "adjust" } as const)[key.toLowerCase()];
  return command && { kind: "command", command };
}

function arrowAct(direction: Direction, { ctrl, shift, alt }: { ctrl: boolean; shift: boolean; alt: boolean }): GridAct | undefined {
  if (alt) return shift && direction === "right" ? { kind: "fill", direction: "right" } : undefined;
  return { kind: "move", direction, reach: ctrl ? "edge" : "cell", extend: shift };
}

function withControl({ key, shiftKey: shift }: PressedKey): GridAct | undefined {
  switch (key) {
    case "Home":
      return { kind: "move", direction: "left", reach: "corner", extend: shift };
    case "End":
      return { kind: "move", direction: "right", reach: "corner", extend: shift };
    case " ":
      return { kind: "select", what: "column" };
    default:
  }
  // By the letter that the key types: the « Z » of an AZERTY keyboard is where QWERTY has its « W ».
  switch (key.toLowerCase()) {
    case "z":
      return { kind: shift ? "redo" : "undo" };
    case "y":
      return { kind: "redo" };
    case "a":
      return { kind: "select", what: "all" };
    case "d":
      return { kind: "fill", direction: "down" };
    default:
      return undefined;
  }
}

function named(key: string, shift: boolean): GridAct | undefined {
  switch (key) {
    case "Enter":
      return { kind: "move", direction: shift ? "up" : "down", reach: "cell", extend: false };
    case "Home":
      return { kind: "move", direction: "left", reach: "row", extend: shift };
    case "End":
      return { kind: "move", direction: "right", reach: "row", extend: shift };
    case "PageUp":
      return { kind: "move", direction: "up", reach: "page", extend: shift };
    case "PageDown":
      return { kind: "move", direction: "down", reach: "page", extend: shift };
    case "F2":
      return { kind: shift ? "comment" : "edit" };
    case "F8":
      return { kind: shift ? "previousError" : "nextError" };
    case "Delete":
    case "Backspace":
      return { kind: "clear" };
    case " ":
      return shift ? { kind: "select", what: "row" } : typed(key);
    default:
      return undefined;
  }
}

function typed(key: string): GridAct | undefined {
  return [...key].length === 1 ? { kind: "type", text: key } : undefined;
}
