import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { fileOf, previewFile } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { staffFileAddress, staffFilesAddress } from "../addresses.ts";
import { ApplyFile, RefusedRows, UndoFile } from "../files/file-steps.tsx";
import { mostShown, noneRefused, refusedRows } from "../files/refused-rows.ts";
import { useFileMessage } from "../files/use-file-message.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { ChangeTable } from "./change-table.tsx";

/** What a file would change, row by row, before anything is written; what became of it, once it was applied, and the rows that were left out. */
export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  const { db, year, params, access, person, today, locale, newKey, notFound, services, organisation } = scene;
  const id = params["file"] ?? "";
  const reader = { actor: { id: person.id, login: person.login, access }, today };
  const file = await fileOf(db, filesOfPeople, reader, id);
  if (!file) throw notFound("staffFile", id);
  const { changes: _changes, ...shown } = file;
  const page = { year, file: shown, keys: { apply: newKey(), undo: newKey() } };
  const seen = file.state === "undone" ? undefined : await previewFile(filesOfPeople, db, reader, id);
  if (!seen?.ok) return { ...page, plan: null, refused: noneRefused };
  const { changes, faults, renamed, same, unsaid, digest } = seen.value;
  const refused = refusedRows(faults, locale);
  if (file.state === "applied") return { ...page, plan: null, refused };
  await notePeopleRead(services.database, organisation, person, { kind: "staffFile", id, shown: Math.min(changes.length, mostShown) });
  const counts = {
    added: changes.filter(({ before }) => before === null).length,
    changed: changes.filter(({ before }) => before !== null).length,
  };
  return {
    ...{ ...page, refused },
    plan: {
      ...{ digest, same, ...counts, renamed: renamed.length, faults: faults.length, unsaid: unsaid.length },
      changes: changes.slice(0, mostShown),
      unsaidShown: unsaid.slice(0, mostShown).map(({ number, unit }) => `${number} (${unit})`),
    },
  };
});

export default function StaffFilePage() {
  const { year, file, keys, plan, refused } = useLoaderData<typeof loader>();
  const address = staffFileAddress(year, file.id);
  const words = useTranslations("workforce");
  const format = useFormat();
  const count = (key: "added" | "changed" | "renamed" | "same" | "faults" | "unsaid") => ({
    label: words(`files.counts.${key}`),
    value: format.count(plan?.[key] ?? 0),
  });
  return (
    <Page
      title={file.name}
      crumbs={[useWorkforceCrumb(year), { label: words("files.title"), to: staffFilesAddress(year) }]}
      message={useFileMessage(file)}
    >
      {plan && (
        <>
          <Facts facts={(["added", "changed", "renamed", "same", "faults", "unsaid"] as const).map(count)} />
          <ApplyFile address={address} digest={plan.digest} count={plan.added + plan.changed + plan.renamed} commandKey={keys.apply} />
        </>
      )}
      <RefusedRows address={address} count={refused.count} rows={refused.rows} />
      {plan && (
        <>
          {plan.changes.length > 0 && (
            <Section title={words("files.changes", { shown: plan.changes.length, count: plan.added + plan.changed })}>
              <ChangeTable
                caption={words("files.changes", { shown: plan.changes.length, count: plan.added + plan.changed })}
                changes={plan.changes}
              />
            </Section>
          )}
          {plan.unsaid > 0 && (
            <Section title={words("files.unsaid", { count: plan.unsaid })}>
              <p>{words("files.unsaidMessage")}</p>
              <p className={styles.note}>{plan.unsaidShown.join(", ")}</p>
            </Section>
          )}
        </>
      )}
      <UndoFile address={address} state={file.state} message={words("files.undoMessage")} commandKey={keys.undo} />
    </Page>
  );
}
