import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { choiceField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { entriesSince } from "#db/queries/ledger/reopening.ts";
import { closingAddress, periodClosureAddress, reopeningEndAddress, yearClosureAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { idOf, reopeningAt } from "../closing/reopening-at.ts";
import { ReopeningState } from "../closing/reopening-list.tsx";
import { ReopeningFacts } from "./reopening-facts.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, person, mayDo, newKey } = scene;
  const reopening = await reopeningAt(scene);
  const own = reopening.askedById === person.id;
  const entries = reopening.approvedAt === null ? null : await entriesSince(db, reopening.id);
  return { year, reopening, own, entries, may: { close: mayDo("ledger.close"), approve: mayDo("ledger.approve") }, key: newKey() };
});

const schema = z.object({ decision: choiceField(["approve", "refuse"]), note: textField({ minimum: 0, maximum: 2_000 }) });

export const action = guard.action(
  { capability: "ledger.approve", whole: true },
  async ({ form, context, year, params, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await decideReopening(context, { reopeningId: idOf(params), ...read.value });
    if (!done.ok) return refused(done.refusal, read.submission);
    return redirect(closingAddress(year), done.value.relockAt === null ? "closing.reopening.refused" : "closing.reopening.approved");
  },
);

export default function ReopeningPage() {
  const { year, reopening, own, entries, may, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const { id, period, approvedAt, endedAt } = reopening;
  const named = { year: String(year) };
  const waiting = endedAt === null && approvedAt === null;
  return (
    <Page
      title={period === null ? words("reopening.title", named) : words("reopening.titleMonth", { ...named, period })}
      crumbs={useClosingCrumbs(year)}
      message={reopening.reason}
      marks={<ReopeningState reopening={reopening} />}
      actions={
        may.close &&
        endedAt === null && (
          <>
            {!waiting && (
              <Link to={period === null ? yearClosureAddress(year) : periodClosureAddress(year, period)} className={buttonClass("primary")}>
                {words("reopening.closeAgain")}
              </Link>
            )}
            <Link to={reopeningEndAddress(year, id)} className={buttonClass()}>
              {waiting ? words("reopening.withdraw") : words("reopening.relock")}
            </Link>
          </>
        )
      }
    >
      <ReopeningFacts reopening={reopening} entries={endedAt === null ? entries : null} />
      {waiting && (
        <Section title={words("reopening.decide")}>
          {may.approve && !own ? (
            <ActForm
              commandKey={key}
              lastResult={answer?.lastResult}
              submit={words("reopening.approve")}
              decision={{ name: "decision", value: "approve" }}
              beside={
                <SubmitButton look="plain" name="decision" value="refuse">
                  {words("reopening.refuse")}
                </SubmitButton>
              }
            >
              <TextAreaField name="note" label={words("reopening.note")} hint={words("reopening.noteHint")} />
            </ActForm>
          ) : (
            <Notice kind="information">{own ? words("reopening.ownRequest") : words("reopening.needSecond")}</Notice>
          )}
        </Section>
      )}
    </Page>
  );
}
