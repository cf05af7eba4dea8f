import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../../units/units.module.css";
import type { MovementPageData } from "./route.tsx";

/** What the reader may do with the document now: propose, approve or refuse, give the controller's act, take it back. */
export function ActForms({ data }: { readonly data: MovementPageData; readonly answer: RefusedForm | undefined }) {
  const { document, needsSecond, needsController, mayDecide, mayControl, mayWithdraw, mayEdit, onBehalfOf, acts, keys } = data;
  const words = useTranslations("movements");
  const format = useFormat();
  return (
    <>
      {mayEdit && (
        <Form method="post" className="no-print">
          <CommandKey value={keys.propose} />
          <input type="hidden" name="act" value="propose" />
          <ButtonRow>
            <SubmitButton>{words(needsSecond ? "propose" : "post")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      {(needsController || acts.length > 0) && (
        <Section title={words("controller.title")}>
          {acts.length === 0 && <p>{words("controller.none")}</p>}
          <ul>
            {acts.map(({ favourable, by, reference, reason, at }) => (
              <li key={at}>
                {words(favourable ? "controller.favourableBy" : "controller.againstBy", { by, at: format.instant(at) })}
                {[reference, reason].filter((text) => text !== "").map((text) => ` – ${text}`)}
              </li>
            ))}
          </ul>
          {mayControl && (
            <Form method="post" className={`${styles.form} no-print`}>
              <CommandKey value={keys.control} />
              <TextField name="reference" id="control-reference" label={words("controller.reference")} />
              <TextAreaField
                name="reason"
                id="control-reason"
                label={words("controller.reason")}
                hint={words("controller.reasonHint")}
                rows={2}
              />
              <ButtonRow>
                <SubmitButton name="act" value="favourable">
                  {words("controller.favourable")}
                </SubmitButton>
                <SubmitButton look="plain" name="act" value="against">
                  {words("controller.against")}
                </SubmitButton>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
      {mayDecide && (
        <div className="no-print">
          <Section title={words("decide")}>
            {onBehalfOf !== null && <p>{words("onBehalfOf", { name: onBehalfOf })}</p>}
            <Form method="post" className={styles.inline}>
              <CommandKey value={keys.approve} />
              <input type="hidden" name="act" value="approve" />
              <DateField name="on" id="approve-on" label={words("approveOn")} required defaultValue={document.on} />
              <SubmitButton>{words("approve")}</SubmitButton>
            </Form>
            <Form method="post" className={styles.form}>
              <CommandKey value={keys.refuse} />
              <input type="hidden" name="act" value="refuse" />
              <TextAreaField name="reason" id="refuse-reason" label={words("refuseReason")} rows={2} required />
              <ButtonRow>
                <SubmitButton look="danger">{words("refuse")}</SubmitButton>
              </ButtonRow>
            </Form>
          </Section>
        </div>
      )}
      {mayWithdraw && (
        <Form method="post" className={`${styles.inline} no-print`}>
          <CommandKey value={keys.withdraw} />
          <input type="hidden" name="act" value="withdraw" />
          <TextField name="reason" id="withdraw-reason" label={words("withdrawReason")} />
          <SubmitButton look="plain">{words(document.state === "planned" ? "cancelTranche" : "withdraw")}</SubmitButton>
        </Form>
      )}
    </>
  );
}
