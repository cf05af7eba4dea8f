import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Section } from "#app/ui/shell/page.tsx";

interface StepFormProps {
  readonly action: string;
  readonly commandKey: string;
  readonly may: { readonly preArbitrate: boolean; readonly conference: boolean };
}

/** The steps that an instructed request may take before it is decided. */
export function StepForm({ action, commandKey, may }: StepFormProps) {
  const words = useTranslations("arbitration");
  return (
    <Section title={words("step.title")}>
      <Form method="post" action={action}>
        <CommandKey value={commandKey} />
        <ButtonRow>
          {may.preArbitrate && (
            <SubmitButton look="plain" name="to" value="preArbitrated">
              {words("step.preArbitrated")}
            </SubmitButton>
          )}
          {may.conference && (
            <SubmitButton look="plain" name="to" value="conference">
              {words("step.conference")}
            </SubmitButton>
          )}
        </ButtonRow>
      </Form>
    </Section>
  );
}
