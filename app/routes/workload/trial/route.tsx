import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { planWork } from "#app/commands/plan-work.ts";
import { proposeStaffMoves } from "#app/commands/propose-staff-moves.ts";
import { grouped } from "#app/domain/grouped.ts";
import { balances, delayOf, teamName, totalOf } from "#app/domain/workload/plan.ts";
import { balanceOf, movesOf, staffWanted, tried } from "#app/domain/workload/reallocation.ts";
import { staffed } from "#app/domain/workload/staffing.ts";
import { trialFrom } from "#app/domain/workload/typed-trial.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { withBelow } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { proposedMovesAddress } from "../../workforce/addresses.ts";
import { teamAddress, trialAddress } from "../addresses.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";
import { loadTrial } from "./load-trial.ts";
import { reallocationSchema, staffMovesSchema } from "./read-reallocation.ts";
import { typedTrial } from "./read-trial.ts";
import { TrialBalanceBar } from "./trial-balance-bar.tsx";
import { StaffTable, WorkTable } from "./trial-tables.tsx";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const units = withBelow(await visibleUnits(db, access, "planning.read", today), params.unit ?? "");
  const [unit] = units;
  if (!unit) throw notFound("unit", params.unit ?? "");
  return { year, unit, key: newKey(), movesKey: newKey(), mayPlan: mayDo("workload.plan", unit.code), ...(await loadTrial(scene, units)) };
});

/** What was tried becomes the plan, in one batch: the days. Who would go where is proposed to those who keep staff, apart. */
export const action = guard.action({ capability: "workload.plan", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  if (form.get("act") === "moves") {
    const asked = readForm(form, staffMovesSchema, locale);
    if (!asked.ok) return refused(asked.refusal, asked.submission);
    const proposed = await proposeStaffMoves(context, { year, staff: asked.value.staff });
    return proposed.ok
      ? redirect(proposedMovesAddress(year), "workload.trialPage.proposed", { count: proposed.value })
      : refused(proposed.refusal, asked.submission);
  }
  const read = readForm(form, reallocationSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await planWork(context, { source: "reallocation", days: read.value.days });
  const address = trialAddress(year, params.unit ?? "");
  return done.ok ? redirect(address, "workload.trialPage.saved", {}) : refused(done.refusal, read.submission);
});

export default function TrialPage() {
  const { year, unit, key, movesKey, mayPlan, from, months, plan, teams, works, thresholds, seen } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const format = useFormat();
  const [search] = useSearchParams();
  const { general } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(() => new Map(search.entries()));
  const [turn, setTurn] = useState(0);
  const now = useDeferredValue(fields);
  const judged = useMemo(() => {
    const trial = trialFrom(plan, months, typedTrial(now, { from, teams, works }));
    const after = tried(plan, trial);
    const held = balances(after);
    const ahead = held.filter(({ month }) => month >= from);
    const byTeam = grouped(ahead, teamName);
    return {
      ...{ trial, after },
      balance: balanceOf(plan, trial),
      moves: movesOf(plan, trial),
      answer: staffed(after, held).answer,
      teams: new Map([...byTeam].map(([name, own]) => [name, { ...totalOf(own), delay: delayOf(own) }] as const)),
    };
  }, [now, plan, months, from, teams, works]);
  const options = months.map((month) => ({ value: month, label: format.month(month, "longWithYear") }));
  const put = (name: string, text: string) => setFields((before) => new Map(before).set(name, text));
  const changes = useMemo(() => {
    const known = new Map(seen.map(({ place, changeId }) => [place, changeId] as const));
    return judged.trial.loads.map((own) => ({ ...own, seen: known.get(`${own.item} ${own.unit} ${own.profile} ${own.month}`) ?? 0n }));
  }, [judged, seen]);
  return (
    <Page
      title={words("trialPage.title", { unit: unit.label })}
      crumbs={[useWorkloadCrumb(year), { label: unit.label, to: teamAddress(year, unit.code) }]}
      message={words("trialPage.message")}
    >
      <ErrorSummary general={general} />
      <Form
        method="get"
        className={styles.form}
        key={`${from} ${turn}`}
        onInput={({ target }) => isField(target) && put(target.name, target.value)}
      >
        <div className={styles.inline}>
          <SelectField name="from" label={words("trialPage.from")} options={options} defaultValue={from} required />
          <SubmitButton look="plain">{words("trialPage.compute")}</SubmitButton>
        </div>
        <Section title={words("trialPage.teams")}>
          <StaffTable
            teams={teams}
            fields={fields}
            judged={judged.teams}
            thresholds={thresholds}
            seek={(team) => staffWanted(judged.after, team, from, thresholds)}
          />
        </Section>
        <Section title={words("trialPage.items")}>
          <WorkTable works={works} fields={fields} />
        </Section>
      </Form>
      <TrialBalanceBar
        judged={judged}
        teams={teams}
        onReset={() => {
          setFields(new Map());
          setTurn((before) => before + 1);
        }}
      />
      {mayPlan && judged.moves.length > 0 && (
        <Form method="post" className="no-print">
          <CommandKey value={movesKey} />
          <input type="hidden" name="act" value="moves" />
          <input type="hidden" name="staff" value={said(judged.trial.staff)} />
          <ButtonRow>
            <SubmitButton look="plain">{words("trialPage.propose")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      {mayPlan && (
        <Form method="post" className="no-print">
          <CommandKey value={key} />
          <input type="hidden" name="days" value={said(changes)} />
          <ButtonRow>
            <SubmitButton>{words("trialPage.save")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </Page>
  );
}

/** As a form sends it: amounts as their digits. */
function said(values: readonly object[]): string {
  return JSON.stringify(values, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

function isField(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.name !== "";
}
