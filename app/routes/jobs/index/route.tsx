import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type JobRow, jobsByAuthor } from "#db/queries/job.ts";
import { jobAddress } from "../addresses.ts";
import { useKindWords } from "../kind-words.ts";
import { JobStatusPill } from "../status-pill.tsx";

const latest = 50;

/** One's own long work, whatever it was. */
export const loader = guard.loader({ capability: "signed-in" }, async ({ db, person }) => {
  const jobs = await jobsByAuthor(db, person.id, latest);
  return { jobs: jobs.map(({ refusal: _, ...job }) => job) };
});

export default function JobsPage() {
  const { jobs } = useLoaderData<typeof loader>();
  const words = useTranslations("jobs");
  const kinds = useKindWords();
  const format = useFormat();
  const columns: Column<Omit<JobRow, "refusal">>[] = [
    { key: "kind", head: words("what"), cell: ({ id, kind }) => <Link to={jobAddress(id)}>{kinds.title(kind)}</Link> },
    { key: "status", head: words("state"), cell: ({ status }) => <JobStatusPill status={status} /> },
    { key: "created", head: words("asked"), cell: ({ createdAt }) => format.instant(createdAt) },
    { key: "finished", head: words("ended"), cell: ({ finishedAt }) => finishedAt && format.instant(finishedAt) },
  ];
  return (
    <Page title={words("title")} message={words("sentence")}>
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={columns}
        rows={jobs}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("none")} />}
      />
    </Page>
  );
}
