import { type KeyboardEvent, useCallback } from "react";

interface Answers {
  /** Enter: match what is ticked, or go to the button that can. */
  readonly enter: (form: HTMLFormElement) => void;
  readonly clear: () => void;
}

/**
 * The keys of the two panes. Arrows move from tick to tick (or to the letters of a line that is matched), left and right between the sides, Home and End to the ends; Space ticks, as
 * the browser does; Enter matches; Ctrl+Enter opens the entry of the line; Escape unticks all. Everywhere else the keys are the browser's.
 */
export function useMatchingKeys({ enter, clear }: Answers) {
  return useCallback(
    (event: KeyboardEvent<HTMLFormElement>) => {
      const { target, currentTarget: form } = event;
      if (!(target instanceof HTMLElement) || target.dataset["pane"] === undefined) return;
      const destination = destinationOf(form, target, event.key);
      if (destination) {
        event.preventDefault();
        destination.focus();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        target.closest("tr")?.querySelector("a")?.click();
      } else if (event.key === "Enter" && target instanceof HTMLInputElement) {
        event.preventDefault();
        enter(form);
      } else if (event.key === "Escape") clear();
    },
    [enter, clear],
  );
}

function destinationOf(form: HTMLFormElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const ticks = [...form.querySelectorAll<HTMLElement>("[data-pane]")];
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
