import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { postWorkload } from "#app/commands/post-workload.ts";
import { isMonth, yearOf } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { unitsInScope } from "../../units/scope.ts";
import { loadPosted } from "../../workforce/months/load-posted.ts";
import { PostedMonths } from "../../workforce/months/posted-months.tsx";
import { workMonthsAddress } from "../addresses.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";
import { timeToldOf } from "./time-told.ts";

/** The days that were spent in a month beside what the budget book holds of them, unit by unit (decision 0183). */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const units = await unitsInScope(scene, "planning.read");
  return { page: await loadPosted(scene, "workload", units, await timeToldOf(scene, units)) };
});

export const action = guard.action({ capability: "execution.request" }, async ({ form, year, context, refused, redirect }) => {
  const month = String(form.get("month") ?? "");
  if (!isMonth(month) || yearOf(month) !== year) return refused({ kind: "unreadable-month", text: month });
  const done = await postWorkload(context, { month });
  if (!done.ok) return refused(done.refusal);
  return redirect(workMonthsAddress(year, { month }), "workload.months.posted", { count: done.value.factIds.length });
});

export default function WorkMonthsPage() {
  const { page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("workload.months");
  const format = useFormat();
  const { year, unit, month, missing, apart } = page;
  return (
    <Page
      title={words("title", { year: String(year) })}
      crumbs={[useWorkloadCrumb(year)]}
      message={words("message", { month: format.month(month, "longWithYear"), missing, apart })}
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <PostedMonths
        page={page}
        resource="DAY"
        file={`${workMonthsAddress(year)}/file`}
        texts={{
          ...{ said: words("said"), none: words("none") },
          ...{ post: words("post", { count: missing }), apart: words("apart", { count: apart }) },
        }}
        addressOf={(own) => workMonthsAddress(year, { unit, month: own })}
      />
    </Page>
  );
}
