import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../arbitration.module.css";
import { registerFields, registerVerbs } from "./fields.ts";

interface FilterFormProps {
  readonly year: number;
  readonly scenarios: readonly { readonly id: string; readonly name: string }[];
  readonly deciders: readonly { readonly login: string; readonly name: string }[];
  readonly units: readonly { readonly code: string; readonly label: string }[];
}

/** The filters of the register, in its address; sent without a script. */
export function FilterForm({ year, scenarios, deciders, units }: FilterFormProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const [search] = useSearchParams();
  const typed = (name: string) => search.get(name) ?? "";
  const select = (name: string, label: string, any: string, options: readonly { value: string; label: string }[]) => (
    <SelectField name={name} label={label} defaultValue={typed(name)} none={any} options={options} />
  );
  const filtered = registerFields.some((name) => typed(name) !== "");
  const campaign = search.get("campaign");
  return (
    <Form method="get" role="search" className={styles.search} key={search.toString()}>
      {campaign !== null && <input type="hidden" name="campaign" value={campaign} />}
      <TextField name="q" type="search" label={words("register.words")} width="medium" defaultValue={typed("q")} />
      {scenarios.length > 1 &&
        select(
          "scenario",
          words("register.scenario"),
          words("register.anyScenario"),
          scenarios.map(({ id, name }) => ({ value: id, label: name })),
        )}
      {select(
        "verb",
        words("register.verb"),
        words("register.anyVerb"),
        registerVerbs.map((verb) => ({
          value: verb,
          label: verb === "takeBack" ? arbitration("outcomes.takenBack") : arbitration(`verbs.${verb}`, { year: String(year - 1) }),
        })),
      )}
      {units.length > 1 &&
        select(
          "unit",
          words("register.unit"),
          words("register.anyUnit"),
          units.map(({ code, label }) => ({ value: code, label })),
        )}
      {deciders.length > 1 &&
        select(
          "by",
          words("register.author"),
          words("register.anyAuthor"),
          deciders.map(({ login, name }) => ({ value: login, label: name })),
        )}
      <DateField name="from" label={words("register.from")} defaultValue={typed("from")} />
      <DateField name="to" label={words("register.to")} defaultValue={typed("to")} />
      <label className={styles.check}>
        <input type="checkbox" name="standing" value="1" defaultChecked={typed("standing") === "1"} /> {words("register.standing")}
      </label>
      <SubmitButton look="plain">{words("register.filter")}</SubmitButton>
      {filtered && (
        <Link className={buttonClass()} to={campaign === null ? "?" : `?campaign=${campaign}`}>
          {words("register.clear")}
        </Link>
      )}
    </Form>
  );
}
