import { expect, test } from "vitest";
import { actOf, type PressedKey } from "#app/ui/grid/keys.ts";

/** « ctrl+shift+z ». */
function press(combination: string): PressedKey {
  const parts = combination.split("+");
  const key = parts.at(-1) ?? "";
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return { key: key === "Space" ? " " : key, ctrlKey: has("ctrl"), metaKey: has("meta"), shiftKey: has("shift"), altKey: has("alt") };
}

test.each<[string, object | undefined]>([
  ["ArrowDown", { kind: "move", direction: "down", reach: "cell", extend: false }],
  ["shift+ArrowRight", { kind: "move", direction: "right", reach: "cell", extend: true }],
  ["ctrl+ArrowUp", { kind: "move", direction: "up", reach: "edge", extend: false }],
  ["ctrl+shift+End", { kind: "move", direction: "right", reach: "corner", extend: true }],
  ["ctrl+Home", { kind: "move", direction: "left", reach: "corner", extend: false }],
  ["Home", { kind: "move", direction: "left", reach: "row", extend: false }],
  ["PageDown", { kind: "move", direction: "down", reach: "page", extend: false }],
  ["Enter", { kind: "move", direction: "down", reach: "cell", extend: false }],
  ["shift+Enter", { kind: "move", direction: "up", reach: "cell", extend: false }],
  ["F2", { kind: "edit" }],
  ["shift+F2", { kind: "comment" }],
  ["F8", { kind: "nextError" }],
  ["Delete", { kind: "clear" }],
  ["ctrl+z", { kind: "undo" }],
  ["meta+z", { kind: "undo" }],
  ["ctrl+shift+Z", { kind: "redo" }],
  ["ctrl+y", { kind: "redo" }],
  ["ctrl+a", { kind: "select", what: "all" }],
  ["ctrl+Space", { kind: "select", what: "column" }],
  ["shift+Space", { kind: "select", what: "row" }],
  ["ctrl+d", { kind: "fill", direction: "down" }],
  ["alt+shift+ArrowRight", { kind: "fill", direction: "right" }],
  ["alt+shift+B", { kind: "command", command: "hold" }],
  ["alt+shift+J", { kind: "command", command: "adjust" }],
  ["5", { kind: "type", text: "5" }],
  ["=", { kind: "type", text: "=" }],
  ["é", { kind: "type", text: "é" }],
  // AltGr and « e » on a French keyboard.
  ["ctrl+alt+€", { kind: "type", text: "€" }],
  // The browser's own.
  ["ctrl+r", undefined],
  ["ctrl+c", undefined],
  ["ctrl+v", undefined],
  ["alt+ArrowLeft", undefined],
  ["F5", undefined],
  ["F6", undefined],
  ["Tab", undefined],
  ["shift+Tab", undefined],
  ["Escape", undefined],
  ["Shift", undefined],
  ["Dead", undefined],
])("%s", (combination, act) => {
  expect(actOf(press(combination))).toEqual(act);
});
