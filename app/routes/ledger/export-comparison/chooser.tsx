import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import { exportComparisonAddress } from "../addresses.ts";
import type { ChosenExports } from "./chosen.ts";
import styles from "./comparison.module.css";

interface ChooserProps {
  readonly year: number;
  /** The FEC of the register, the latest first, and those that are chosen. */
  readonly choices: readonly ExportRow[];
  readonly chosen: ChosenExports;
}

/** Which export is read first, and which one against it. */
export function Chooser({ year, choices, chosen: { before, after } }: ChooserProps) {
  const words = useTranslations("exportComparison");
  const exports = useTranslations("exports");
  const format = useFormat();
  const options = choices.map(({ id, at, author, format: written, lines, sha256 }) => ({
    value: id,
    label: words("choice", { at: format.instant(at), written: exports(`formats.${written}`), lines, author, hash: sha256.slice(0, 8) }),
  }));
  return (
    // A new pair is a new form: its lists begin with it.
    <Form key={`${before?.id} ${after?.id}`} method="get" className={`${styles.chooser} no-print`} preventScrollReset>
      <SelectField name="a" label={words("before")} options={options} defaultValue={before?.id} required />
      <SelectField name="b" label={words("after")} options={options} defaultValue={after?.id} required />
      <div className={styles.buttons}>
        <SubmitButton>{words("compare")}</SubmitButton>
        {before && after && before.id !== after.id && (
          <Link to={exportComparisonAddress(year, { a: after.id, b: before.id })} className={buttonClass()} preventScrollReset>
            {words("swap")}
          </Link>
        )}
      </div>
    </Form>
  );
}
