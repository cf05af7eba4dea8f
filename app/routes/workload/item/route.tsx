import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { planWork } from "#app/commands/plan-work.ts";
import { changeWorkItem } from "#app/commands/save-work-item.ts";
import { codeField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { BurnUpChart } from "#app/ui/figure/burn-up-chart.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import { askingRequests } from "#db/queries/workload/requests.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { teamAddress, workItemAddress } from "../addresses.ts";
import { DaysTable } from "../days-table.tsx";
import { ItemFields } from "../item-fields.tsx";
import { readDays } from "../read-days.ts";
import { itemInput, itemSchema } from "../read-item.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";
import { findItem, type ItemTeam, loadItem } from "./load-item.ts";

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, params, today, mayDo, newKey, notFound, services } = scene;
  const found = await findItem(scene, params.item ?? "");
  if (!found) throw notFound("workItem", params.item ?? "");
  const { item } = found;
  const mayChange = mayDo("workload.plan", item.unit);
  const requests = mayChange ? await askingRequests(db, [item.unit]) : [];
  return {
    ...{ year, item, today, demo: services.settings.demo, key: newKey() },
    ...(await loadItem(scene, found)),
    mayChange,
    activities: (await activitiesOn(db, today)).map(({ code, label }) => ({ value: code, label: `${code} — ${label}` })),
    requests: requests.map(({ id, title, year: target }) => ({ value: id, label: `${target} — ${title}` })),
  };
});

export const action = guard.action({ capability: "workload.plan" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  const code = params.item ?? "";
  if (form.get("act") === "item") {
    const read = readForm(form, itemSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await changeWorkItem(context, { ...itemInput(read.value, year), code, closedOn: read.value.closedOn });
    return done.ok ? redirect(workItemAddress(year, code), "workload.changed", {}) : refused(done.refusal, read.submission);
  }
  const read = readForm(form, z.object({ item: uuidField(), team: codeField() }), locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { submission } = read;
  const days = readDays(form);
  if (!days.ok) return refused(days.refusal, submission);
  const { item, team: unit } = read.value;
  const done = await planWork(context, {
    source: "entry",
    days: days.value.map(({ place, month, days: typed, seen }) => ({ item, unit, profile: place, month, days: typed, seen })),
  });
  return done.ok ? redirect(workItemAddress(year, code), "workload.planned", { count: done.value }) : refused(done.refusal, submission);
});

export default function WorkItemPage() {
  const {
    year,
    item,
    today,
    demo,
    key,
    months,
    teams,
    profiles,
    choices,
    burnUp,
    total,
    forecast,
    changes,
    mayChange,
    activities,
    requests,
  } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const isItem = fields.values?.["act"] === "item";
  return (
    <Page
      title={item.label}
      crumbs={[useWorkloadCrumb(year), { label: item.unitLabel, to: teamAddress(year, item.unit) }]}
      message={words("itemMessage", {
        ...{ code: item.code, kind: item.kind, standing: item.standing, activity: item.activityLabel },
        planned: said(format, total.planned, "DAY"),
        spent: said(format, total.spent, "DAY"),
        closed: item.closedOn === null ? "no" : "yes",
        on: item.closedOn === null ? "" : format.day(item.closedOn),
      })}
    >
      {demo && <Fictitious what={words("what")} />}
      {total.planned > 0n && (
        <Section title={words("way")}>
          <BurnUpChart
            title={words("wayTitle", {
              ...{ spent: said(format, total.spent, "DAY"), planned: said(format, total.planned, "DAY") },
              kept: forecast === null ? "no" : "yes",
              forecast: forecast ?? "",
              before: total.forecast === null ? "" : said(format, total.forecast, "DAY"),
            })}
            source={words("source")}
            asOf={today}
            resource="DAY"
            months={burnUp}
            chances={[]}
            ceilingName={words("ceiling", { kept: forecast === null ? "no" : "yes" })}
          />
        </Section>
      )}
      {teams.map((team) => (
        <Section
          key={team.unit}
          title={words("daysBy", { unit: team.label })}
          actions={team.mayPlan && !team.isWritten && <Link to={`?team=${encodeURIComponent(team.unit)}`}>{words("writeTeam")}</Link>}
        >
          <TeamDays item={item.id} team={team} months={months} />
        </Section>
      ))}
      {choices.length > 0 && (
        <Form method="get" className={`${styles.inline} no-print`}>
          <SelectField
            name="team"
            label={words("otherTeam")}
            options={choices}
            defaultValue={teams.find(({ isWritten }) => isWritten)?.unit}
          />
          <SelectField name="profile" label={words("otherProfile")} options={profiles} />
          <SubmitButton look="plain">{words("show")}</SubmitButton>
        </Form>
      )}
      {changes.length > 0 && (
        <Section title={words("changes")}>
          <DataTable
            caption={words("changes")}
            hideCaption
            rows={changes}
            rowKey={({ unit, profile, month, at }) => `${at} ${unit} ${profile} ${month}`}
            columns={[
              { key: "month", head: words("columns.month"), cell: ({ month }) => format.month(month, "longWithYear") },
              { key: "team", head: words("columns.team"), cell: ({ unit, profile }) => `${unit} · ${profile}` },
              {
                ...{ key: "days", head: words("columns.days"), unit: format.unit("DAY"), align: "end" as const },
                cell: ({ days }) => <Amount quantity={days} resource="DAY" />,
              },
              { key: "source", head: words("columns.source"), cell: ({ source }) => words(`sources.${source}`) },
              { key: "author", head: words("columns.author"), cell: ({ author }) => author },
              { key: "at", head: words("columns.at"), cell: ({ at }) => format.instant(at) },
            ]}
          />
        </Section>
      )}
      {mayChange && (
        <details className={`${styles.form} no-print`} open={isItem}>
          <summary>{words("change")}</summary>
          <Form method="post" className={styles.form}>
            <CommandKey value={key} />
            <input type="hidden" name="act" value="item" />
            <input type="hidden" name="code" value={item.code} />
            <Fields {...(isItem ? fields : {})}>
              {isItem && <ErrorSummary general={general} />}
              <ItemFields start={item} activities={activities} requests={requests} />
              <DateField
                name="closedOn"
                label={words("fields.closedOn")}
                hint={words("fields.closedOnHint")}
                defaultValue={item.closedOn ?? ""}
              />
              <ButtonRow>
                <SubmitButton>{words("save")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </details>
      )}
    </Page>
  );
}

/** The days of one team, in a form of their own where they may be planned. */
function TeamDays({ item, team, months }: { readonly item: string; readonly team: ItemTeam; readonly months: readonly string[] }) {
  const words = useTranslations("workload");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const isOwn = fields.values?.["team"] === team.unit;
  const table = (
    <DaysTable
      caption={words("daysBy", { unit: team.label })}
      head={words("columns.profile")}
      months={months}
      rows={team.rows}
      typed={isOwn ? fields.values : undefined}
      readOnly={!team.isWritten}
    />
  );
  if (!team.isWritten) return table;
  return (
    <Form method="post">
      <CommandKey value={team.key} />
      <input type="hidden" name="item" value={item} />
      <input type="hidden" name="team" value={team.unit} />
      {isOwn && <ErrorSummary general={general} />}
      {table}
      <ButtonRow>
        <SubmitButton>{words("saveDays")}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
