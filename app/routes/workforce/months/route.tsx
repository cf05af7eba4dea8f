import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { postStaffing } from "#app/commands/post-staffing.ts";
import { isMonth, yearOf } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { unitsInScope } from "../../units/scope.ts";
import { staffMonthsAddress } from "../addresses.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { loadPosted } from "./load-posted.ts";
import { PostedMonths } from "./posted-months.tsx";
import { staffToldOf } from "./staff-told.ts";

/** What contracts say of a month beside what the budget book holds of it, unit by unit: a gap is named, and closed by who records the month. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const units = await unitsInScope(scene, "planning.read");
  const { convention, toldOf } = await staffToldOf(scene, units);
  const page = await loadPosted(scene, "staffing", units, toldOf);
  return { page, convention };
});

export const action = guard.action({ capability: "execution.request" }, async ({ form, year, context, refused, redirect }) => {
  const month = String(form.get("month") ?? "");
  if (!isMonth(month) || yearOf(month) !== year) return refused({ kind: "unreadable-month", text: month });
  const done = await postStaffing(context, { month });
  if (!done.ok) return refused(done.refusal);
  return redirect(staffMonthsAddress(year, { month }), "workforce.months.posted", {
    count: done.value.factIds.length,
    over: done.value.overruns.length,
  });
});

export default function StaffMonthsPage() {
  const { page, convention } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("workforce");
  const format = useFormat();
  const { year, unit, month, missing, apart } = page;
  return (
    <Page
      title={words("months.title", { year: String(year) })}
      crumbs={[useWorkforceCrumb(year)]}
      message={words("months.message", { month: format.month(month, "longWithYear"), missing, apart, convention })}
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <PostedMonths
        page={page}
        resource="ETPT"
        file={`${staffMonthsAddress(year)}/file`}
        texts={{
          ...{ said: words("months.said"), none: words("nobody") },
          ...{ post: words("months.post", { count: missing }), apart: words("months.apart", { count: apart }) },
        }}
        addressOf={(own) => staffMonthsAddress(year, { unit, month: own })}
      />
    </Page>
  );
}
