import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { keepSheetImport } from "#app/commands/keep-sheet-import.ts";
import { recordUnsafeFile } from "#app/commands/record-unsafe-file.ts";
import { guard } from "#app/http/guard.ts";
import { largestFileBytes, readSheetFile } from "#app/http/sheet-file/read.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import styles from "../forecast.module.css";
import { ImportDiff } from "./import-diff.tsx";
import { loadPreview } from "./load-preview.ts";

const formLimitBytes = 2 * largestFileBytes;

export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { db, year, params, url, newKey } = scene;
  const shown = await loadPreview(scene);
  const unit = params["unit"] ?? "";
  const campaign = shown?.campaign ?? url.searchParams.get("campaign") ?? "";
  const label = (await unitLabel(db, unit, `${year}-01-01`)) ?? unit;
  return { year, unit, label, campaign, keys: { keep: newKey(), apply: newKey(), lines: newKey() }, shown };
});

/** Reads the file and keeps it until it is applied. */
export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params["unit"], formLimitBytes }, async (scene) => {
  const { form, params, year, context, refused, redirect } = scene;
  const unit = params["unit"] ?? "";
  const [file, pasted] = [form.get("file"), String(form.get("pasted") ?? "")];
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const name = file instanceof File && bytes.length > 0 ? file.name : "—";
  const read = await readSheetFile(bytes.length > 0 ? { name, bytes } : { name, pasted });
  if (!read.ok) {
    const { refusal } = read;
    // Under a key of its own: the form's is for the file that is kept.
    if (refusal.kind === "sheet-file-unsafe")
      await recordUnsafeFile({ ...context, key: scene.newKey() }, { unit, name, content: bytes, reason: refusal.reason });
    return refused(refusal);
  }
  const campaign = await scene.read((db) => shownCampaign(db, year, String(form.get("campaign") ?? "")));
  if (!campaign) return refused({ kind: "not-found", what: "campaign", id: String(year) });
  const content = bytes.length > 0 ? bytes : Buffer.from(pasted);
  const kept = await keepSheetImport(context, { campaignId: campaign.id, unit, name, content, book: read.value });
  if (!kept.ok) return refused(kept.refusal);
  return redirect(`/${year}/forecast/${unit}/import?campaign=${campaign.id}&import=${kept.value.importId}`);
});

export default function SheetImportPage() {
  const { year, unit, label, campaign, keys, shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sheetImport");
  const forecast = useTranslations("forecast");
  const to = `/${year}/forecast`;
  return (
    <Page
      title={words("page.title")}
      message={words("page.sentence")}
      crumbs={[
        { label: forecast("title"), to },
        { label, to: `${to}/${unit}${campaign === "" ? "" : `?campaign=${campaign}`}` },
      ]}
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <Section title={words("page.source")}>
        <Form method="post" encType="multipart/form-data" action={`${to}/${unit}/import`} className={styles.form}>
          <CommandKey value={keys.keep} />
          <input type="hidden" name="campaign" value={campaign} />
          <Field field={{ name: "file", label: words("page.file") }}>
            {({ required: _, defaultValue: _value, ...control }) => <input {...control} type="file" accept=".xlsx,.csv,.txt,.tsv" />}
          </Field>
          <TextAreaField name="pasted" label={words("page.paste")} />
          <ButtonRow>
            <SubmitButton look={shown ? "plain" : "primary"}>{words("page.send")}</SubmitButton>
          </ButtonRow>
        </Form>
      </Section>
      {shown && <ImportDiff year={year} unit={unit} shown={shown} commandKey={keys.apply} linesKey={keys.lines} />}
    </Page>
  );
}
