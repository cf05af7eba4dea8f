import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { matchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { stillPlanned } from "#app/domain/execution/planned/expense.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { readForm } from "#app/http/form.ts";
import { type ActionScene, guard, type LoaderScene } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { openParties } from "#db/queries/execution.ts";
import { runningContracts } from "#db/queries/execution-contract.ts";
import { operationsHeld } from "#db/queries/execution-operation.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { activitiesOn, naturesOn } from "#db/queries/forecast/codes.ts";
import { type PlannedRow, plannedExpenses } from "#db/queries/planned/expense.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { commitmentAddress, commitmentsAddress, executionAddress } from "../../units/addresses.ts";
import { refusedForCredit } from "../room.ts";
import { CommitmentForm, type CommitmentStart } from "./form.tsx";
import { countLines, mostLines, scheduledYears } from "./lines.ts";
import { commitmentIn, commitmentSchema } from "./read-commitment.ts";

export const loader = guard.loader({ capability: "execution.commit" }, async (scene) => {
  const { db, year, access, today, newKey, notFound, mayDo } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const on = today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today;
  const units = await visibleUnits(db, access, "execution.commit", today);
  const codes = units.map(({ code }) => code);
  const credits = await creditsByUnit(db, year, codes);
  const choice = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  const natures = (await naturesOn(db, on)).filter(({ spendingClass }) => spendingClass === "nonPersonnel");
  return {
    ...{ year, on, commandKey: newKey(), mayExceed: mayDo("execution.exceed"), start: await startOf(scene, codes) },
    units: units.map(({ code, label }) => {
      const own = credits.filter(({ unit, spendingClass }) => unit === code && spendingClass === "nonPersonnel");
      return { value: code, label, available: heldBy(own, [code], "AE").available };
    }),
    natures: natures.map(choice),
    activities: (await activitiesOn(db, on)).map(choice),
    parties: (await openParties(db)).map(({ code, label }) => ({ value: code, label })),
    contracts: (await runningContracts(db, [...codes], on)).map(choice),
    operations: (await operationsHeld(db, year, { units: codes })).filter(({ left }) => left > 0n).map(choice),
  };
});

/** From `?planned=` a planned expense that waits for its commitment; from `?for=` a unit; else nothing. */
async function startOf({ db, year, url, mayDo }: LoaderScene, units: readonly string[]): Promise<CommitmentStart> {
  const id = url.searchParams.get("planned");
  const [planned] = id === null ? [] : await plannedExpenses(db, { year, units, id });
  if (planned && mayDo("execution.plan", planned.unit) && stillPlanned(planned) > 0n) return startFrom(planned, year);
  return { planned: "", label: "", unit: url.searchParams.get("for") ?? "", nature: "", activity: "", amount: "", schedule: [] };
}

function startFrom(planned: PlannedRow, year: number): CommitmentStart {
  const inYear = (offset: number) =>
    sum(planned.payments.filter(({ month }) => yearOf(month) === year + offset).map(({ amount }) => amount));
  const schedule = Array.from({ length: scheduledYears }, (_, offset) => inYear(offset)).map((part) =>
    part === 0n ? "" : formatDecimal(part, 2, ","),
  );
  return {
    ...{ planned: planned.id, label: planned.object, unit: planned.unit, nature: planned.nature ?? "", activity: planned.activity ?? "" },
    amount: formatDecimal(stillPlanned(planned), 2, ","),
    schedule: planned.matched === 0n ? schedule : [],
  };
}

export const action = guard.action({ capability: "execution.commit" }, async (scene) => {
  const { form, locale, year, context } = scene;
  const read = readForm(form, commitmentSchema, locale);
  const lines = countLines(form);
  const act = form.get("act");
  if (act === "more" || act === "fewer") {
    // The form again, with a line more or less: nothing is asked yet, and nothing is wrong.
    const { initialValue = null } = read.submission.reply();
    return data({ lastResult: { initialValue }, lines: act === "more" ? Math.min(lines + 1, mostLines) : Math.max(lines - 1, 1) });
  }
  if (!read.ok) return withLines(scene.refused(read.refusal, read.submission), lines);
  const { planned, overrideReason } = read.value;
  const commitment = commitmentIn(read.value, year);
  const override = overrideReason === "" ? undefined : { reason: overrideReason };
  const done = await commitExpenses(context, { commitments: [commitment], ...(override && { override }) });
  if (!done.ok) {
    const asked = commitment.lines.filter(({ operation }) => operation === undefined);
    return withLines(await refusedForCredit(scene, done.refusal, { submission: read.submission, asked, resource: "AE" }), lines);
  }
  const [made] = done.value;
  const { commitmentId = "", number = "" } = made ?? {};
  const matched = planned === undefined ? false : await matchPlanned(scene, planned, commitmentId);
  return scene.redirect(commitmentAddress(year, commitmentId), matched ? "acts.committedAndMatched" : "execution.committedFlash", {
    number,
  });
});

function withLines<Answer extends { readonly data: object }>(answer: Answer, lines: number) {
  return { ...answer, data: { ...answer.data, lines } };
}

/** What was planned has come: matched to the first line, as a person would; what stands in the way leaves it to be matched by hand. */
async function matchPlanned({ context, access, year, read }: ActionScene, id: string, commitmentId: string): Promise<boolean> {
  const units = [...unitsWhere(access, "execution.plan")];
  const [planned] = await read((db) => plannedExpenses(db, { year, units, id }));
  if (!planned) return false;
  const input = { year, unit: planned.unit, id, seenVersion: planned.version, commitmentId, line: 1, keepRest: true };
  return (await matchPlannedExpense({ ...context, key: randomUUID() }, input)).ok;
}

export default function NewCommitmentPage() {
  const choices = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  return (
    <Page
      title={words("newCommitment")}
      crumbs={[
        { label: words("heading", { year: String(choices.year) }), to: executionAddress(choices.year) },
        { label: words("commitments"), to: commitmentsAddress(choices.year) },
      ]}
      message={words("newCommitmentMessage")}
    >
      <CommitmentForm {...choices} answer={useActionData<typeof action>()} />
    </Page>
  );
}
