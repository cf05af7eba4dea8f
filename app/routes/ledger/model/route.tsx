import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { manualJournals } from "#app/domain/ledger/manual-entry.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { journalsAmong } from "#db/queries/ledger/choices.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { ledgerCrumbs, modelsAddress, newEntryAddress, newModelAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import { keepModel } from "../model-form/keep-model.ts";
import { ModelForm } from "../model-form/model-form.tsx";
import { entryChoices } from "../new-entry/read-entry.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, today, params, year, newKey, notFound } = scene;
  const id = params["model"] ?? "";
  const model = isUuid(id) ? await entryModelById(db, id) : undefined;
  if (!model) throw notFound("model", id);
  const choices = await entryChoices(db, access, today);
  return { year, model, commandKey: newKey(), journals: await journalsAmong(db, year, manualJournals), choices };
});

export const action = guard.action({ capability: "ledger.post", whole: true }, keepModel);

export default function ModelPage() {
  const { year, model, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  return (
    <Page
      title={model.name}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: modelsAddress(year) })}
      message={words("formSentence")}
      marks={model.archivedAt && <StatePill kind="locked">{words("archived")}</StatePill>}
      actions={
        <>
          <Link to={`${newEntryAddress(year)}?model=${model.id}`} className={buttonClass("primary")}>
            {words("use")}
          </Link>
          <Link to={`${newModelAddress(year)}?model=${model.id}`} className={buttonClass()}>
            {words("duplicate")}
          </Link>
        </>
      }
    >
      <ModelForm
        key={form.commandKey}
        {...form}
        name={model.name}
        model={model}
        modelId={model.id}
        version={model.version}
        answer={answer}
      />
    </Page>
  );
}
