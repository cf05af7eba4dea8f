import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { type PostState, postStates, vacancies } from "#db/queries/workforce/post.ts";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { newPostAddress, postAddress, postsAddress } from "../addresses.ts";
import { dayOf } from "../day.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const pageSize = 100;

/** Posts, and which of them wait for somebody: without the names of those who hold them. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, url, mayDo, services } = scene;
  const { query, after } = searchOf(url);
  const units = await unitsInScope(scene, "planning.read");
  const codes = units.map(({ code }) => code);
  const vacant = url.searchParams.has("vacant");
  const on = await dayOf(scene);
  const page = await postStates(db, { units: codes, on, vacant, query, after, limit: pageSize + 1 });
  const posts = page.slice(0, pageSize);
  const last = page.length > pageSize ? posts.at(-1) : undefined;
  return {
    ...{ year, on, vacant, query, posts, unit: scopedUnit(url, units), demo: services.settings.demo },
    ...{ counts: await vacancies(db, codes, on), paged: after !== undefined, next: last?.number ?? null, mayEdit: mayDo("workforce.edit") },
  };
});

export default function PostsPage() {
  const { year, on, vacant, query, posts, unit, counts, paged, next, mayEdit, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const execution = useTranslations("execution");
  const format = useFormat();
  const address = (after?: string) => {
    const entries = Object.entries({ unit: unit ?? "", q: query, vacant: vacant ? "on" : "", after: after ?? "" });
    return `${postsAddress(year)}?${new URLSearchParams(entries.filter(([, value]) => value !== ""))}`;
  };
  return (
    <Page
      title={words("posts.title")}
      crumbs={[useWorkforceCrumb(year)]}
      message={words("posts.message", {
        ...{ day: format.day(on), open: counts.open, vacant: counts.vacant },
        missing: format.amount(counts.missing * 12n, "ETPT"),
        partTimes: format.amount(counts.partTimes * 12n, "ETPT"),
      })}
      actions={
        <>
          <ExportMenu file={`${postsAddress(year)}/file`} />
          {mayEdit && (
            <Link to={newPostAddress(year)} className={buttonClass()}>
              {words("post.newTitle")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("posts.search")} defaultValue={query} />
        <label className={styles.inline}>
          <input type="checkbox" name="vacant" defaultChecked={vacant} /> {words("posts.onlyVacant")}
        </label>
        <SubmitButton look="plain">{execution("filter")}</SubmitButton>
      </Form>
      <DataTable
        caption={words("posts.title")}
        hideCaption
        main
        columns={useColumns(year)}
        rows={posts}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words(vacant ? "posts.noneVacant" : "posts.none")} />}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}

function useColumns(year: number): Column<PostState>[] {
  const words = useTranslations("workforce");
  const format = useFormat();
  const day = (own: string | null) => (own === null ? "–" : format.day(own));
  return [
    {
      key: "number",
      head: words("columns.post"),
      cell: ({ number }) => (
        <Link to={postAddress(year, number)} className={styles.keep}>
          {number}
        </Link>
      ),
    },
    { key: "label", head: words("post.label"), cell: ({ label }) => label },
    { key: "unit", head: words("columns.unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "category", head: words("columns.category"), cell: ({ category }) => category },
    { key: "held", head: words("post.held"), unit: "%", align: "end", cell: ({ held }) => format.count(held) },
    { key: "size", head: words("post.size"), unit: "%", align: "end", cell: ({ size }) => format.count(size) },
    { key: "since", head: words("post.vacantSince"), cell: ({ vacantSince }) => day(vacantSince) },
    { key: "next", head: words("post.expected"), cell: ({ nextOn, expectedOn }) => day(nextOn ?? expectedOn) },
  ];
}
