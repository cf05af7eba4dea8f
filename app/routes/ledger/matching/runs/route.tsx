import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type MatchingRun, matchingRuns } from "#db/queries/ledger/matching/runs.ts";
import { ledgerCrumbs, matchingAccountsAddress, matchingAddress, matchingRunsAddress, unmatchingAddress } from "../../addresses.ts";
import { matchingScene } from "../matching-scene.ts";
import { useUndoKey } from "../use-undo-key.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const known = await matchingScene(scene);
  const before = z.uuid().safeParse(scene.url.searchParams.get("after") ?? "");
  const page = await matchingRuns(scene.db, { fiscalYear: known.year, account: known.account }, before.data);
  return { scene: known, page, after: before.success };
});

export default function MatchingRunsPage() {
  const { scene, page, after } = useLoaderData<typeof loader>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const { year, account, label, lastRun } = scene;
  useUndoKey(lastRun === null ? null : unmatchingAddress(year, account, { run: lastRun }));
  const here = matchingRunsAddress(year, account);
  return (
    <Page
      title={words("runs.title", { account })}
      crumbs={ledgerCrumbs(
        ledgerWords("title"),
        year,
        { label: words("title"), to: matchingAccountsAddress(year) },
        { label: words("accountTitle", { account, label }), to: matchingAddress(year, account) },
      )}
      message={words("runs.sentence")}
    >
      <DataTable
        caption={words("runs.caption", { account })}
        hideCaption
        main
        columns={useColumns(scene)}
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("runs.empty")} />}
        pages={{ first: after ? here : undefined, next: page.next === null ? undefined : `${here}?after=${page.next}` }}
      />
    </Page>
  );
}

function useColumns({
  year,
  account,
  mayMatch,
}: {
  readonly year: number;
  readonly account: string;
  readonly mayMatch: boolean;
}): Column<MatchingRun>[] {
  const words = useTranslations("matching.runs");
  const ruleWords = useTranslations("matching.rule");
  const format = useFormat();
  const ruleName = (rule: string) =>
    ruleWords.has(rule as Parameters<typeof ruleWords>[0]) ? ruleWords(rule as Parameters<typeof ruleWords>[0]) : rule;
  return [
    { key: "at", head: words("at"), cell: ({ at }) => format.instant(at.toISOString()) },
    { key: "author", head: words("author"), cell: ({ author }) => author },
    {
      key: "what",
      head: words("what"),
      cell: ({ kind, rules, code }) =>
        kind === "hand"
          ? `${rules.map(({ rule }) => ruleName(rule)).join(", ")}${code === null ? "" : ` · ${code}`}`
          : rules.map(({ rule, count }) => `${ruleName(rule)} : ${format.count(count)}`).join(" · "),
    },
    { key: "groups", head: words("groups"), align: "end", cell: ({ groupCount }) => format.count(groupCount) },
    { key: "lines", head: words("lines"), align: "end", cell: ({ lineCount }) => format.count(lineCount) },
    { key: "state", head: words("state"), cell: (run) => <RunState run={run} /> },
    ...(mayMatch
      ? [
          {
            key: "undo",
            head: words("undo"),
            cell: ({ id, liveCount }: MatchingRun) =>
              liveCount === 0 ? null : <Link to={unmatchingAddress(year, account, { run: id })}>{words("undo")}</Link>,
          },
        ]
      : []),
  ];
}

function RunState({ run: { liveCount, groupCount, undone } }: { readonly run: MatchingRun }) {
  const words = useTranslations("matching.runs");
  const format = useFormat();
  if (undone === null) {
    return liveCount > 0 ? (
      <StatePill kind="done">{words("live")}</StatePill>
    ) : (
      <StatePill kind="handed-in">{words("completed")}</StatePill>
    );
  }
  const by = { by: undone.by, at: format.instant(undone.at.toISOString()) };
  if (liveCount === 0) return <StatePill kind="returned">{words("undone", by)}</StatePill>;
  return <StatePill kind="returned">{words("partlyUndone", { ...by, count: undone.count, total: groupCount })}</StatePill>;
}
