import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { AsOf } from "#app/domain/as-of.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import styles from "../../units/units.module.css";
import own from "../movements.module.css";

/** The page as of another day: by the days of the entries, or as it was known then. */
export function AsOfForm({ asOf, latest }: { readonly asOf: AsOf | null; readonly latest: string }) {
  const words = useTranslations("movements.asOf");
  const [search] = useSearchParams();
  const others = [...search].filter(([name]) => name !== "asOf" && name !== "known" && name !== "after");
  const now = new URLSearchParams(others);
  return (
    <Form method="get" className={`${styles.inline} no-print`}>
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DateField name="asOf" label={words("day")} defaultValue={asOf?.on ?? ""} max={latest} />
      <label className={own.check}>
        <input type="checkbox" name="known" value="1" defaultChecked={asOf?.known ?? false} /> {words("known")}
      </label>
      <SubmitButton look="plain">{words("show")}</SubmitButton>
      {asOf && (
        <Link to={`?${now}`} className={buttonClass()}>
          {words("now")}
        </Link>
      )}
    </Form>
  );
}
