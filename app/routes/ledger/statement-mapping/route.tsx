import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { reviseStatementMapping } from "#app/commands/revise-statement-mapping.ts";
import { gapsOf, rulesOn } from "#app/domain/ledger/statements/rules-in-force.ts";
import { choiceField, codeField, dayField, optionalCodeField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { postableAccounts } from "#db/queries/ledger/choices.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { arrangementOn, closedUntil, datedRules } from "#db/queries/ledger/statements.ts";
import { ledgerCrumbs, statementMappingAddress, statementsAddress } from "../addresses.ts";
import { ApplyForm, ChangeForm } from "./change-forms.tsx";
import { changeAsked, previewOf } from "./preview.ts";
import { Gaps, RuleTable } from "./rule-table.tsx";

export const loader = guard.loader({ capability: "ledger.arrange", whole: true }, async (scene) => {
  const { db, year, url, locale, access, today, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const { lines, rules } = await arrangementOn(db, exercise.lastDay, locale);
  const change = changeAsked(url.searchParams);
  const tried = change && (await previewOf(db, change, exercise, locale));
  const query = (url.searchParams.get("q") ?? "").trim();
  const matches = ({ prefix, line }: { prefix: string; line: string }) => query === "" || prefix.startsWith(query) || line === query;
  const all = await datedRules(db);
  const inForce = new Set(rulesOn(all, exercise.lastDay).map(({ id }) => id));
  return {
    year,
    lastDay: exercise.lastDay,
    query,
    from: change?.from ?? (exercise.status === "open" ? exercise.firstDay : ""),
    prefix: url.searchParams.get("prefix") ?? "",
    closedUntil: await closedUntil(db),
    lines: lines.map(({ code, label, totalLabel, source }) => ({ code, label, takes: totalLabel === null && source === "accounts" })),
    rules: all.filter(matches).map((rule) => ({ ...rule, inForce: inForce.has(rule.id) })),
    gaps: gapsOf(rules, await postableAccounts(db, exercise.lastDay)),
    change: change ?? null,
    refusal: tried && !tried.ok ? wordsOf(tried.refusal, locale) : null,
    difference: tried?.ok ? tried.value : null,
    showsAmounts: await holdsWholeLedger(db, access, "ledger.read", today),
    commandKey: newKey(),
  };
});

const schema = z.object({
  prefix: codeField(),
  side: choiceField(["debit", "credit", "either"]),
  line: optionalCodeField(),
  measure: choiceField(["gross", "depreciation"]),
  from: dayField(),
  reason: reasonField(),
});

export const action = guard.action(
  { capability: "ledger.arrange", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { line, ...change } = read.value;
    const revised = await reviseStatementMapping(context, { ...change, line: line ?? null });
    if (!revised.ok) return refused(revised.refusal, read.submission);
    return redirect(`${statementMappingAddress(year)}?q=${encodeURIComponent(change.prefix)}`, "statements.mapping.applied", {
      prefix: change.prefix,
    });
  },
);

/** Which line of the statements takes which accounts, dated; a change is shown before it is applied, and never touches a closed year. */
export default function StatementMappingPage() {
  const { year, gaps, ...read } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("statements");
  const ledger = useTranslations("ledger");
  return (
    <Page
      title={words("mapping.title")}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: statementsAddress(year) })}
      message={words("mapping.sentence")}
      marks={
        <StatePill kind={gaps.length === 0 ? "done" : "fault"}>
          {gaps.length === 0 ? words("mapping.complete") : words("mapping.incomplete", { count: gaps.length })}
        </StatePill>
      }
    >
      {gaps.length > 0 && <Gaps gaps={gaps} />}
      <Section title={words("mapping.change")}>
        <ChangeForm {...read} />
        {read.change && read.difference && <ApplyForm {...read} change={read.change} difference={read.difference} answer={answer} />}
      </Section>
      <Section title={words("mapping.rules")}>
        <RuleTable {...read} />
      </Section>
    </Page>
  );
}
