import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { type PersonLine, peopleLines } from "#db/queries/workforce/contract.ts";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { arrivalAddress, peopleAddress, peopleFileAddress, personAddress, postAddress } from "../addresses.ts";
import { dayOf } from "../day.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const pageSize = 100;

/** Who is there, by name: for those who may see names, and written in the audit. */
export const loader = guard.loader({ capability: "workforce.people" }, async (scene) => {
  const { db, year, url, mayDo, services, organisation, person } = scene;
  const { query, after } = searchOf(url);
  const units = await unitsInScope(scene, "workforce.people");
  const unit = scopedUnit(url, units);
  const on = await dayOf(scene);
  const page = await peopleLines(db, { units: units.map(({ code }) => code), on, query, after, limit: pageSize + 1 });
  const people = page.slice(0, pageSize);
  const last = page.length > pageSize ? people.at(-1) : undefined;
  await notePeopleRead(services.database, organisation, person, { kind: "people", id: unit ?? "", shown: people.length });
  return { year, on, unit, query, people, paged: after !== undefined, next: last?.number ?? null, mayEdit: mayDo("workforce.edit") };
});

export default function PeoplePage() {
  const { year, on, unit, query, people, paged, next, mayEdit } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const execution = useTranslations("execution");
  const format = useFormat();
  const address = (after?: string) => {
    const entries = Object.entries({ unit: unit ?? "", q: query, after: after ?? "" }).filter(([, value]) => value !== "");
    return `${peopleAddress(year)}?${new URLSearchParams(entries)}`;
  };
  return (
    <Page
      title={words("people.title")}
      crumbs={[useWorkforceCrumb(year)]}
      message={words("people.message", { day: format.day(on) })}
      actions={
        <>
          <ExportMenu file={peopleFileAddress(year)} />
          {mayEdit && (
            <Link to={arrivalAddress(year, unit === null ? {} : { unit })} className={buttonClass("primary")}>
              {words("arrival.title")}
            </Link>
          )}
        </>
      }
    >
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("people.search")} defaultValue={query} />
        <SubmitButton look="plain">{execution("filter")}</SubmitButton>
      </Form>
      <ul className={`${styles.switch} no-print`} aria-label={words("lists.others")}>
        {(["contracts", "moves"] as const).flatMap((list) =>
          (["xlsx", "csv"] as const).map((own) => (
            <li key={`${list} ${own}`}>
              <a href={`${peopleFileAddress(year)}?${new URLSearchParams({ ...(unit !== null && { unit }), list, format: own })}`} download>
                {words(`lists.${list}Link`, { year: String(year), format: own.toUpperCase() })}
              </a>
            </li>
          )),
        )}
      </ul>
      <DataTable
        caption={words("people.title")}
        hideCaption
        main
        columns={useColumns(year)}
        rows={people}
        rowKey={({ contractId }) => contractId}
        empty={<EmptyState title={words(query === "" ? "nobody" : "people.none")} />}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}

function useColumns(year: number): Column<PersonLine>[] {
  const words = useTranslations("workforce");
  const format = useFormat();
  return [
    {
      key: "number",
      head: words("columns.number"),
      cell: ({ number }) => (
        <Link to={personAddress(year, number)} className={styles.keep}>
          {number}
        </Link>
      ),
    },
    { key: "name", head: words("columns.name"), cell: ({ name }) => name },
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "category", head: words("columns.category"), cell: ({ category }) => category },
    {
      key: "post",
      head: words("columns.post"),
      cell: ({ post }) =>
        post === null ? (
          "–"
        ) : (
          <Link to={postAddress(year, post)} className={styles.keep}>
            {post}
          </Link>
        ),
    },
    { key: "ratio", head: words("columns.ratio"), unit: "%", align: "end", cell: ({ ratio }) => format.count(ratio) },
    { key: "firstDay", head: words("columns.firstDay"), cell: ({ firstDay }) => format.day(firstDay) },
    { key: "lastDay", head: words("columns.lastDay"), cell: ({ lastDay }) => (lastDay === null ? "–" : format.day(lastDay)) },
  ];
}
