import { Form, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { LinkSwitch } from "../../units/link-switch.tsx";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import units from "../../units/units.module.css";
import { type FollowUpShown, followedMeasures, shownFigures } from "./shown.ts";

/** What the follow-up shows, and up to which month: each choice is in the address. */
export function FollowUpChoices({ shown: { measure, show, grouped, to, over } }: { readonly shown: FollowUpShown }) {
  const words = useTranslations("followUp");
  const format = useFormat();
  const [search] = useSearchParams();
  const others = [...search].filter(([name]) => name !== "to");
  return (
    <div className={`${units.inline} no-print`}>
      <MeasureSwitch current={measure} measures={followedMeasures} />
      <LinkSwitch
        name="show"
        label={words("figures")}
        current={show}
        options={shownFigures.map((value) => ({ value, label: words(`shows.${value}`) }))}
      />
      <LinkSwitch
        name="group"
        label={words("grouping")}
        current={grouped ? "kind" : "none"}
        options={(["none", "kind"] as const).map((value) => ({ value, label: words(`groupings.${value}`) }))}
      />
      {over.length > 1 && (
        <Form method="get" className={units.inline}>
          {others.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField
            name="to"
            label={words("to")}
            defaultValue={to ?? ""}
            options={over.map((month) => ({ value: month, label: format.month(month, "long") }))}
          />
          <SubmitButton look="plain">{words("see")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}
