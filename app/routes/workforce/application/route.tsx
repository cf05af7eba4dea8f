import { useActionData } from "@remix-run/react";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { applyFile } from "#app/commands/workforce-file.ts";
import { guard } from "#app/http/guard.ts";
import { staffFileAddress } from "../addresses.ts";
import { StaffFileRefusedPage } from "../files/staff-file-refused-page.tsx";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "workforce.edit" }, async () => null);

/** Applies the file whose preview was seen. */
export const action = guard.action({ capability: "workforce.edit" }, async ({ form, year, params, context, refused, redirect }) => {
  const fileId = params["file"] ?? "";
  const done = await applyFile(filesOfPeople, context, { fileId, digest: String(form.get("digest") ?? "") });
  return done.ok
    ? redirect(staffFileAddress(year, fileId), "workforce.files.applied", { count: done.value.changed })
    : refused(done.refusal);
});

export default function ApplicationPage() {
  const answer = useActionData<typeof action>();
  return <StaffFileRefusedPage message={answer && "refusal" in answer ? answer.refusal.message : undefined} />;
}
