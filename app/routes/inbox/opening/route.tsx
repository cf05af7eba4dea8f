import { redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { openNotice } from "#app/commands/read-notices.ts";
import { guard } from "#app/http/guard.ts";
import { localPath } from "#app/http/local-path.ts";
import { Notice } from "#app/ui/notice.tsx";

/** Marks a notice as read and leads where it leads. */
export const action = guard.action({ capability: "signed-in" }, async ({ context, params, refused, redirect: lead, notFound }) => {
  const id = params["notice"] ?? "";
  if (!/^\d{1,18}$/.test(id)) throw notFound("notice", id);
  const opened = await openNotice(context, { noticeId: BigInt(id) });
  return opened.ok ? lead(localPath(opened.value.address, "/inbox")) : refused(opened.refusal);
});

export const loader = guard.loader({ capability: "signed-in" }, async () => redirect("/inbox"));

export default function OpeningPage() {
  const answer = useActionData<typeof action>();
  return answer && "refusal" in answer ? <Notice kind="refusal">{answer.refusal.message}</Notice> : null;
}
