import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { recordWorkTime } from "#app/commands/record-work-time.ts";
import { addMonths, isMonth, monthOf, monthOfYear, yearOf } from "#app/domain/month.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { plannedDays, spentDays } from "#db/queries/workload/days.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { openMonths } from "#db/queries/workload/months.ts";
import styles from "../../units/units.module.css";
import { teamAddress, timeAddress, timeFilesAddress } from "../addresses.ts";
import { DaysTable } from "../days-table.tsx";
import { readDays } from "../read-days.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

export const loader = guard.loader({ capability: "workload.time", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, url, params, access, today, newKey, notFound } = scene;
  const unit = (await visibleUnits(db, access, "workload.time", today)).find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1)).filter((own) => own <= monthOf(today));
  const asked = url.searchParams.get("month") ?? "";
  const usual = yearOf(today) === year ? addMonths(monthOf(today), -1) : months.at(-1);
  const month = months.find((own) => isMonth(asked) && own === asked) ?? months.find((own) => own === usual) ?? months.at(-1) ?? null;
  const of = { from: month ?? "", to: month ?? "", units: [unit.code] };
  const planned = month === null ? [] : await plannedDays(db, of);
  const spent = month === null ? [] : await spentDays(db, of);
  const items = await workItems(db, { units: [unit.code], year }, today);
  const profiles = await profilesOn(db, today);
  const [item, profile] = [url.searchParams.get("item"), url.searchParams.get("profile")];
  const added =
    items.some((own) => own.id === item) && profiles.some((own) => own.code === profile)
      ? [{ item: item ?? "", profile: profile ?? "" }]
      : [];
  const places = new Map([...planned, ...spent, ...added].map((own) => [`${own.item} ${own.profile}`, own] as const));
  const at = (days: typeof spent, own: { item: string; profile: string }) =>
    days.find((each) => each.item === own.item && each.profile === own.profile)?.days ?? 0n;
  return {
    ...{ year, unit, month, months, key: newKey() },
    isOpen: month !== null && (await openMonths(db, [month])).length > 0,
    rows: [...places].flatMap(([place, own]) => {
      const of = items.find(({ id }) => id === own.item);
      const label = profiles.find(({ code }) => code === own.profile)?.label ?? own.profile;
      return of ? [{ place, label: `${of.label} · ${label}`, planned: at(planned, own), spent: at(spent, own) }] : [];
    }),
    items: items.map(({ id, label }) => ({ value: id, label })),
    profiles: profiles.map(({ code, label }) => ({ value: code, label })),
  };
});

export const action = guard.action({ capability: "workload.time", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  const unit = params.unit ?? "";
  const { submission } = readForm(form, z.object({}), locale);
  const read = readDays(form);
  if (!read.ok) return refused(read.refusal, submission);
  const days = read.value.map(({ place, month, days: own }) => {
    const [item = "", profile = ""] = place.split(" ");
    return { item, unit, profile, month, days: own };
  });
  const done = await recordWorkTime(context, { source: "entry", days });
  const address = timeAddress(year, unit, days[0]?.month);
  return done.ok ? redirect(address, "workload.timePage.saved", { count: done.value }) : refused(done.refusal, submission);
});

export default function TimePage() {
  const { year, unit, month, months, key, isOpen, rows, items, profiles } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const format = useFormat();
  const { general, values } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const options = months.map((own) => ({ value: own, label: format.month(own, "longWithYear") }));
  return (
    <Page
      title={words("timePage.title", { unit: unit.label })}
      crumbs={[useWorkloadCrumb(year), { label: unit.label, to: teamAddress(year, unit.code) }]}
      message={words("timePage.message")}
      actions={
        <Link to={timeFilesAddress(year)} className={buttonClass()}>
          {words("timeFiles.link")}
        </Link>
      }
    >
      <Form method="get" className={`${styles.inline} no-print`}>
        <SelectField name="month" label={words("timePage.month")} options={options} defaultValue={month ?? undefined} required />
        <SelectField name="item" label={words("timePage.addItem")} options={items} />
        <SelectField name="profile" label={words("timePage.addProfile")} options={profiles} />
        <SubmitButton look="plain">{words("show")}</SubmitButton>
      </Form>
      {!isOpen && <Notice kind="information">{words("timePage.closed")}</Notice>}
      {month === null || rows.length === 0 ? (
        <EmptyState title={words("timePage.none")} />
      ) : (
        <Form method="post" key={month}>
          <CommandKey value={key} />
          <ErrorSummary general={general} />
          <DaysTable
            caption={words("time")}
            head={words("columns.item")}
            months={[month]}
            rows={rows.map(({ place, label, planned, spent }) => ({ place, label, planned, cells: [{ days: spent, seen: 0n }] }))}
            typed={values}
            readOnly={!isOpen}
          />
          {isOpen && (
            <ButtonRow>
              <SubmitButton>{words("save")}</SubmitButton>
            </ButtonRow>
          )}
        </Form>
      )}
    </Page>
  );
}
