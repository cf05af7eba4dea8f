import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { filesOfTime } from "#app/commands/time-file.ts";
import { fileOf, previewFile } from "#app/commands/workforce-file.ts";
import { sum } from "#app/domain/quantity.ts";
import type { TimeChange } from "#app/domain/workload/time-plan.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { Facts } from "../../units/facts.tsx";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { ApplyFile, RefusedRows, UndoFile } from "../../workforce/files/file-steps.tsx";
import { mostShown, noneRefused, refusedRows } from "../../workforce/files/refused-rows.ts";
import { useFileMessage } from "../../workforce/files/use-file-message.ts";
import { timeFileAddress, timeFilesAddress } from "../addresses.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

/** What a file would change, month by month, before anything is written; what became of it, once it was applied, and the rows that were left out. */
export const loader = guard.loader({ capability: "workload.time" }, async (scene) => {
  const { db, year, params, access, person, today, locale, newKey, notFound } = scene;
  const id = params["file"] ?? "";
  const reader = { actor: { id: person.id, login: person.login, access }, today };
  const file = await fileOf(db, filesOfTime, reader, id);
  if (!file) throw notFound("staffFile", id);
  const { changes: _changes, ...shown } = file;
  const labels = Object.fromEntries((await profilesOn(db, today)).map(({ code, label }) => [code, label]));
  const page = { year, labels, file: shown, keys: { apply: newKey(), undo: newKey() } };
  const seen = file.state === "undone" ? undefined : await previewFile(filesOfTime, db, reader, id);
  if (!seen?.ok) return { ...page, plan: null, refused: noneRefused };
  const { changes, faults, same, digest } = seen.value;
  const refused = refusedRows(faults, locale);
  if (file.state === "applied") return { ...page, plan: null, refused };
  return {
    ...{ ...page, refused },
    plan: {
      ...{ digest, same, count: changes.length, faults: faults.length, changes: changes.slice(0, mostShown) },
      before: sum(changes.map((own) => own.before)),
      after: sum(changes.map(({ days }) => days)),
    },
  };
});

export default function TimeFilePage() {
  const { year, labels, file, keys, plan, refused } = useLoaderData<typeof loader>();
  const address = timeFileAddress(year, file.id);
  const words = useTranslations("workload.timeFiles");
  const format = useFormat();
  const columns = useColumns(labels);
  const title = plan && words("changes", { shown: plan.changes.length, count: plan.count });
  return (
    <Page
      title={file.name}
      crumbs={[useWorkloadCrumb(year), { label: words("title"), to: timeFilesAddress(year) }]}
      message={useFileMessage(file)}
    >
      {plan && (
        <>
          <Facts
            facts={[
              { label: words("counts.changes"), value: format.count(plan.count) },
              { label: words("counts.before"), value: said(format, plan.before, "DAY") },
              { label: words("counts.after"), value: said(format, plan.after, "DAY") },
              { label: words("counts.same"), value: format.count(plan.same) },
              { label: words("counts.faults"), value: format.count(plan.faults) },
            ]}
          />
          <ApplyFile address={address} digest={plan.digest} count={plan.count} commandKey={keys.apply} />
        </>
      )}
      <RefusedRows address={address} count={refused.count} rows={refused.rows} />
      {plan && title !== null && plan.count > 0 && (
        <Section title={title}>
          <DataTable caption={title} hideCaption main columns={columns} rows={plan.changes} rowKey={({ row }) => String(row)} />
        </Section>
      )}
      <UndoFile address={address} state={file.state} message={words("undoMessage")} commandKey={keys.undo} />
    </Page>
  );
}

function useColumns(labels: Readonly<Record<string, string>>): Column<TimeChange>[] {
  const words = useTranslations("workload");
  const files = useTranslations("workforce.files");
  const format = useFormat();
  const days = (key: "before" | "days"): Column<TimeChange> => ({
    ...{ key, head: words(`timeFiles.${key}`), unit: format.unit("DAY"), align: "end" },
    cell: (own) => <Amount quantity={own[key]} resource="DAY" />,
  });
  return [
    { key: "row", head: files("row"), align: "end", cell: ({ row }) => format.count(row) },
    { key: "item", head: words("columns.item"), cell: ({ code, label }) => `${code} · ${label}` },
    { key: "team", head: words("columns.team"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "profile", head: words("columns.profile"), cell: ({ profile }) => labels[profile] ?? profile },
    { key: "month", head: words("columns.month"), cell: ({ month }) => format.month(month, "longWithYear") },
    days("before"),
    days("days"),
  ];
}
