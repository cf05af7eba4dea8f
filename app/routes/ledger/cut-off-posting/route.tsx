import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { postCutOff } from "#app/commands/post-cut-off.ts";
import { sum } from "#app/domain/quantity.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { decidedItems } from "#db/queries/ledger/cut-off.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { cutOffAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";
import { DecidedTable } from "../cut-off/decided-table.tsx";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, year, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const items = (await decidedItems(db, year)).filter(({ state }) => state === "accepted");
  return { year, lastDay: exercise.lastDay, items, commandKey: newKey() };
});

const schema = z.object({});

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await postCutOff(context, { fiscalYear: year });
    return done.ok
      ? redirect(cutOffAddress(year), "cutOff.done.posted", { count: done.value.entries })
      : refused(done.refusal, read.submission);
  },
);

export default function CutOffPostingPage() {
  const { year, lastDay, items, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("cutOff");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const total = sum(items.map(({ amount }) => amount));
  return (
    <Page
      title={words("post", { count: items.length })}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: cutOffAddress(year) })}
      message={words("postSentence", {
        amount: total === 0n ? `0 ${format.unit("EUR")}` : format.amountWithUnit(total, "EUR"),
        count: items.length,
        day: format.day(lastDay),
      })}
    >
      <DecidedTable year={year} items={items} mayDecide={false} />
      <ActForm
        commandKey={commandKey}
        answer={answer}
        submit={words("post", { count: items.length })}
        consequence={words("consequence.post", { day: format.day(lastDay), year: String(year + 1) })}
      >
        {null}
      </ActForm>
    </Page>
  );
}
