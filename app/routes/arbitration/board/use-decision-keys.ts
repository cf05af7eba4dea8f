import { useCallback, useEffect, useRef, useState } from "react";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import { verbsByKey } from "./verb-icons.tsx";

/** A verb asked for from a row or by its key; `at` tells two that are alike apart. */
export interface AskedVerb {
  readonly verb: DecisionVerb;
  readonly request: string;
  readonly at: number;
}

const digits = /^(?:Digit|Numpad)([1-7])$/;

interface Keyed {
  /** The request that may be decided where the focus is. */
  readonly current: string | undefined;
  /** Where the focus is on a unit: the same decision for its requests. */
  readonly onUnit?: ((verb: DecisionVerb) => void) | undefined;
  readonly onUndo: () => void;
}

/**
 * Alt+Maj+1…7 decide the current request, or lead to the same decision for those of the current unit; Ctrl+Z takes the last decision back: by the
 * place of the key, whatever the layout. What is asked for reaches the decisions, which may want a sentence first.
 */
export function useDecisionKeys(on: Keyed): {
  readonly asked: AskedVerb | null;
  readonly ask: (request: string, verb: DecisionVerb) => void;
} {
  const [asked, setAsked] = useState<AskedVerb | null>(null);
  const latest = useRef(on);
  latest.current = on;
  const ask = useCallback((request: string, verb: DecisionVerb) => setAsked({ verb, request, at: performance.now() }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { current, onUnit, onUndo } = latest.current;
      const typing = event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select");
      const verb = verbsByKey[Number(digits.exec(event.code)?.[1] ?? 0) - 1];
      if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && verb) {
        event.preventDefault();
        if (current !== undefined) ask(current, verb);
        else onUnit?.(verb);
      } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z" && !typing) {
        event.preventDefault();
        onUndo();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [ask]);
  return { asked, ask };
}
