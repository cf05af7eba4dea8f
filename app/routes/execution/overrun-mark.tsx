import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import type { ShownMark } from "#db/queries/execution-overrun.ts";
import styles from "../units/units.module.css";

/** « Dépassement », in a list or beside a title. */
export function OverrunPill() {
  const words = useTranslations("acts");
  return <StatePill kind="fault">{words("mark")}</StatePill>;
}

export type DatedMark = Omit<ShownMark, "at"> & { readonly on: Day };

/** What of a document no credit covered, who went beyond and why: for ever, whatever cleared it since. */
export function OverrunMarks({ marks }: { readonly marks: readonly DatedMark[] }) {
  const words = useTranslations("acts");
  const format = useFormat();
  if (marks.length === 0) return null;
  return (
    <Section title={words("marksTitle")}>
      <ul className={styles.list}>
        {marks.map(({ documentId, line, resource, amount, on, author, reason, cause }) => (
          <li key={`${documentId} ${line ?? 0} ${resource} ${on}`}>
            <OverrunPill /> {words("marked", { amount: format.amountWithUnit(amount, resource), resource, day: format.day(on), author })}{" "}
            {cause === "override" ? words("markReason", { reason }) : words("markFact")}
          </li>
        ))}
      </ul>
      <p className={styles.note}>{words("marksHint")}</p>
    </Section>
  );
}
