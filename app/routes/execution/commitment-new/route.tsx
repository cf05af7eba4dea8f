import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { amountField, codeField, dayField, optionalAmountField, optionalCodeField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { parties } from "#db/queries/execution.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { activitiesOn, naturesOn } from "#db/queries/forecast/codes.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { commitmentAddress, commitmentsAddress, executionAddress } from "../../units/addresses.ts";
import { withRoom } from "../room.ts";
import { CommitmentForm } from "./form.tsx";

const schema = z.object({
  on: dayField(),
  label: textField({ maximum: 200 }),
  party: codeField(),
  unit: codeField(),
  beneficiaryUnit: optionalCodeField(),
  nature: codeField(),
  activity: codeField(),
  amount: amountField("AE", { sign: "positive" }),
  schedule: z.array(optionalAmountField("CP", { sign: "notNegative" })).length(3),
});

export const loader = guard.loader({ capability: "execution.commit" }, async (scene) => {
  const { db, year, url, access, today, newKey, notFound } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const on = today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today;
  const units = await visibleUnits(db, access, "execution.commit", today);
  const credits = await creditsByUnit(
    db,
    year,
    units.map(({ code }) => code),
  );
  const choice = ({ code, label }: { code: string; label: string }) => ({ value: code, label: `${code} — ${label}` });
  const natures = (await naturesOn(db, on)).filter(({ spendingClass }) => spendingClass === "nonPersonnel");
  return {
    ...{ year, on, commandKey: newKey(), unit: url.searchParams.get("for") },
    units: units.map(({ code, label }) => {
      const own = credits.filter(({ unit, spendingClass }) => unit === code && spendingClass === "nonPersonnel");
      return { value: code, label, available: heldBy(own, [code], "AE").available };
    }),
    natures: natures.map(choice),
    activities: (await activitiesOn(db, on)).map(choice),
    parties: (await parties(db)).map(({ code, label }) => ({ value: code, label })),
  };
});

export const action = guard.action({ capability: "execution.commit" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { on, label, party, amount, schedule, beneficiaryUnit, ...place } = read.value;
  const years = schedule.flatMap((part, index) => (part ? [{ year: scene.year + index, amount: part }] : []));
  const spread = years.length === 0 ? [{ year: scene.year, amount }] : years;
  const line = { ...place, ...(beneficiaryUnit ? { beneficiaryUnit } : {}), amount, schedule: spread };
  const done = await commitExpenses(scene.context, { commitments: [{ on, label, party, lines: [line] }] });
  if (!done.ok) return scene.refused(await withRoom(scene, done.refusal), read.submission);
  const [commitment] = done.value;
  return scene.redirect(commitmentAddress(scene.year, commitment?.commitmentId ?? ""), "execution.committedFlash", {
    number: commitment?.number ?? "",
  });
});

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
