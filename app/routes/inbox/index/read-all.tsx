import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";

/** Marks as read what the page shows and what came before it; what comes meanwhile stays unread. */
export function ReadAll({ upTo, commandKey }: { readonly upTo: string; readonly commandKey: string }) {
  const words = useTranslations("inbox");
  return (
    <Form method="post" action="/inbox/reading">
      <CommandKey value={commandKey} />
      <input type="hidden" name="upTo" value={upTo} />
      <SubmitButton look="plain">{words("readAll")}</SubmitButton>
    </Form>
  );
}
