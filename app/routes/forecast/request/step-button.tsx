import { Form } from "@remix-run/react";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";

/** A step of a request that one press takes and another act takes back. */
export function StepButton({ to, commandKey, label }: { readonly to: string; readonly commandKey: string; readonly label: string }) {
  return (
    <Form method="post" action={to}>
      <CommandKey value={commandKey} />
      <SubmitButton look="plain">{label}</SubmitButton>
    </Form>
  );
}
