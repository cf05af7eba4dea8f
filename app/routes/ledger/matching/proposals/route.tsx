import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { type AcceptProposalsInput, acceptProposals } from "#app/commands/accept-proposals.ts";
import { isMatchingRule, type MatchingRule, matchingRules } from "#app/domain/ledger/matching/proposals.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ledgerCrumbs, matchingAccountsAddress, matchingAddress, proposalsAddress, unmatchingAddress } from "../../addresses.ts";
import styles from "../matching.module.css";
import { matchingScene, partyOf } from "../matching-scene.ts";
import { useUndoKey } from "../use-undo-key.ts";
import { loadProposals, type RuleProposals } from "./load-proposals.server.ts";
import { AmbiguityTable, ProposalTable } from "./proposal-table.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const known = await matchingScene(scene);
  const { db, url, newKey } = scene;
  const { windowDays } = known.settings;
  const asked = { party: partyOf(url), rules: rulesIn(url), windowDays };
  const found = await loadProposals(db, { fiscalYear: known.year, account: known.account }, asked);
  return { scene: known, found, search: searchIn(url), commandKey: newKey() };
});

const schema = z.object({
  accept: z.string().default(""),
  proposal: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(200_000)).max(1_000)),
  seen: z.string(),
  lastMatching: z.string().regex(/^\d{1,18}$/),
});

/** Accepts proposals: all, those of a rule, those that are ticked, or one; always one run. */
export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, params, url, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const account = params["account"] ?? "";
    const party = partyOf(url);
    const input = { fiscalYear: year, account, ...(party === undefined ? {} : { party }), rules: rulesIn(url) };
    const accepted = await acceptProposals(context, { ...input, accepted: acceptedIn(read.value, form) });
    if (!accepted.ok) return refused(accepted.refusal, read.submission);
    const { groupCount, lineCount } = accepted.value;
    return redirect(proposalsAddress(year, account, searchIn(url)), "matching.proposals.accepted", { count: groupCount, lines: lineCount });
  },
);

function acceptedIn({ accept, proposal, seen, lastMatching }: z.output<typeof schema>, form: FormData): AcceptProposalsInput["accepted"] {
  const known = { lastMatching: BigInt(lastMatching) };
  if (accept === "all") return { kind: "all", seen, ...known };
  if (isMatchingRule(accept)) return { kind: "all", of: accept, seen: String(form.get(`seen-${accept}`) ?? ""), ...known };
  return { kind: "some", proposals: accept === "ticked" ? proposal : [accept], ...known };
}

function rulesIn({ searchParams }: URL): readonly MatchingRule[] {
  const rule = searchParams.get("rule") ?? "";
  return isMatchingRule(rule) ? [rule] : matchingRules;
}

function searchIn({ searchParams }: URL): Record<string, string> {
  const kept = ["party", "rule"].flatMap((name) => (searchParams.get(name) ? [[name, searchParams.get(name) ?? ""] as const] : []));
  return Object.fromEntries(kept);
}

export default function ProposalsPage() {
  const { scene, found, search, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const { year, account, label, mayMatch, lastRun } = scene;
  useUndoKey(lastRun === null ? null : unmatchingAddress(year, account, { run: lastRun }));
  const back = matchingAddress(year, account);
  const sentence =
    found.tooMany === null
      ? words("proposals.sentence", { count: found.count, amount: format.amountWithUnit(found.amount, "EUR") })
      : words("proposals.tooMany", { count: found.tooMany });
  return (
    <Page
      title={words("proposals.title", { account })}
      crumbs={ledgerCrumbs(
        ledgerWords("title"),
        year,
        { label: words("title"), to: matchingAccountsAddress(year) },
        { label: words("accountTitle", { account, label }), to: back },
      )}
      message={sentence}
      actions={
        <Link to={back} className={buttonClass()}>
          {words("proposals.back")}
        </Link>
      }
    >
      {found.tooMany === null && found.count === 0 && <EmptyState title={words("proposals.empty")} />}
      {found.tooMany === null && found.count > 0 && (
        <Acceptance {...{ year, mayMatch, found, commandKey }} days={scene.settings.windowDays} />
      )}
      {found.tooMany === null && found.ambiguous.length > 0 && (
        <Section title={words("proposals.ambiguous")}>
          <p className={styles.says}>{words("proposals.ambiguousSays")}</p>
          <AmbiguityTable year={year} rows={found.ambiguous} />
        </Section>
      )}
      <RuleList days={scene.settings.windowDays} {...{ year, account, search }} />
    </Page>
  );
}

interface AcceptanceProps {
  readonly year: number;
  readonly mayMatch: boolean;
  readonly found: {
    readonly count: number;
    readonly seen: string;
    readonly lastMatching: bigint;
    readonly rules: readonly RuleProposals[];
  };
  readonly commandKey: string;
  readonly days: number;
}

function Acceptance({ year, mayMatch, found, commandKey, days }: AcceptanceProps) {
  const answer = useActionData<typeof action>();
  const words = useTranslations("matching");
  const { general } = fieldsOf(answer && "lastResult" in answer ? answer.lastResult : undefined);
  return (
    <Form method="post" className={styles.acceptance}>
      <ErrorSummary general={general} />
      <CommandKey value={commandKey} />
      <input type="hidden" name="seen" value={found.seen} />
      <input type="hidden" name="lastMatching" value={String(found.lastMatching)} />
      {mayMatch && (
        <ButtonRow>
          <SubmitButton name="accept" value="all">
            {words("proposals.acceptAll", { count: found.count })}
          </SubmitButton>
          <SubmitButton look="plain" name="accept" value="ticked">
            {words("proposals.acceptTicked")}
          </SubmitButton>
        </ButtonRow>
      )}
      {found.rules.map((group) => (
        <Section
          key={group.rule}
          title={words("proposals.caption", { rule: words(`rule.${group.rule}`), count: group.count })}
          actions={
            mayMatch && (
              <SubmitButton look="plain" name="accept" value={group.rule}>
                {words("proposals.acceptRule", { count: group.count })}
              </SubmitButton>
            )
          }
        >
          <input type="hidden" name={`seen-${group.rule}`} value={group.seen} />
          <p className={styles.says}>{words(`ruleSays.${group.rule}`, { days })}</p>
          <ProposalTable {...{ year, group, mayMatch }} />
          {group.count > group.proposals.length && (
            <Notice kind="information" title={words("proposals.shown", { shown: group.proposals.length })} />
          )}
        </Section>
      ))}
    </Form>
  );
}

/** The rules in words, each a link that asks it alone. */
function RuleList({
  days,
  year,
  account,
  search,
}: {
  readonly days: number;
  readonly year: number;
  readonly account: string;
  readonly search: Record<string, string>;
}) {
  const words = useTranslations("matching");
  return (
    <Section title={words("proposals.rules")}>
      <ol className={styles.rules}>
        {matchingRules.map((rule) => (
          <li key={rule}>
            <Link to={proposalsAddress(year, account, { ...search, rule })} aria-current={search["rule"] === rule ? "true" : undefined}>
              {words(`rule.${rule}`)}
            </Link>
            {" : "}
            {words(`ruleSays.${rule}`, { days })}
          </li>
        ))}
      </ol>
    </Section>
  );
}
