import { type KeyboardEvent, useCallback } from "react";

interface Answers {
  /** Enter: match what is ticked, or go to the button that can. */
  readonly enter: (form: HTMLFormElement) => void;
  readonly clear: () => void;
}

/**
 * The keys of the two panes. Arrows move from tick to tick, left and right between the sides, Home and End to the ends; Space ticks, as
 * the browser does; Enter matches; Ctrl+Enter opens the entry of the line; Escape unticks all. Everywhere else the keys are the browser's.
 */
export function useMatchingKeys({ enter, clear }: Answers) {
  return useCallback(
    (event: KeyboardEvent<HTMLFormElement>) => {
      const { target, currentTarget: form } = event;
      if (!(target instanceof HTMLInputElement) || target.dataset["pane"] === undefined) return;
      const destination = destinationOf(form, target, event.key);
      if (destination) {
        event.preventDefault();
        destination.focus();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) target.closest("tr")?.querySelector("a")?.click();
        else enter(form);
      } else if (event.key === "Escape") clear();
    },
    [enter, clear],
  );
}

function destinationOf(form: HTMLFormElement, from: HTMLInputElement, key: string): HTMLInputElement | undefined {
  const ticks = [...form.querySelectorAll<HTMLInputElement>("input[data-pane]")];
  const own = ticks.filter(({ dataset }) => dataset["pane"] === from.dataset["pane"]);
  const place = own.indexOf(from);
  switch (key) {
    case "ArrowDown":
      return own[place + 1];
    case "ArrowUp":
      return own[place - 1];
    case "Home":
      return own[0];
    case "End":
      return own.at(-1);
    case "ArrowLeft":
    case "ArrowRight": {
      const other = ticks.filter(({ dataset }) => dataset["pane"] === (key === "ArrowLeft" ? "debit" : "credit"));
      return other === own || other.includes(from) ? undefined : other[Math.min(place, other.length - 1)];
    }
    default:
      return undefined;
  }
}
