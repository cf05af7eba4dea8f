import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { filesOfTime } from "#app/commands/time-file.ts";
import { filesOf } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { largestFileBytes, mostRows } from "#app/http/sheet-file/read.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { FileHistory } from "../../workforce/files/file-history.tsx";
import { takeFile } from "../../workforce/files/take-file.ts";
import { UploadForm } from "../../workforce/files/upload-form.tsx";
import { timeFileAddress, timeSampleAddress } from "../addresses.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

const mostShown = 50;

export const loader = guard.loader({ capability: "workload.time" }, async ({ db, year, person, access, today, newKey }) => ({
  ...{ year, commandKey: newKey() },
  files: await filesOf(db, filesOfTime, { actor: { id: person.id, login: person.login, access }, today }, mostShown),
  limits: { megabytes: largestFileBytes / 1_048_576, rows: mostRows },
}));

/** Reads the file, keeps it, and leads to what it would change. */
export const action = guard.action({ capability: "workload.time", formLimitBytes: 2 * largestFileBytes }, async (scene) => {
  const kept = await takeFile(scene, filesOfTime);
  return kept.ok ? scene.redirect(timeFileAddress(scene.year, kept.value.fileId)) : scene.refused(kept.refusal);
});

export default function TimeFilesPage() {
  const { year, commandKey, files, limits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("workload.timeFiles");
  return (
    <Page title={words("title")} crumbs={[useWorkloadCrumb(year)]} message={words("message")}>
      <UploadForm
        commandKey={commandKey}
        limits={limits}
        sample={timeSampleAddress(year)}
        refusal={answer && "refusal" in answer ? answer.refusal : undefined}
      />
      <FileHistory files={files} addressOf={(id) => timeFileAddress(year, id)} />
    </Page>
  );
}
