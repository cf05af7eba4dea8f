import { useTranslations } from "use-intl";
import { useFieldValues } from "#app/ui/form/field-values.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../units/said.ts";
import styles from "../units/units.module.css";
import { WaysOut } from "./availability/live.tsx";
import type { LevelWithWays } from "./way-out.ts";

/** After a refusal for lack of credit: who holds room, one press away, as the live line says where scripts run. */
export function RefusedWays({ ways }: { readonly ways: readonly LevelWithWays[] | undefined }) {
  const format = useFormat();
  if (!ways || ways.length === 0) return null;
  return (
    <div className={styles.group}>
      {ways.map(({ unit, spendingClass, ways: own, ask }) => (
        <WaysOut
          key={`${unit} ${spendingClass}`}
          ways={own.map((way) => ({ ...way, available: said(format, way.available, "AE") }))}
          ask={ask}
        />
      ))}
    </div>
  );
}

/** For who may go beyond what is available: a reason, and the mark that it leaves. Folded until there is something to say. */
export function OverrideField({ open }: { readonly open: boolean }) {
  const words = useTranslations("availability");
  const typed = useFieldValues().values.overrideReason ?? "";
  return (
    <details open={open || typed !== ""}>
      <summary>{words("override")}</summary>
      <div className={styles.stack}>
        <p className={styles.note}>{words("overrideHint")}</p>
        <TextAreaField name="overrideReason" label={words("overrideReason")} />
      </div>
    </details>
  );
}
