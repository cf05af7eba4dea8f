import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { acknowledgeLetter } from "#app/commands/acknowledge-letter.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { findNotification } from "#db/queries/allotment-notification.ts";
import { allotmentAddress, letterAddress, notificationAddress } from "../../units/addresses.ts";
import styles from "../notifications.module.css";
import { amountsSaid } from "./letter-amounts.ts";
import { letterContent } from "./letter-content.ts";
import { LetterCredits, LetterDecisions, LetterLater } from "./letter-credits.tsx";

const ofUnit = ({ params }: { readonly params: Readonly<Record<string, string | undefined>> }) => params.unit;

export const loader = guard.loader({ capability: "allotment.read", unit: ofUnit }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, newKey, organisation, services } = scene;
  const notification = await findNotification(db, params.notification ?? "");
  const unit = params.unit ?? "";
  const asked = notification?.fiscalYear === year ? { notification, unit, sight: costSightOf(access), today } : undefined;
  const letter = asked && (await letterContent(db, asked));
  if (!letter) throw notFound("letter", unit);
  const mayAcknowledge = letter.acknowledgedAt === null && mayDo("allotment.acknowledge", unit);
  return { letter, mayAcknowledge, from: organisation.name, key: newKey(), demo: services.settings.demo };
});

export const action = guard.action(
  { capability: "allotment.acknowledge", unit: ofUnit },
  async ({ context, params, year, refused, redirect }) => {
    const [notificationId, unit] = [params.notification ?? "", params.unit ?? ""];
    const done = await acknowledgeLetter(context, { notificationId, unit });
    return done.ok ? redirect(letterAddress(year, notificationId, unit), "allotment.letter.done") : refused(done.refusal);
  },
);

/** The letter as the unit reads it, on the screen and on paper. */
export default function LetterPage() {
  const { letter, mayAcknowledge, from, key, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const { year, unit, label, notificationId, credits, decisions, later, acknowledgedBy, acknowledgedAt } = letter;
  const named = (resource: "AE" | "CP", amount: string) => words(`letter.of.${resource}`, { amount });
  const received = amountsSaid(format, credits, { of: ({ notified }) => notified, named });
  const kept = amountsSaid(format, credits, { of: ({ reserve }) => reserve, named });
  return (
    <Page
      title={words("letter.heading", { year: String(year), unit: label })}
      crumbs={[
        { label: words("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("letter.back", { day: format.day(letter.on) }), to: notificationAddress(year, notificationId) },
      ]}
      message={
        acknowledgedBy !== null && acknowledgedAt !== null
          ? words("letter.acknowledged", { by: acknowledgedBy, at: format.instant(acknowledgedAt) })
          : words("letter.notAcknowledged")
      }
      actions={
        <>
          <a href={`${letterAddress(year, notificationId, unit)}/file?format=docx`} className={buttonClass()} download>
            {words("letter.docx")}
          </a>
          <a href={`${letterAddress(year, notificationId, unit)}/file?format=pdf`} className={buttonClass()} download>
            {words("letter.pdf")}
          </a>
        </>
      }
    >
      {demo && <Fictitious what={words("byUnit")} />}
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <article className={styles.letter}>
        <dl className={styles.head}>
          <dt>{words("letter.sender")}</dt>
          <dd>{words("letter.from", { organisation: from })}</dd>
          <dt>{words("letter.addressee")}</dt>
          <dd>{[letter.heads.length > 0 ? letter.heads.join(", ") : words("letter.toHead"), label].join(" – ")}</dd>
          <dt>{words("letter.reference")}</dt>
          <dd>{letter.reference}</dd>
          <dt>{words("letter.date")}</dt>
          <dd>{format.day(letter.on)}</dd>
          <dt>{words("letter.object")}</dt>
          <dd>{words("letter.objectText", { year: String(year), campaign: letter.campaign })}</dd>
        </dl>
        <p>{received.length > 0 ? words("letter.said", { amounts: received.join(", ") }) : words("letter.saidNothing")}</p>
        <p>{kept.length > 0 ? words("letter.reserveSaid", { reserve: kept.join(", ") }) : words("letter.noReserve")}</p>
        <CostsLeftOut when={letter.partial} />
        {credits.length > 0 && <LetterCredits credits={credits} />}
        <LetterDecisions decisions={decisions} />
        {later.length > 0 && (
          <>
            <LetterLater later={later} />
            <p>{words("letter.laterHint")}</p>
          </>
        )}
        <p>{words("letter.next")}</p>
        <p className={styles.signed}>{words("letter.signed", { by: letter.by })}</p>
      </article>
      {mayAcknowledge && (
        <div className="no-print">
          <Section title={words("letter.acknowledge")}>
            <p>{words("letter.acknowledgeHint")}</p>
            <Form method="post">
              <CommandKey value={key} />
              <ButtonRow>
                <SubmitButton>{words("letter.acknowledge")}</SubmitButton>
              </ButtonRow>
            </Form>
          </Section>
        </div>
      )}
    </Page>
  );
}
