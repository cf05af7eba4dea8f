import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../forecast.module.css";
import { keysText } from "./schedule-grid.ts";

interface KeysFormProps {
  readonly typed: string;
  readonly fault: string | undefined;
  readonly known: readonly { readonly from: "request" | "commitments"; readonly keys: readonly bigint[] }[];
}

/** Coverage keys, typed or those of before: they fill the rows of new commitments, which are saved only when one wants. */
export function KeysForm({ typed, fault, known }: KeysFormProps) {
  const words = useTranslations("requests.schedule");
  return (
    <Section title={words("keys.title")}>
      <div className={styles.stack}>
        <Form method="get" className={styles.keys}>
          <TextField name="keys" label={words("keys.label")} hint={words("keys.hint")} width="medium" defaultValue={typed} error={fault} />
          <SubmitButton look="plain">{words("keys.fill")}</SubmitButton>
        </Form>
        {known.length > 0 && (
          <p className={styles.links}>
            {known.map(({ from, keys }) => (
              <Link key={from} className={buttonClass()} to={`?keys=${encodeURIComponent(keysText(keys))}`} preventScrollReset>
                {words(`keys.${from}`, { keys: keysText(keys) })}
              </Link>
            ))}
          </p>
        )}
      </div>
    </Section>
  );
}
