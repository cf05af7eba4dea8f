import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { type UndoMatchingInput, undoMatching } from "#app/commands/undo-matching.ts";
import { wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { Db } from "#db/client.ts";
import { adjustmentsIn, type LiveGroups, liveGroup, liveGroupsOfRun } from "#db/queries/ledger/matching/groups.ts";
import type { Place } from "#db/queries/ledger/matching/lines.ts";
import { entryAddress, ledgerCrumbs, matchingAccountsAddress, matchingAddress, matchingRunsAddress } from "../../addresses.ts";
import styles from "../matching.module.css";
import { matchingScene } from "../matching-scene.ts";

const namedCodes = 10;

/** What would be undone, counted: nothing is undone without these numbers being read. */
export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { year, account, label, mayMatch } = await matchingScene(scene);
  const { db, url, newKey, notFound } = scene;
  const what = whatIn(url);
  const groups = what && (await groupsOf(db, { fiscalYear: year, account }, what));
  if (!groups) throw notFound("page", url.pathname);
  const { ids, codes, lineCount, debit } = groups;
  return {
    ...{ year, account, label, lineCount, debit },
    groupCount: mayMatch ? ids.length : 0,
    codes: codes.slice(0, namedCodes),
    adjustments: await adjustmentsIn(db, ids),
    commandKey: newKey(),
  };
});

const schema = z.object({ groupCount: wholeNumberField({ minimum: 1, maximum: 999_999_999 }) });

export const action = guard.action({ capability: "ledger.post", whole: true }, async (scene) => {
  const { form, context, params, url, year, locale, refused, redirect, notFound } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const account = params["account"] ?? "";
  const what = whatIn(url);
  if (!what) throw notFound("page", url.pathname);
  const undone = await undoMatching(context, { fiscalYear: year, account, what, groupCount: read.value.groupCount });
  if (!undone.ok) return refused(undone.refusal, read.submission);
  const { groupCount, lineCount } = undone.value;
  return redirect(matchingAddress(year, account), "matching.undo.done", { groups: groupCount, lines: lineCount });
});

function whatIn({ searchParams }: URL): UndoMatchingInput["what"] | undefined {
  const [run, group] = [searchParams.get("run") ?? "", searchParams.get("group") ?? ""];
  if (z.uuid().safeParse(run).success) return { kind: "run", runId: run };
  return /^\d{1,18}$/.test(group) ? { kind: "group", matchingId: BigInt(group) } : undefined;
}

async function groupsOf(db: Db, place: Place, what: UndoMatchingInput["what"]): Promise<LiveGroups | undefined> {
  return what.kind === "run" ? await liveGroupsOfRun(db, place, what.runId) : await liveGroup(db, place, what.matchingId);
}

export default function UnmatchingPage() {
  const { year, account, label, groupCount, lineCount, debit, codes, adjustments, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const { general } = fieldsOf(answer?.lastResult);
  const back = matchingAddress(year, account);
  const crumbs = ledgerCrumbs(
    ledgerWords("title"),
    year,
    { label: words("title"), to: matchingAccountsAddress(year) },
    { label: words("accountTitle", { account, label }), to: back },
  );
  if (groupCount === 0) {
    return (
      <Page title={words("undo.title")} crumbs={crumbs}>
        <Notice kind="information" title={words("undo.nothing")}>
          <Link to={matchingRunsAddress(year, account)}>{words("page.runs")}</Link>
        </Notice>
      </Page>
    );
  }
  const amount = format.amountWithUnit(debit, "EUR");
  const named = codes.join(", ");
  return (
    <Page title={words("undo.title")} crumbs={crumbs} message={words("undo.sentence", { groups: groupCount, lines: lineCount, amount })}>
      <Form method="post" className={styles.form}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <input type="hidden" name="groupCount" value={groupCount} />
        <p>
          {words("undo.codes", {
            codes: groupCount > codes.length ? words("undo.andMore", { codes: named, count: groupCount - codes.length }) : named,
          })}
        </p>
        <p className={styles.says}>{words("undo.keeps")}</p>
        {adjustments.length > 0 && (
          <Notice kind="warning" title={words("undo.adjustment", { count: adjustments.length })}>
            {adjustments.map(({ id, name }) => (
              <Link key={name} to={entryAddress(year, id)} className={buttonClass()}>
                {name}
              </Link>
            ))}
          </Notice>
        )}
        <ButtonRow>
          <SubmitButton look="danger" autoFocus>
            {words("undo.submit", { groups: groupCount })}
          </SubmitButton>
          <Link to={back} className={buttonClass()}>
            {words("undo.cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}
