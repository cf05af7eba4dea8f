import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import styles from "./decisions.module.css";

/** The key of each verb: Alt+Maj and its place here, from 1. */
export const verbsByKey = [
  "grant",
  "grantConditionally",
  "capAtNotified",
  "propose",
  "defer",
  "refuse",
  "other",
] as const satisfies readonly DecisionVerb[];

/** Those that ask for a sentence of their own, a condition or an amount. */
export const verbsOfWords: readonly DecisionVerb[] = ["grantConditionally", "defer", "refuse", "other"];

/** The drawings of the verbs, once for the page (16 × 16): a row has seven of them. */
export function VerbDrawings() {
  return (
    <svg width="0" height="0" className={styles.drawings} aria-hidden focusable="false">
      <symbol id="verb-grant" viewBox="0 0 16 16">
        <path d="M3 8.5l3.5 3.5L13 4.5" />
      </symbol>
      <symbol id="verb-grantConditionally" viewBox="0 0 16 16">
        <path d="M1.5 8.5l3 3L10 5M12.5 12.5h.01M12.5 4v5" />
      </symbol>
      <symbol id="verb-capAtNotified" viewBox="0 0 16 16">
        <path d="M2.5 3h11M8 13.5V6M5 9l3-3 3 3" />
      </symbol>
      <symbol id="verb-propose" viewBox="0 0 16 16">
        <path d="M8 2l6 6-6 6-6-6z" />
      </symbol>
      <symbol id="verb-defer" viewBox="0 0 16 16">
        <path d="M8 2a6 6 0 100 12A6 6 0 008 2zM8 4.5V8l2.5 1.5" />
      </symbol>
      <symbol id="verb-refuse" viewBox="0 0 16 16">
        <path d="M4 4l8 8M12 4l-8 8" />
      </symbol>
      <symbol id="verb-other" viewBox="0 0 16 16">
        <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" />
      </symbol>
    </svg>
  );
}

export function VerbIcon({ verb }: { readonly verb: DecisionVerb }) {
  return (
    <svg width="16" height="16" aria-hidden focusable="false" className={styles.icon}>
      <use href={`#verb-${verb}`} />
    </svg>
  );
}
