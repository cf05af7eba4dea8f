import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { StandingLapse } from "#db/queries/year-end.ts";
import { entryAddress } from "../../ledger/addresses.ts";
import { lapseUndoingAddress } from "../../units/addresses.ts";
import styles from "./year-end.module.css";

interface PostedListProps {
  readonly year: number;
  readonly lapses: readonly StandingLapse[];
  readonly mayUndo: boolean;
  readonly seesLedger: boolean;
}

/** What the end of the exercise has posted and that stands: its entry, and the way to undo it while the exercise is open. */
export function PostedList({ year, lapses, mayUndo, seesLedger }: PostedListProps) {
  const words = useTranslations("yearEnd");
  const format = useFormat();
  return (
    <ul className={styles.posted}>
      {lapses.map(({ id, number, on, author, reason, entry }) => (
        <li key={id}>
          <span>{words("lapse.posted", { number: documentNumber("MV", year, number), day: format.day(on), author, reason })}</span>
          {seesLedger && (
            <Link to={entryAddress(year, entry.id)}>{words("lapse.entry", { entry: `${entry.journal}-${entry.number}` })}</Link>
          )}
          {mayUndo && <Link to={lapseUndoingAddress(year, id)}>{words("lapse.undo")}</Link>}
        </li>
      ))}
    </ul>
  );
}
