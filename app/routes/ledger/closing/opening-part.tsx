import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { OpeningEntry } from "#db/queries/ledger/opening.ts";
import { entryAddress, provisionalOpeningAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface OpeningPartProps {
  readonly year: number;
  readonly before: number | null;
  readonly openings: readonly OpeningEntry[];
  readonly may: { readonly close: boolean };
}

/** What opened the exercise: each entry, provisional or not, and the way to post or renew the provisional ones. */
export function OpeningPart({ year, before, openings, may }: OpeningPartProps) {
  const words = useTranslations("closing");
  if (before === null && openings.length === 0) return <p>{words("opening.first", { year: String(year) })}</p>;
  const definitive = openings.some(({ provisional }) => !provisional);
  return (
    <div className={styles.stack}>
      {openings.length === 0 ? (
        <p>{words("opening.none", { year: String(year), before: String(before) })}</p>
      ) : (
        <OpeningList year={year} openings={openings} />
      )}
      {may.close && before !== null && !definitive && (
        <p>
          <Link to={provisionalOpeningAddress(year)} className={buttonClass()}>
            {openings.length === 0 ? words("opening.post") : words("opening.renew")}
          </Link>
        </p>
      )}
    </div>
  );
}

/** The entries that opened the exercise, in their order. */
export function OpeningList({ year, openings }: Pick<OpeningPartProps, "year" | "openings">) {
  const words = useTranslations("closing");
  const format = useFormat();
  return (
    <ul className={styles.plain}>
      {openings.map(({ id, name, lineCount, provisional, postedOn }) => (
        <li key={String(id)}>
          <Link to={entryAddress(year, id)}>
            {words("opening.entry", {
              name,
              lines: lineCount,
              kind: provisional ? words("opening.provisional") : words("opening.definitive"),
              day: format.day(postedOn),
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
