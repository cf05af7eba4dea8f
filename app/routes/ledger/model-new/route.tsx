import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { EntryModel } from "#app/domain/ledger/entry-model.ts";
import { isManualJournal, manualJournals } from "#app/domain/ledger/manual-entry.ts";
import { typedCents } from "#app/domain/ledger/typing/typed-entry.ts";
import { guard } from "#app/http/guard.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { journalsAmong } from "#db/queries/ledger/choices.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { ledgerCrumbs, modelsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import { keepModel } from "../model-form/keep-model.ts";
import { ModelForm } from "../model-form/model-form.tsx";
import { entryChoices } from "../new-entry/read-entry.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, today, year, newKey } = scene;
  return {
    ...(await startOf(scene)),
    year,
    commandKey: newKey(),
    modelId: newKey(),
    journals: await journalsAmong(db, year, manualJournals),
    choices: await entryChoices(db, access, today),
  };
});

export const action = guard.action({ capability: "ledger.post", whole: true }, keepModel);

/** A model from nothing, from an entry of the books, or from another model. */
export default function NewModelPage() {
  const { year, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  return (
    <Page
      title={words("new")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: modelsAddress(year) })}
      message={words("formSentence")}
    >
      <ModelForm {...form} version={0n} answer={answer} />
    </Page>
  );
}

const blank: EntryModel = { journal: "OD", label: "", parameters: [], lines: [] };

async function startOf({ db, url, notFound }: LoaderScene): Promise<{ name: string; model: EntryModel }> {
  const [entryId, modelId] = [url.searchParams.get("entry"), url.searchParams.get("model")];
  if (modelId !== null) {
    const model = isUuid(modelId) ? await entryModelById(db, modelId) : undefined;
    if (!model) throw notFound("model", modelId);
    const { journal, label, parameters, lines } = model;
    return { name: `${model.name} (2)`, model: { journal, label, parameters, lines } };
  }
  if (entryId === null) return { name: "", model: blank };
  const entry = /^\d{1,18}$/.test(entryId) ? await entryById(db, BigInt(entryId)) : undefined;
  if (entry?.book !== "general") throw notFound("entry", entryId);
  const lines = entry.lines.map(({ account, party, unit, label, debit, credit }) => ({
    ...{ account, party, unit, label: label === entry.label ? null : label },
    ...{ side: debit > 0n ? ("debit" as const) : ("credit" as const), amount: typedCents(debit > 0n ? debit : credit) },
  }));
  return {
    name: entry.label,
    model: { ...blank, journal: isManualJournal(entry.journal) ? entry.journal : "OD", label: entry.label, lines },
  };
}
