import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import type { LastResult } from "#app/ui/form/last-result.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { useWorksCrumbs } from "./works-crumb.ts";

interface PartFormProps {
  readonly year: number;
  readonly operation: { readonly code: string; readonly label: string };
  readonly title: string;
  readonly commandKey: string;
  readonly lastResult: LastResult | null | undefined;
  readonly submit: string;
  /** What is told already may be taken away. */
  readonly removable?: boolean;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A form about one part of an operation: what is told, and its button; what stands may be taken away beside it. */
export function PartForm({ year, operation, title, commandKey, lastResult, submit, removable = false, note, children }: PartFormProps) {
  const words = useTranslations("works.actions");
  return (
    <Page title={title} crumbs={useWorksCrumbs(year, operation)}>
      {note}
      <ActForm
        {...{ commandKey, lastResult, submit }}
        wide
        beside={
          removable && (
            <SubmitButton look="danger" name="act" value="remove">
              {words("remove")}
            </SubmitButton>
          )
        }
      >
        {children}
      </ActForm>
    </Page>
  );
}
