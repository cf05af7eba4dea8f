import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { matchPlannedExpense, unmatchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { changePlannedExpense, givePlannedExpenseUp } from "#app/commands/save-planned-expenses.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { stillPlanned } from "#app/domain/execution/planned/expense.ts";
import { absolute } from "#app/domain/quantity.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import type { Db } from "#db/client.ts";
import { type PlannedRow, plannedExpenses, plannedSteps } from "#db/queries/planned/expense.ts";
import { freeCommitments, matchesOf } from "#db/queries/planned/match.ts";
import { newCommitmentAddress, plannedAddress, plannedExpenseAddress, unitExecutionAddress } from "../../../units/addresses.ts";
import { said } from "../../../units/said.ts";
import styles from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { ExpenseFields } from "../expense-fields.tsx";
import { lineChoices, linesOfUnit } from "../plan-choices.ts";
import { actSchema, atItsField, expenseIn, expenseSchema } from "../read-planned.ts";
import { PlannedStatePill } from "../state-words.tsx";
import { CandidateTable, MatchTable, PaymentTable, StepTable } from "./tables.tsx";

const candidatesShown = 15;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, access, params, mayDo, newKey, notFound } = scene;
  const id = params.expense ?? "";
  const expense = await expenseAt(db, { year, units: [...unitsWhere(access, "execution.read")], id });
  if (!expense) throw notFound("plannedExpense", id);
  const open = stillPlanned(expense);
  const mayPlan = mayDo("execution.plan", expense.unit);
  const free = mayPlan && expense.state === "planned" ? await freeCommitments(db, year, [expense.unit]) : [];
  const distance = (own: { free: bigint }) => absolute(own.free - open);
  const near = free.toSorted((left, right) => (distance(left) < distance(right) ? -1 : distance(left) > distance(right) ? 1 : 0));
  return {
    ...{
      year,
      expense,
      open,
      mayPlan,
      mayCommit: mayDo("execution.commit", expense.unit),
      key: newKey(),
      stateKey: newKey(),
      candidateCount: free.length,
    },
    candidates: near.slice(0, candidatesShown).map((own) => ({ ...own, key: newKey() })),
    matches: (await matchesOf(db, id)).map((own) => ({ ...own, key: newKey() })),
    steps: await plannedSteps(db, id),
    lines: lineChoices(await linesOfUnit(db, year, expense.unit)),
  };
});

export const action = guard.action({ capability: "execution.plan" }, async (scene) => {
  const { form, locale, context, year, access, params, refused, redirect, read, notFound } = scene;
  const id = params.expense ?? "";
  const expense = await read((db) => expenseAt(db, { year, units: [...unitsWhere(access, "execution.plan")], id }));
  if (!expense) throw notFound("plannedExpense", id);
  const here = plannedExpenseAddress(year, id);
  const place = { year, unit: expense.unit, id };
  if (form.get("act") === "save") {
    const fields = readForm(form, expenseSchema, locale);
    if (!fields.ok) return refused(fields.refusal, fields.submission);
    const wanted = expenseIn(fields.value, year);
    const told = (kind: string) => atItsField(fields.submission, kind, fields.value);
    if (!wanted.ok) return refused(wanted.refusal, told(wanted.refusal.kind));
    const done = await changePlannedExpense(context, { ...place, seenVersion: fields.value.seenVersion, expense: wanted.value });
    return done.ok ? redirect(here, "planned.changed") : refused(done.refusal, told(done.refusal.kind));
  }
  const asked = readForm(form, actSchema, locale);
  if (!asked.ok) return refused(asked.refusal);
  const own = asked.value;
  if (own.act === "match") {
    const { back, keepRest, seenVersion, commitmentId, line } = own;
    const done = await matchPlannedExpense(context, { ...place, seenVersion, commitmentId, line, keepRest: keepRest === "yes" });
    return done.ok ? redirect(back === "list" ? plannedAddress(year) : here, "planned.matchedDone") : refused(done.refusal);
  }
  if (own.act === "unmatch") {
    const done = await unmatchPlannedExpense(context, { ...place, seenVersion: own.seenVersion, matchId: own.matchId });
    return done.ok ? redirect(here, "planned.unmatched") : refused(done.refusal);
  }
  const resume = own.act === "resume";
  const done = await givePlannedExpenseUp(context, { ...place, seenVersion: own.seenVersion, resume });
  return done.ok ? redirect(here, resume ? "planned.resumed" : "planned.gaveUp") : refused(done.refusal);
});

async function expenseAt(db: Db, filter: { year: number; units: readonly string[]; id: string }): Promise<PlannedRow | undefined> {
  return (await plannedExpenses(db, filter))[0];
}

export default function PlannedExpensePage() {
  const data = useLoaderData<typeof loader>();
  const { year, expense, open, mayPlan, mayCommit, key, stateKey, candidates, candidateCount, matches, steps, lines } = data;
  const answer = useActionData<typeof action>();
  const words = useTranslations("planned");
  const acts = useTranslations("acts");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const refusal = answer && !answer.lastResult ? answer.refusal.message : undefined;
  const mayChange = mayPlan && expense.state === "planned";
  return (
    <Page
      title={words("oneHeading", { number: String(expense.number), object: expense.object })}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: `${plannedAddress(year)}?unit=${encodeURIComponent(expense.unit)}` }]}
      marks={<PlannedStatePill state={expense.state} />}
      message={words("oneMessage", {
        unit: expense.unitLabel,
        open: said(format, open, "AE"),
        amount: said(format, expense.amount, "AE"),
      })}
      actions={
        <>
          {mayPlan && expense.state !== "matched" && (
            <Form method="post">
              <CommandKey value={stateKey} />
              <input type="hidden" name="act" value={expense.state === "givenUp" ? "resume" : "giveUp"} />
              <input type="hidden" name="seenVersion" value={expense.version} />
              <SubmitButton look="plain">{words(expense.state === "givenUp" ? "resume" : "giveUp")}</SubmitButton>
            </Form>
          )}
          {mayCommit && expense.state === "planned" && open > 0n && (
            <Link to={`${newCommitmentAddress(year)}?planned=${expense.id}`} className={buttonClass("primary")}>
              {acts("commitPlanned")}
            </Link>
          )}
          <Link to={unitExecutionAddress(year, expense.unit)} className={buttonClass()}>
            {words("seeUnit")}
          </Link>
        </>
      }
    >
      {refusal !== undefined && <Notice kind="refusal">{refusal}</Notice>}
      <p>
        {[format.month(expense.month, "longWithYear"), expense.supplier, expense.line ?? words("outOfPlan")].filter(Boolean).join(" · ")}
      </p>
      <PaymentTable payments={expense.payments} />
      <MatchTable {...{ year, matches, mayPlan }} version={expense.version} here={plannedExpenseAddress(year, expense.id)} />
      {mayChange && <CandidateTable {...{ year, expense, candidates }} count={candidateCount} open={open} />}
      {mayChange && (
        <div className="no-print">
          <Section title={words("change")}>
            <Form method="post" className={styles.form} key={expense.version}>
              <CommandKey value={key} />
              <input type="hidden" name="act" value="save" />
              <input type="hidden" name="seenVersion" value={fields.values.seenVersion ?? String(expense.version)} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <ExpenseFields expense={expense} lines={lines} />
                <ButtonRow>
                  <SubmitButton>{words("save")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
      <StepTable steps={steps} />
    </Page>
  );
}
