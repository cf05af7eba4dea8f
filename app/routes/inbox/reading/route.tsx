import { redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { readNotices } from "#app/commands/read-notices.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";

/** Marks as read everything up to the latest notice that the page showed. */
export const action = guard.action({ capability: "signed-in" }, async ({ context, form, refused, redirect: lead }) => {
  const upTo = String(form.get("upTo") ?? "");
  if (!/^\d{1,18}$/.test(upTo)) return refused({ kind: "unreadable-form" });
  const read = await readNotices(context, { upTo: BigInt(upTo) });
  return read.ok ? lead("/inbox", "inbox.allRead") : refused(read.refusal);
});

export const loader = guard.loader({ capability: "signed-in" }, async () => redirect("/inbox"));

export default function ReadingPage() {
  const answer = useActionData<typeof action>();
  return answer && "refusal" in answer ? <Notice kind="refusal">{answer.refusal.message}</Notice> : null;
}
