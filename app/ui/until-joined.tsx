import { type ReactNode, useEffect } from "react";

/** What React wants to join the page at once for, when it happens meanwhile. */
const impatient = [
  ...["keydown", "keypress", "keyup", "compositionstart", "compositionend", "copy", "cut", "paste"],
  ...["beforeinput", "textInput", "input", "change", "submit", "reset", "dragstart", "dragend", "drop"],
  ...["mousedown", "mouseup", "click", "auxclick", "dblclick", "contextmenu"],
  ...["pointerdown", "pointerup", "pointercancel", "touchstart", "touchend", "touchcancel"],
];

/**
 * Keeps keys and clicks from React until the page is joined; what the browser does with them by itself goes on. Remix waits for its data while it
 * joins, and React 18 gives up for good (error 345) when it is made to join at once then (decision 0114). Gives what lets them through.
 */
export function keepEventsAway(): () => void {
  const stop = (event: Event) => event.stopImmediatePropagation();
  for (const name of impatient) window.addEventListener(name, stop, { capture: true });
  return () => {
    for (const name of impatient) window.removeEventListener(name, stop, { capture: true });
  };
}

/** Says that what is in it was joined. */
export function Joined({ onJoined, children }: { readonly onJoined: () => void; readonly children: ReactNode }) {
  useEffect(onJoined, [onJoined]);
  return children;
}
