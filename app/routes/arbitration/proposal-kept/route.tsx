import { Form, Link, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { putProposalOnBoard } from "#app/commands/put-proposal-on-board.ts";
import { scenarioFromProposal } from "#app/commands/scenario-from-proposal.ts";
import { searchProposal } from "#app/commands/search-proposal.ts";
import { choiceField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useLookAgain } from "#app/ui/use-look-again.ts";
import { boardProposal } from "#db/queries/arbitration/proposal/board.ts";
import { findProposal, grantedIn, savingsOf } from "#db/queries/arbitration/proposal/proposal.ts";
import { searchUnderWay } from "#db/queries/arbitration/proposal/search.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { useGapWords } from "../proposing/gap-words.ts";
import { otherAmounts, seenProposal, standingProblem } from "../proposing/load-kept.ts";
import { MiniBars } from "../proposing/mini-bars.tsx";
import { namedChanges } from "../proposing/named-changes.ts";
import styles from "../proposing/proposing.module.css";
import { RequestTable } from "../proposing/request-table.tsx";
import { SavingsPart } from "../proposing/savings-part.tsx";
import { UnitEffects } from "../proposing/unit-effects.tsx";

const schema = z.object({
  act: choiceField(["continue", "scenario", "board", "offBoard"]),
  name: textField({ minimum: 0, maximum: 100 }),
});

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, newKey } = scene;
  const seen = await seenProposal(scene);
  const { proposal, picture, measure, campaign, mayPrepare, changes, changed, then, costs } = seen;
  const { inputs: _, criteria: __, ...head } = proposal;
  const compared = await findProposal(db, url.searchParams.get("with") ?? "");
  const other = compared?.campaignId === campaign.id ? compared : undefined;
  const { partsOf } = standingProblem(seen);
  const shown = new Set(picture.limits.map(({ id }) => id));
  const savings = (await savingsOf(db, proposal.id)).filter(({ ceiling }) => shown.has(ceiling));
  return {
    ...{ year, measure, picture, mayPrepare, changes, changed, proposal: head, campaignId: campaign.id },
    savings: savings.map(({ changes: moved, ...own }) => ({ ...own, changes: namedChanges(moved, then, partsOf) })),
    looking: proposal.way === "computed" && (await searchUnderWay(db, proposal.id)),
    onBoard: (await boardProposal(db, campaign.id))?.proposalId === proposal.id,
    other: other && { number: other.number, amounts: otherAmounts(await grantedIn(db, other.id), { year, measure, costs }) },
    keys: { go: newKey(), scenario: newKey(), board: newKey() },
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, locale, context, year, params, refused, redirect, notFound } = scene;
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const id = params["proposal"] ?? "";
  const here = `/${year}/arbitration/proposal/${id}`;
  const { act, name } = fields.value;
  if (act === "continue") {
    const proposal = await scene.read((db) => findProposal(db, id));
    if (!proposal) throw notFound("proposal", id);
    const asked = await searchProposal(context, { campaignId: proposal.campaignId, criteriaId: proposal.criteriaId, continues: id });
    if (!asked.ok) return refused(asked.refusal, fields.submission);
    return redirect(`/${year}/arbitration/proposal/searches/${asked.value.jobId}`);
  }
  if (act === "scenario") {
    const made = await scenarioFromProposal(context, { proposalId: id, name });
    if (!made.ok) return refused(made.refusal, fields.submission);
    return redirect(`/${year}/arbitration?scenario=${made.value.scenarioId}`, "proposal.scenario.done", { name });
  }
  const put = await putProposalOnBoard(context, { proposalId: id, proposed: act === "board" });
  if (!put.ok) return refused(put.refusal, fields.submission);
  return redirect(here, act === "board" ? "proposal.board.done" : "proposal.board.off", { number: put.value.number });
});

export default function KeptProposalPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const gapWords = useGapWords();
  const { search } = useLocation();
  const { year, measure, picture, proposal, savings, mayPrepare, changed, changes, other, onBoard, keys, looking } = page;
  useLookAgain(looking);
  const home = `/${year}/arbitration/proposal`;
  const here = `${home}/${proposal.id}`;
  const proven = proposal.worth !== null && proposal.bound !== null ? { worth: proposal.worth, bound: proposal.bound } : null;
  const binding = picture.limits.filter(({ binds }) => binds);
  return (
    <Page
      title={words("number", { number: proposal.number })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: words("heading", { year: String(year) }), to: home },
      ]}
      message={proven ? gapWords(proven) : words(`how.${proposal.way}`, { year: String(year - 1) })}
      actions={
        <>
          <Link className={buttonClass()} to={`${here}/note?campaign=${page.campaignId}`}>
            {words("note.link")}
          </Link>
          <ExportMenu file={`${here}/file`} />
        </>
      }
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {changed && (
        <Notice kind="warning" title={words("changed.title")}>
          {words("changed.what", { requests: changes.requests, envelopes: changes.envelopes, held: String(changes.held) })}{" "}
          <Link to={`${home}?campaign=${page.campaignId}${proposal.criteriaId ? `&criteria=${proposal.criteriaId}` : ""}`}>
            {words("changed.again")}
          </Link>
        </Notice>
      )}
      <p>
        <span className={styles.verdict}>{words("counts", picture.counts)}</span>{" "}
        <span className={styles.muted}>
          {words("foundBy", {
            way: words(`ways.${proposal.way}`, { year: String(year - 1) }),
            criteria: proposal.way === "computed" ? (proposal.criteriaName ?? words("criteria.usual")) : "none",
            author: proposal.author,
            at: format.instant(proposal.at.toISOString()),
            seconds: format.amount(BigInt(Math.max(1, Math.round(proposal.tookMs / 100))) * 10n, "DAY"),
            continues: proposal.continues ?? 0,
          })}
        </span>
      </p>
      {mayPrepare && (
        <div className={`${styles.inline} no-print`}>
          {proven && proven.bound > proven.worth && !changed && (
            <Form method="post">
              <CommandKey value={keys.go} />
              <SubmitButton look="plain" name="act" value="continue">
                {words("goOn")}
              </SubmitButton>
            </Form>
          )}
          <Form method="post">
            <CommandKey value={keys.board} />
            <SubmitButton look="plain" name="act" value={onBoard ? "offBoard" : "board"}>
              {words(onBoard ? "board.takeOff" : "board.put")}
            </SubmitButton>
          </Form>
          <Form method="post" className={styles.inline}>
            <CommandKey value={keys.scenario} />
            <TextField
              name="name"
              label={words("scenario.name")}
              width="medium"
              defaultValue={words("scenario.usualName", { number: proposal.number })}
            />
            <ButtonRow>
              <SubmitButton name="act" value="scenario">
                {words("scenario.make")}
              </SubmitButton>
            </ButtonRow>
          </Form>
        </div>
      )}
      <MeasureChoices measure={measure} />
      <div className={styles.two}>
        <Section title={words("againstEnvelopes")}>
          <p>{binding.length === 0 ? words("nothingBinds") : words("binds", { count: binding.length })}</p>
          <MiniBars limits={picture.limits} />
        </Section>
        <Section title={words("perUnit")}>
          <UnitEffects units={picture.units} measure={measure} most={15} />
        </Section>
      </div>
      {proposal.way === "computed" && <SavingsPart savings={savings} limits={picture.limits} year={year} looking={looking} />}
      <RequestTable
        rows={picture.rows}
        limits={picture.limits}
        measure={measure}
        year={year}
        way={proposal.way}
        why={proposal.way === "computed" && !changed ? (request) => `${here}/requests/${request}${search}` : undefined}
        other={other && { name: words("number", { number: other.number }), amounts: other.amounts }}
      />
    </Page>
  );
}
