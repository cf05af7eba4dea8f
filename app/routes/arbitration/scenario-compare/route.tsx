import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { spendingClasses } from "#app/domain/stage.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { boardMeasures } from "../measure.ts";
import { crumbsOf } from "../scenario/crumbs.ts";
import styles from "../scenario/scenario.module.css";
import { ComparedClasses, ComparedLines, ComparedUnits, mostLines } from "./compared-tables.tsx";
import { loadComparison } from "./load-comparison.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => await loadComparison(scene));

/** Scenarios side by side: two very well, up to four. */
export default function CompareScenariosPage() {
  const page = useLoaderData<typeof loader>();
  const { year, campaign, scenarios, compared, measure, filter, lines, differing, rest, byUnit, byClass, choices } = page;
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const enough = compared.length > 1;
  const named = { measure: resources(`short.${measure}`), year: String(year) };
  return (
    <Page
      title={words("compare.heading", { year: String(year) })}
      crumbs={crumbsOf(arbitration, { year })}
      message={enough ? words("compare.message", { count: differing, ...named }) : words("compare.choose")}
    >
      <Form method="get" className={`${styles.form} no-print`}>
        <input type="hidden" name="campaign" value={campaign.id} />
        <fieldset className={styles.group}>
          <legend>{words("compare.which")}</legend>
          <span className={styles.choices}>
            {scenarios.map(({ id, name }) => (
              <label key={id} className={styles.box}>
                <input type="checkbox" name="of" value={id} defaultChecked={compared.some((own) => own.id === id)} />
                {name}
              </label>
            ))}
          </span>
        </fieldset>
        <div className={styles.filters}>
          <SelectField
            name="m"
            label={arbitration("measure")}
            required
            defaultValue={measure.toLowerCase()}
            options={boardMeasures.map((own) => ({ value: own.toLowerCase(), label: resources(`short.${own}`) }))}
          />
          <SelectField name="in" label={words("filterUnit")} none={words("allUnits")} defaultValue={filter.unit ?? ""} options={choices} />
          <SelectField
            name="class"
            label={words("columns.class")}
            none={words("compare.allClasses")}
            defaultValue={filter.spendingClass ?? ""}
            options={spendingClasses.map((own) => ({ value: own, label: forecast(`classes.${own}`) }))}
          />
          <SelectField
            name="lines"
            label={words("filterShown")}
            none={words("compare.onlyDifferent")}
            defaultValue={filter.all ? "all" : ""}
            options={[{ value: "all", label: words("everyLine") }]}
          />
          <TextField name="q" type="search" label={words("search")} width="medium" defaultValue={filter.query} />
          <SubmitButton look="plain">{words("columns.compare")}</SubmitButton>
        </div>
      </Form>
      {enough && (
        <>
          <ComparedClasses scenarios={compared} totals={byClass} />
          {lines.length === 0 && <EmptyState title={differing === 0 ? words("compare.same", named) : words("noLine")} />}
          {lines.length > mostLines && <p>{words("compare.moreLines", { shown: String(mostLines), count: String(lines.length) })}</p>}
          {lines.length > 0 && (
            <ComparedLines
              {...{ year, measure, scenarios: compared, lines, rest }}
              actions={<ExportMenu file={`/${year}/arbitration/scenarios/compare/file`} />}
            />
          )}
          <ComparedUnits
            scenarios={compared}
            totals={byUnit}
            measure={measure}
            labels={new Map(choices.map(({ value, label }) => [value, label]))}
          />
        </>
      )}
    </Page>
  );
}
