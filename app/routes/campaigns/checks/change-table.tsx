import { useTranslations } from "use-intl";
import { type CheckLevel, type SettingDifference, settingDifferences } from "#app/domain/forecast/checks/settings.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { SettingsChange } from "#db/queries/forecast/checks.ts";
import styles from "../index/campaigns.module.css";

/** Who changed the settings of the checks, when, and from what to what: the latest first. */
export function ChangeTable({ changes }: { readonly changes: readonly SettingsChange[] }) {
  const words = useTranslations("checks.settings");
  const format = useFormat();
  const told = useDifferenceWords();
  const what = ({ before, after }: SettingsChange) => (
    <ul className={styles.plain}>
      {settingDifferences(before, after).map((difference) => (
        <li key={difference.setting}>{told(difference)}</li>
      ))}
    </ul>
  );
  return (
    <Section title={words("history")}>
      <DataTable
        caption={words("history")}
        hideCaption
        rows={changes}
        rowKey={(row) => String(row.id)}
        empty={<p>{words("noHistory")}</p>}
        columns={[
          { key: "when", head: words("when"), cell: (row) => format.instant(row.at.toISOString()) },
          { key: "who", head: words("who"), cell: (row) => row.author },
          { key: "what", head: words("what"), cell: what },
        ]}
      />
    </Section>
  );
}

function useDifferenceWords(): (difference: SettingDifference) => string {
  const words = useTranslations("checks");
  const format = useFormat();
  const change = (name: string, before: string, after: string) => words("settings.change", { name, before, after });
  return (difference) => {
    if (difference.setting === "departureRate") {
      return change(words("settings.departureRate"), amountText(difference.before, "CP"), amountText(difference.after, "CP"));
    }
    if (difference.setting === "departureAmount") {
      const amount = (value: bigint) => format.amountWithUnit(value, "EUR");
      return change(words("settings.departureAmount"), amount(difference.before), amount(difference.after));
    }
    const level = (value: CheckLevel) => words(`settings.level.${value}`);
    return change(words(`names.${difference.setting}`), level(difference.before), level(difference.after));
  };
}
