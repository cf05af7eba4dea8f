import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sealSitting } from "#app/commands/seal-sitting.ts";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { guard } from "#app/http/guard.ts";
import { minutesPapers } from "#app/http/minutes/papers.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { decisionsOf, standingDecisions } from "#db/queries/arbitration/decision.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { agendaOf, participantsOf } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { EnvelopeTable } from "../../envelopes/envelope-table.tsx";
import { handedIn } from "../agenda-of.ts";
import { useSittingCrumbs } from "../crumbs.ts";
import styles from "../sessions.module.css";
import { partIn, sittingAddress, sittingOfAddress } from "../sitting-place.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, newKey } = scene;
  const sitting = await sittingOfAddress(db, scene);
  const { campaignId, scenarioId, id } = sitting;
  const units = new Set(await campaignUnits(db, campaignId));
  const made = await decisionsOf(db, { campaign: campaignId, units, sitting: id });
  const standing = made.filter(({ verb, correctedBy }) => verb !== "takeBack" && correctedBy === null);
  const amounts = standing.flatMap((own) => own.amounts).filter(({ targetYear }) => targetYear === year);
  const sums = (side: "asked" | "decided") => totalled(amounts.map((own) => ({ ...own, amount: own[side] })));
  const agenda = await agendaOf(db, id);
  const decided = await standingDecisions(db, scenarioId, units);
  const listed = (await handedIn(db, campaignId)).filter((own) =>
    agenda.some((item) => item.requestId === own.id || (item.requestId === null && item.unit === own.unit)),
  );
  return {
    ...{ year, sitting, part: await partIn(db, sitting, scene), key: newKey() },
    totals: sums("asked").map((asked, index) => ({ ...asked, asked: asked.amount, decided: sums("decided")[index]?.amount ?? 0n })),
    counts: {
      decisions: made.filter(({ verb }) => verb !== "takeBack").length,
      undecided: listed.filter((request) => !decided.has(request.id)).length,
      unreached: agenda.filter(({ state }) => state === "waiting").length,
      unsaid: (await participantsOf(db, id)).filter(({ isPresent }) => isPresent === null).length,
    },
    standings: (await standings(db, campaignId, scenarioId)).filter((own) => own.targetYear === year),
  };
});

export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { context, year, refused, redirect } = scene;
  const sitting = await scene.read((db) => sittingOfAddress(db, scene));
  const sealed = await sealSitting(context, { sittingId: sitting.id }, minutesPapers);
  if (!sealed.ok) return refused(sealed.refusal);
  return redirect(sittingAddress(year, sitting.id), "sittings.seal.done", { number: sealed.value.number });
});

export default function SealingPage() {
  const { year, sitting, part, counts, totals, standings: rows, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const over = rows.filter(({ envelope, decidedOver }) => envelope !== null && decidedOver > 0n).length;
  const back = `/${year}/arbitration/sessions/${sitting.id}`;
  const say = (quantity: bigint, measure: (typeof totals)[number]["measure"]) => (quantity === 0n ? "0" : format.amount(quantity, measure));
  return (
    <Page
      title={words("seal.heading", { number: sitting.number })}
      crumbs={useSittingCrumbs(year, sitting)}
      message={words("seal.consequence")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {!answer && over > 0 && <Notice kind="warning" title={words("seal.over", { count: over })} />}
      <ul className={styles.prose}>
        <li>{words("seal.decisions", { count: counts.decisions })}</li>
        {totals.map(({ spendingClass, measure, asked, decided }) => (
          <li key={`${spendingClass} ${measure}`}>
            {arbitration("fromTo", {
              ...{ class: forecast(`classes.${spendingClass}`), measure: resources(`short.${measure}`) },
              ...{ asked: say(asked, measure), decided: say(decided, measure), unit: format.unit(measure) },
            })}
          </li>
        ))}
        <li>{words("seal.undecided", { count: counts.undecided })}</li>
        <li>{words("seal.unreached", { count: counts.unreached })}</li>
        <li>
          {words("seal.attendance", { count: counts.unsaid })}{" "}
          {counts.unsaid > 0 && <Link to={`${back}/attendance`}>{words("people.note")}</Link>}
        </li>
      </ul>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        {!part.isChair && <Notice kind="information" title={words("seal.chairOnly", { name: sitting.chairName })} />}
        <ButtonRow>
          {part.isChair && <SubmitButton>{words("seal.confirm")}</SubmitButton>}
          <Link className={buttonClass()} to={back}>
            {words("seal.back")}
          </Link>
        </ButtonRow>
      </Form>
      <Section title={words("seal.envelopes")}>
        <EnvelopeTable standings={rows} />
      </Section>
    </Page>
  );
}
