import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { noteAttendance } from "#app/commands/note-attendance.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { participantsOf } from "#db/queries/arbitration/sitting.ts";
import { useSittingCrumbs } from "../crumbs.ts";
import styles from "../sessions.module.css";
import { sittingAddress, sittingOfAddress } from "../sitting-place.ts";

const schema = z.object({ guests: textField({ minimum: 0, maximum: 2_000 }) });

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, newKey } = scene;
  const sitting = await sittingOfAddress(db, scene);
  return { year, sitting, participants: await participantsOf(db, sitting.id), key: newKey() };
});

export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const sitting = await scene.read((db) => sittingOfAddress(db, scene));
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const present = form.getAll("present").flatMap((id) => (typeof id === "string" && /^\d{1,18}$/.test(id) ? [BigInt(id)] : []));
  const noted = await noteAttendance(context, { sittingId: sitting.id, present, guests: fields.value.guests });
  if (!noted.ok) return refused(noted.refusal, fields.submission);
  return redirect(sittingAddress(year, sitting.id), "sittings.people.done");
});

export default function AttendancePage() {
  const { year, sitting, participants, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sittings");
  return (
    <Page
      title={words("people.heading", { number: sitting.number })}
      crumbs={useSittingCrumbs(year, sitting)}
      message={words("people.chair", { name: sitting.chairName })}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <fieldset className={styles.choices}>
          <legend>{words("people.present")}</legend>
          {participants.length === 0 && <p>{words("people.none")}</p>}
          {participants.map(({ person, name, role, isPresent }) => (
            <label key={String(person)}>
              <input type="checkbox" name="present" value={String(person)} defaultChecked={isPresent !== false} /> {name}
              {role === "secretary" && ` (${words("people.secretary")})`}
            </label>
          ))}
        </fieldset>
        <TextAreaField name="guests" label={words("people.guests")} hint={words("plan.guestsHint")} defaultValue={sitting.guests} />
        <ButtonRow>
          <SubmitButton>{words("people.submit")}</SubmitButton>
        </ButtonRow>
      </Form>
    </Page>
  );
}
