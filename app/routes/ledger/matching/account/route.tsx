import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { type MatchLinesInput, matchLines } from "#app/commands/match-lines.ts";
import { parseLineName } from "#app/domain/ledger/matching/group.ts";
import { choiceField, dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { paneTotals, partiesOn } from "#db/queries/ledger/matching/pane.ts";
import {
  accountAddress,
  ledgerCrumbs,
  matchingAccountsAddress,
  matchingAddress,
  matchingRunsAddress,
  proposalsAddress,
  unmatchingAddress,
} from "../../addresses.ts";
import { matchingScene } from "../matching-scene.ts";
import { useUndoKey } from "../use-undo-key.ts";
import { FilterForm } from "./filter-form.tsx";
import { loadPanes, loadTicks } from "./load-panes.server.ts";
import { MatchingForm } from "./matching-form.tsx";
import { filterSearch, readFilter } from "./read-filter.ts";

const mostParties = 2_000;

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const known = await matchingScene(scene);
  const { db, url, today, newKey } = scene;
  const place = { fiscalYear: known.year, account: known.account };
  const filter = readFilter(url);
  const { firstDay, lastDay } = known.exercise;
  return {
    scene: known,
    filter,
    search: filterSearch(url),
    totals: await paneTotals(db, place, filter),
    panes: await loadPanes(db, place, filter, url),
    initialTicks: await loadTicks(db, place, url),
    parties: await partiesOn(db, place, mostParties),
    on: today < firstDay ? firstDay : today > lastDay ? lastDay : today,
    commandKey: newKey(),
  };
});

const schema = z.object({
  as: choiceField(["complete", "partial", "adjusted"]),
  line: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().regex(/^\d{1,18}\.\d{1,9}$/)).max(2_000)),
  on: z.preprocess((value) => (value === "" ? undefined : value), dayField().optional()),
});

/** Matches what is ticked: the one act of this page. */
export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, params, url, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const account = params["account"] ?? "";
    const lines = [...new Set(read.value.line)].flatMap((text) => parseLineName(text) ?? []);
    const matched = await matchLines(context, { fiscalYear: year, account, lines, as: manner(read.value, context.today) });
    if (!matched.ok) return refused(matched.refusal, read.submission);
    const { code, complete, lineCount } = matched.value;
    const message = complete ? "matching.matched" : "matching.matchedPartial";
    return redirect(matchingAddress(year, account, filterSearch(url)), message, { code, count: lineCount });
  },
);

function manner({ as, on }: z.output<typeof schema>, today: string): MatchLinesInput["as"] {
  return as === "adjusted" ? { kind: as, on: on ?? today } : { kind: as };
}

export default function MatchingPage() {
  const { scene, filter, search, totals, parties, ...form } = useLoaderData<typeof loader>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const { year, account, label, exercise, lastRun } = scene;
  useUndoKey(lastRun === null ? null : unmatchingAddress(year, account, { run: lastRun }));
  const { debitCount, creditCount, debit, credit } = totals;
  const filtered = Object.keys(search).length > 0;
  const none = debitCount + creditCount === 0;
  const counted = {
    ...{ debits: debitCount, credits: creditCount },
    ...{ debit: format.amountWithUnit(debit, "EUR"), credit: format.amountWithUnit(credit, "EUR") },
  };
  return (
    <Page
      title={words("accountTitle", { account, label })}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: matchingAccountsAddress(year) })}
      message={
        none ? (filtered ? words("page.empty") : words("page.nothing")) : words(filtered ? "page.filtered" : "page.sentence", counted)
      }
      actions={
        <>
          {exercise.status === "open" && (
            <Link to={proposalsAddress(year, account, partySearch(search))} className={buttonClass("primary")}>
              {words("page.proposals")}
            </Link>
          )}
          <Link to={matchingRunsAddress(year, account)} className={buttonClass()}>
            {words("page.runs")}
          </Link>
          <Link to={accountAddress(year, account)} className={buttonClass()}>
            {words("page.ledger")}
          </Link>
        </>
      }
    >
      {exercise.status === "closed" && <Notice kind="information" title={words("page.closed", { year: String(year) })} />}
      <FilterForm filter={filter} parties={parties} clear={filtered ? matchingAddress(year, account) : null} />
      {none ? <EmptyState title={filtered ? words("page.empty") : words("page.nothing")} /> : <MatchingForm scene={scene} {...form} />}
    </Page>
  );
}

function partySearch({ party }: Readonly<Record<string, string>>): Record<string, string> {
  return party === undefined ? {} : { party };
}
