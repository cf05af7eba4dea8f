import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { acceptCutOffs } from "#app/commands/decide-cut-off.ts";
import { cutOffRules } from "#app/domain/ledger/cut-off/cut-off.ts";
import { sum } from "#app/domain/quantity.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { cutOffProposals, decidedItems, releasesOf } from "#db/queries/ledger/cut-off.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { cutOffAddress, ledgerCrumbs } from "../addresses.ts";
import ledgerStyles from "../ledger.module.css";
import { DecidedTable } from "./decided-table.tsx";
import { ProposalTable } from "./proposal-table.tsx";
import { ReleaseTable } from "./release-table.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, mayDo, services, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const decided = await decidedItems(db, year);
  const keys = new Set(decided.map(({ key }) => key));
  return {
    year,
    exercise,
    proposals: (await cutOffProposals(db, exercise)).filter(({ key }) => !keys.has(key)),
    decided,
    releases: await releasesOf(db, year),
    toReverse: decided.filter(({ kind, state, reversalId }) => cutOffRules[kind].reversed && state === "posted" && reversalId === null)
      .length,
    commandKey: newKey(),
    may: { post: mayDo("ledger.post") && exercise.status === "open", release: mayDo("ledger.post"), reverse: mayDo("ledger.reverse") },
    demo: services.settings.demo,
  };
});

const schema = z.object({
  keys: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((keys) => [keys ?? []].flat()),
});

/** Keeps the ticked proposals as they are; another amount, or a refusal, has its own page. */
export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const accepted = await acceptCutOffs(context, { fiscalYear: year, keys: read.value.keys });
    if (!accepted.ok) return refused(accepted.refusal, read.submission);
    return redirect(cutOffAddress(year), "cutOff.done.accepted", { count: accepted.value.accepted });
  },
);

export default function CutOffPage() {
  const { year, exercise, proposals, decided, releases, toReverse, commandKey, may, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("cutOff");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const accepted = decided.filter(({ state }) => state === "accepted");
  const waiting = releases.some(({ entryId }) => entryId === null);
  const { general } = fieldsOf(answer?.lastResult);
  const here = cutOffAddress(year);
  const total = sum(accepted.map(({ amount }) => amount));
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={words("sentence", { day: format.day(exercise.lastDay) })}
      marks={
        <StatePill kind={proposals.length + accepted.length === 0 ? "done" : "in-progress"}>
          {proposals.length + accepted.length === 0 ? words("settled") : words("toDecide", { count: proposals.length })}
        </StatePill>
      }
      actions={
        <>
          {may.post && accepted.length > 0 && (
            <Link to={`${here}/posting`} className={buttonClass("primary")}>
              {words("post", { count: accepted.length })}
            </Link>
          )}
          {may.reverse && toReverse > 0 && (
            <Link to={`${here}/reversal`} className={buttonClass()}>
              {words("reverse", { count: toReverse })}
            </Link>
          )}
          {may.release && waiting && (
            <Link to={`${here}/release`} className={buttonClass()}>
              {words("release")}
            </Link>
          )}
          {may.post && (
            <Link to={`${here}/new`} className={buttonClass()}>
              {words("add")}
            </Link>
          )}
          <ExportMenu file={`${here}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Section title={words("proposals")}>
        <Form method="post" className={ledgerStyles.parts}>
          <ErrorSummary general={general} />
          <CommandKey value={commandKey} />
          <ProposalTable year={year} proposals={proposals} mayDecide={may.post} />
          {may.post && proposals.some(({ amount }) => amount !== null) && (
            <div>
              <SubmitButton look="plain">{words("acceptTicked")}</SubmitButton>
            </div>
          )}
        </Form>
      </Section>
      <Section title={total > 0n ? words("decidedWith", { amount: format.amountWithUnit(total, "EUR") }) : words("decided")}>
        <DecidedTable year={year} items={decided} mayDecide={may.post} />
      </Section>
      {releases.length > 0 && (
        <Section title={words("releases")}>
          <ReleaseTable items={decided} releases={releases} />
        </Section>
      )}
    </Page>
  );
}
