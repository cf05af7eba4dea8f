import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { filesOf } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { largestFileBytes, mostRows } from "#app/http/sheet-file/read.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { staffFileAddress, staffSampleAddress } from "../addresses.ts";
import { FileHistory } from "../files/file-history.tsx";
import { takeFile } from "../files/take-file.ts";
import { UploadForm } from "../files/upload-form.tsx";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const mostShown = 50;

export const loader = guard.loader({ capability: "workforce.edit" }, async ({ db, year, person, access, today, newKey }) => ({
  ...{ year, commandKey: newKey() },
  files: await filesOf(db, filesOfPeople, { actor: { id: person.id, login: person.login, access }, today }, mostShown),
  limits: { megabytes: largestFileBytes / 1_048_576, rows: mostRows },
}));

/** Reads the file, keeps it, and leads to what it would change. */
export const action = guard.action({ capability: "workforce.edit", formLimitBytes: 2 * largestFileBytes }, async (scene) => {
  const kept = await takeFile(scene, filesOfPeople);
  return kept.ok ? scene.redirect(staffFileAddress(scene.year, kept.value.fileId)) : scene.refused(kept.refusal);
});

export default function StaffFilesPage() {
  const { year, commandKey, files, limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("workforce");
  return (
    <Page title={words("files.title")} crumbs={[useWorkforceCrumb(year)]} message={words("files.message")}>
      <UploadForm
        commandKey={commandKey}
        limits={limits}
        sample={staffSampleAddress(year)}
        refusal={answer && "refusal" in answer ? answer.refusal : undefined}
      />
      <FileHistory files={files} addressOf={(id) => staffFileAddress(year, id)} />
    </Page>
  );
}
