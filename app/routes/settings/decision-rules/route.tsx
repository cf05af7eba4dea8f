import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { setDecisionRules } from "#app/commands/set-decision-rules.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { formatDay } from "#app/ui/format/calendar.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { decisionTables, tableOn } from "#db/queries/arbitration/authority.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { peopleAtWork } from "#db/queries/people.ts";
import { rulesSchema, writtenRules } from "./read-rules.ts";
import { RuleForm } from "./rule-form.tsx";
import { RuleHistory } from "./rule-history.tsx";
import { RuleTable } from "./rule-table.tsx";

const spareRows = 2;
const mostRows = 60;

/** Whoever reads the arbitration sees who decides; whoever conducts campaigns for the whole programme says it, and these do not decide. */
export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, access, today, url, newKey }) => {
  const tables = await decisionTables(db);
  const current = tableOn(tables, today);
  const coming = tables.filter(({ validFrom }) => validFrom > today).toSorted((left, right) => (left.validFrom < right.validFrom ? -1 : 1));
  const maySet = await holdsWholeLedger(db, access, "campaign.manage", today);
  const drawn = Math.max(3, (tables[0]?.rules.length ?? 0) + spareRows);
  const asked = Number(url.searchParams.get("rows") ?? "0");
  return {
    ...{ today, tables, current: current ?? null, coming, maySet, key: newKey() },
    people: maySet ? await peopleAtWork(db, today) : [],
    rows: Math.min(mostRows, Number.isInteger(asked) ? Math.max(drawn, asked) : drawn),
  };
});

export const action = guard.action({ capability: "campaign.manage" }, async ({ form, locale, context, refused, redirect }) => {
  const fields = readForm(form, rulesSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { validFrom, reason } = fields.value;
  const set = await setDecisionRules(context, { rules: writtenRules(fields.value.rules), validFrom, reason });
  if (!set.ok) return refused(set.refusal, fields.submission);
  return redirect("/settings/decision-rules", "authority.rules.saved", { from: formatDay(validFrom) });
});

export default function DecisionRulesPage() {
  const { today, tables, current, coming, maySet, people, rows, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("authority");
  const format = useFormat();
  const rules = current?.rules ?? [];
  return (
    <Page
      title={words("rules.heading")}
      message={words("rules.message", { count: rules.length, from: current ? format.day(current.validFrom) : "" })}
      actions={
        <Link className={buttonClass()} to="/settings/delegations">
          {words("delegations.heading")}
        </Link>
      }
    >
      <p>{words("rules.note")}</p>
      {rules.length > 0 && <RuleTable rules={rules} caption={words("rules.current", { day: format.day(today) })} main />}
      {coming.map((table) => (
        <RuleTable key={String(table.id)} rules={table.rules} caption={words("rules.coming", { day: format.day(table.validFrom) })} />
      ))}
      {maySet && (
        <RuleForm key={String(tables[0]?.id)} rules={tables[0]?.rules ?? []} {...{ people, rows, from: today, commandKey: key, answer }} />
      )}
      <RuleHistory tables={tables} />
    </Page>
  );
}
