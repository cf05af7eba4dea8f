import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { ruleText } from "#app/ui/planning/guidance-rule.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { GuidanceRow } from "#db/queries/campaign/guidance.ts";

interface RuleTableProps {
  readonly rules: readonly GuidanceRow[];
  /** One key for the form of each rule. */
  readonly keys: readonly string[];
  readonly units: readonly { readonly code: string; readonly label: string }[];
}

/** The rules in force; each can be taken back. */
export function RuleTable({ rules, keys, units }: RuleTableProps) {
  const words = useTranslations("guidance");
  const resources = useTranslations("resources");
  const format = useFormat();
  const names = new Map(units.map(({ code, label }) => [code, label]));
  return (
    <DataTable
      caption={words("rules")}
      rows={rules.map((rule, index) => ({ ...rule, key: keys[index] ?? "" }))}
      rowKey={(row) => row.id}
      empty={<p>{words("none")}</p>}
      columns={[
        { key: "unit", head: words("unit"), cell: (row) => (row.unit === null ? words("allUnits") : (names.get(row.unit) ?? row.unit)) },
        { key: "nature", head: words("nature"), cell: (row) => row.nature ?? words("allNatures") },
        { key: "measure", head: words("measure"), cell: (row) => resources(row.measure) },
        { key: "rule", head: words("rule"), align: "end", cell: (row) => ruleText(row, { words, format }) },
        { key: "note", head: words("note"), cell: (row) => row.note || "///" },
        { key: "who", head: words("who"), cell: (row) => `${row.author}, ${format.instant(row.setAt.toISOString())}` },
        { key: "withdraw", head: words("withdrawHead"), cell: (row) => <Withdraw rule={row} commandKey={row.key} /> },
      ]}
    />
  );
}

function Withdraw({ rule, commandKey }: { readonly rule: GuidanceRow; readonly commandKey: string }) {
  const words = useTranslations("guidance");
  return (
    <Form method="post">
      <CommandKey value={commandKey} />
      <input type="hidden" name="unit" value={rule.unit ?? ""} />
      <input type="hidden" name="nature" value={rule.nature ?? ""} />
      <input type="hidden" name="measure" value={rule.measure} />
      <button type="submit" name="withdraw" value="on" className={buttonClass()}>
        {words("withdraw")}
      </button>
    </Form>
  );
}
