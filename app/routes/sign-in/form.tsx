import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import type { DemoAccount } from "#app/settings.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "./sign-in.module.css";

interface SignInFormProps {
  readonly answer: RefusedForm | undefined;
  readonly next: string;
  readonly organisations: readonly { readonly slug: string; readonly name: string }[];
  readonly chosen: DemoAccount | undefined;
}

/** Login and password; the organisation only when there is a choice. */
export function SignInForm({ answer, next, organisations, chosen }: SignInFormProps) {
  const words = useTranslations("signIn");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" action={`/sign-in?next=${encodeURIComponent(next)}`} className={styles.form}>
      <Fields {...fields}>
        <ErrorSummary general={general} />
        {organisations.length > 1 ? (
          <SelectField
            name="organisation"
            label={words("organisation")}
            required
            options={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        ) : null}
        <TextField name="login" label={words("login")} required autoComplete="username" defaultValue={chosen?.login} />
        <TextField
          name="password"
          type="password"
          label={words("password")}
          required
          autoComplete="current-password"
          defaultValue={chosen?.password}
        />
        <ButtonRow>
          <SubmitButton>{words("submit")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
