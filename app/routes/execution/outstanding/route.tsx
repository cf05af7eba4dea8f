import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type OutstandingParts, stillnesses } from "#app/domain/execution/outstanding.ts";
import { sum } from "#app/domain/quantity.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import {
  type AgedAmount,
  outstandingByAge,
  outstandingByUnit,
  outstandingPage,
  outstandingTotal,
  type UnitOutstanding,
} from "#db/queries/execution-outstanding.ts";
import { outstandingAddress, scheduleAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { AgeFigure } from "./age-figure.tsx";
import { outstandingFilter } from "./load-outstanding.ts";
import { OutstandingTable } from "./outstanding-table.tsx";
import { UnitTable } from "./unit-table.tsx";

const pageSize = 50;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, today, access, services } = scene;
  const filter = await outstandingFilter(scene);
  const { after, unit } = searchOf(url);
  const page = await outstandingPage(db, { ...filter, after, limit: pageSize + 1 });
  const commitments = page.slice(0, pageSize);
  const last = page.length > pageSize ? commitments.at(-1) : undefined;
  const { units, committedIn = null, still = null, due, ...shown } = filter;
  const everything = { year, firstDay: filter.firstDay, on: filter.on, units };
  const named = await visibleUnits(db, access, "execution.read", today);
  const narrowed = filter.query !== "" || committedIn !== null || still !== null || due !== undefined;
  const byUnit = await outstandingByUnit(db, everything);
  const ages = await outstandingByAge(db, everything);
  return {
    ...{ ...shown, committedIn, still, due: due?.year ?? null, unit: unit ?? null, commitments, demo: services.settings.demo },
    ...{ paged: after !== undefined, next: last ? `${last.outstanding} ${last.number}` : null },
    ...{ ages, total: narrowed ? await outstandingTotal(db, filter) : { ...wholeOf(byUnit), count: commitmentCount(ages) } },
    byUnit: byUnit.map((row) => ({ ...row, label: named.find(({ code }) => code === row.unit)?.shortLabel ?? row.unit })),
  };
});

/** Units add up to the whole: it is not summed a second time. */
function wholeOf(units: readonly UnitOutstanding[]): OutstandingParts {
  const of = (key: keyof OutstandingParts) => sum(units.map((unit) => unit[key]));
  return { outstanding: of("outstanding"), uncertified: of("uncertified"), accrued: of("accrued"), owed: of("owed") };
}

function commitmentCount(ages: readonly AgedAmount[]): number {
  return ages.reduce((count, age) => count + age.count, 0);
}

export default function OutstandingPage() {
  const { year, firstDay, on, from, unit, query, committedIn, still, due, ages, byUnit, total, commitments, next, paged, demo } =
    useLoaderData<typeof loader>();
  const words = useTranslations("outstanding");
  const execution = useTranslations("execution");
  const format = useFormat();
  const kept = { unit, q: query, ae: committedIn, still, due };
  const whole = sum(ages.map(({ amount }) => amount));
  const old = sum(ages.filter((age) => age.committedIn < year).map(({ amount }) => amount));
  const dormant = sum(ages.filter((age) => age.still === "months12" || age.still === "months24").map(({ amount }) => amount));
  const shown = displayUnitFor([whole]);
  const scope = within(unit);
  // A story says whose AE they are; not which words their labels hold, nor since when nothing moved.
  const isTold = query === "" && still === null && due === null;
  const narrowed = query !== "" || committedIn !== null || still !== null || due !== null;
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={
        whole === 0n
          ? words("nothing", { day: format.day(on) })
          : words("message", {
              ...{ day: format.day(on), amount: said(format, whole, "EUR", shown), year: String(year) },
              which: old > 0n ? (dormant > 0n ? "both" : "old") : dormant > 0n ? "dormant" : "none",
              ...{ old: said(format, old, "EUR", shown), dormant: said(format, dormant, "EUR", shown) },
            })
      }
      actions={
        <>
          <Link to={scheduleAddress(year, { unit })} className={buttonClass()}>
            {words("toSchedule")}
          </Link>
          <ExportMenu file={`${outstandingAddress(year)}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("title")} />}
      <AgeFigure {...{ year, ages, on, scope }} />
      <Section title={words("byUnit", { year: String(year) })}>
        <UnitTable {...{ year, on, firstDay, scope }} rows={byUnit} />
      </Section>
      <Section id="commitments" title={words("commitments")}>
        <Form method="get" action="#commitments" className={styles.inline} role="search">
          {unit !== null && <input type="hidden" name="unit" value={unit} />}
          {due !== null && <input type="hidden" name="due" value={due} />}
          <TextField name="q" type="search" label={execution("search")} defaultValue={query} />
          <SelectField
            name="ae"
            label={words("committedIn")}
            none={words("anyYear")}
            defaultValue={committedIn === null ? "" : String(committedIn)}
            options={[...new Set(ages.map((age) => age.committedIn))].map((own) => ({ value: String(own), label: String(own) }))}
          />
          <SelectField
            name="still"
            label={words("stillFor")}
            none={words("anyStill")}
            defaultValue={still ?? ""}
            options={stillnesses.filter((own) => own !== "moving").map((own) => ({ value: own, label: words(`atLeast.${own}`) }))}
          />
          <DateField name="on" label={words("asOf")} defaultValue={on} />
          <SubmitButton look="plain">{execution("filter")}</SubmitButton>
        </Form>
        {narrowed && (
          <p>
            {due !== null && <>{words("dueIn", { year: String(due) })} </>}
            {words("narrowed", { count: total.count, amount: said(format, total.outstanding, "EUR") })}{" "}
            <Link to={`${outstandingAddress(year, { unit })}#commitments`}>{words("all")}</Link>
          </p>
        )}
        <OutstandingTable
          year={year}
          on={on}
          commitments={commitments}
          total={total}
          scope={scope}
          traced={isTold ? { exercise: committedIn ?? undefined } : undefined}
          empty={<EmptyState title={words("noCommitment")} />}
          pages={{
            first: paged ? `${outstandingAddress(year, kept)}#commitments` : undefined,
            next: next === null ? undefined : `${outstandingAddress(year, { ...kept, after: next })}#commitments`,
          }}
        />
        {from > year && <p className={styles.note}>{words("passed", { year: String(from) })}</p>}
      </Section>
    </Page>
  );
}
