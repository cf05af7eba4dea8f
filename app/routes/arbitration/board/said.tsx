import { useTranslations } from "use-intl";
import styles from "./decisions.module.css";
import type { Decisions } from "./use-decisions.ts";

/** What was last decided, and the way back; a refusal interrupts. Always in the page, so that it is read out when it changes. */
export function SaidOfDecisions({ decisions }: { readonly decisions: Decisions }) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const { said } = decisions;
  const refusal =
    said?.kind === "refused" ? said.message : said?.kind === "unreachable" || said?.kind === "ended" ? words(`said.${said.kind}`) : "";
  return (
    <div className={styles.line}>
      <span role="status" className={styles.said} data-said={said?.kind}>
        {said?.kind === "decided" &&
          words("said.decided", { number: said.number, outcome: arbitration(`outcomes.${said.outcome}`).toLowerCase() })}
        {said?.kind === "takenBack" && words("said.takenBack", { number: said.number, count: said.count })}
      </span>
      {said?.kind === "decided" && (
        <button
          type="button"
          className={styles.verb}
          aria-keyshortcuts="Control+Z"
          onClick={() => void decisions.takeBack("last", words("takingBack.reason"))}
        >
          {words("undo")} <kbd className={styles.kbd}>Ctrl+Z</kbd>
        </button>
      )}
      <span role="alert" className={styles.refused}>
        {refusal}
      </span>
    </div>
  );
}
