import { Form, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lineStates } from "#app/domain/arbitration/scenario/line-state.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import type { LineFilter } from "./read-lines.ts";
import styles from "./scenario.module.css";

/** Which lines are shown, in the address: a link gives the same list. */
export function LineFilters({ filter, units }: { readonly filter: LineFilter; readonly units: readonly Choice[] }) {
  const words = useTranslations("scenarios");
  const [search] = useSearchParams();
  const states = lineStates.map((state) => ({ value: state, label: words(`lineStates.${state}`) }));
  return (
    <Form method="get" role="search" className={`${styles.filters} no-print`}>
      {search.has("m") && <input type="hidden" name="m" value={search.get("m") ?? ""} />}
      <SelectField name="of" label={words("filterUnit")} none={words("allUnits")} defaultValue={filter.unit ?? ""} options={units} />
      <SelectField name="state" label={words("filterState")} none={words("allStates")} defaultValue={filter.state ?? ""} options={states} />
      <SelectField
        name="lines"
        label={words("filterShown")}
        none={words("onlyTouched")}
        defaultValue={filter.all ? "all" : ""}
        options={[{ value: "all", label: words("everyLine") }]}
      />
      <TextField name="q" type="search" label={words("search")} width="medium" defaultValue={filter.query} />
      <SubmitButton look="plain">{words("filter")}</SubmitButton>
    </Form>
  );
}
