import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import type { LastResult } from "#app/ui/form/last-result.ts";
import { type Crumb, Page } from "#app/ui/shell/page.tsx";

interface MeansFormProps {
  readonly title: string;
  readonly crumbs: Crumb[];
  readonly message?: string | undefined;
  readonly commandKey: string;
  readonly lastResult: LastResult | null | undefined;
  /** What is known already may be taken away. */
  readonly removable?: boolean;
  readonly children: ReactNode;
}

/** A form about a place, a lease or machines: what is told, and its button; what stands may be taken away beside it. */
export function MeansForm({ title, crumbs, message, commandKey, lastResult, removable = false, children }: MeansFormProps) {
  const words = useTranslations("means.actions");
  return (
    <Page title={title} crumbs={crumbs} message={message}>
      <ActForm
        {...{ commandKey, lastResult }}
        wide
        submit={words("save")}
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
