import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { LinkSwitch } from "./link-switch.tsx";

const codes = { AE: "ae", CP: "cp", ETPT: "etpt", DAY: "days" } as const satisfies Record<BudgetResource, string>;

/** Which resource a page shows. */
export function MeasureSwitch({ current, measures }: { readonly current: BudgetResource; readonly measures: readonly BudgetResource[] }) {
  const words = useTranslations("units.page");
  const resources = useTranslations("resources");
  const options = measures.map((measure) => ({ value: codes[measure], label: resources(measure) }));
  return <LinkSwitch name="m" label={words("measure")} options={options} current={codes[current]} />;
}
