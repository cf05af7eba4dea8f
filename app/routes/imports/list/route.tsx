import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { keepExtract } from "#app/commands/keep-extract.ts";
import { recordUnsafeFile } from "#app/commands/record-unsafe-file.ts";
import { extractKinds, isExtractKind } from "#app/domain/chorus/kind.ts";
import { guard } from "#app/http/guard.ts";
import { largestFileBytes, mostRows, readSheetFile } from "#app/http/sheet-file/read.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { chorusImports, knownSites } from "#db/queries/chorus/import.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { useExecutionCrumb } from "../../execution/execution-crumb.ts";
import styles from "../../units/units.module.css";
import { centresAddress, extractAddress, extractsAddress, itemsAddress, reconciliationAddress, sampleAddress } from "../addresses.ts";
import { ExtractTable } from "./extract-table.tsx";

const mostShown = 100;

export const loader = guard.loader({ capability: "execution.import", whole: true }, async ({ db, year, today, url, newKey }) => {
  const days = await exercise(db, year);
  const last = days?.lastDay ?? today;
  const kind = url.searchParams.get("kind") ?? "";
  return {
    year,
    kind: isExtractKind(kind) ? kind : "commitments",
    asOf: today < last ? today : last,
    sites: await knownSites(db),
    imports: (await chorusImports(db, year, mostShown)).map(({ report: _report, choices: _choices, ...shown }) => shown),
    limits: { megabytes: largestFileBytes / 1_048_576, rows: mostRows },
    keys: { keep: newKey() },
  };
});

/** Reads the file, keeps it, and leads to its page. What is more than figures is written down and refused. */
export const action = guard.action(
  { capability: "execution.import", whole: true, formLimitBytes: 2 * largestFileBytes },
  async ({ form, context, year, refused, redirect, newKey }) => {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const [kind, file] = [text("kind"), form.get("file")];
    if (!(file instanceof File) || file.size === 0) return refused({ kind: "wrong-form", fields: { file: "file" } });
    if (!isExtractKind(kind)) return refused({ kind: "wrong-form", fields: { kind: "kind" } });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = await readSheetFile({ name: file.name, bytes });
    if (!read.ok) {
      const { refusal } = read;
      if (refusal.kind === "sheet-file-unsafe")
        await recordUnsafeFile(
          { ...context, key: newKey() },
          { name: file.name, content: bytes, reason: refusal.reason, capability: "execution.import" },
        );
      return refused(refusal);
    }
    const given = { kind, site: text("site"), fiscalYear: year, asOf: text("asOf"), name: file.name, content: bytes, book: read.value };
    const kept = await keepExtract(context, given);
    return kept.ok ? redirect(extractAddress(year, kept.value.importId)) : refused(kept.refusal);
  },
);

export default function ExtractsPage() {
  const { year, kind, asOf, sites, imports, limits, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("extracts");
  const format = useFormat();
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const missing = refusal?.kind === "wrong-form";
  return (
    <Page
      title={words("title")}
      crumbs={[useExecutionCrumb(year)]}
      message={words("sentence")}
      actions={
        <>
          <Link to={reconciliationAddress(year)} className={buttonClass()}>
            {words("reconciliation.title")}
          </Link>
          <Link to={centresAddress(year)} className={buttonClass()}>
            {words("centres.title")}
          </Link>
          <Link to={itemsAddress(year)} className={buttonClass()}>
            {words("items.title")}
          </Link>
        </>
      }
    >
      {refusal && !missing && <Notice kind="refusal">{refusal.message}</Notice>}
      <Section title={words("give.title")}>
        <Form method="post" encType="multipart/form-data" action={extractsAddress(year)} className={styles.form}>
          <Fields errors={missing ? { file: words("give.noFile") } : {}}>
            <ErrorSummary />
            <CommandKey value={keys.keep} />
            <div className={styles.columns}>
              <SelectField
                name="kind"
                label={words("kind")}
                required
                defaultValue={kind}
                options={extractKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
              />
              <DateField name="asOf" label={words("asOf")} hint={words("asOfHint")} defaultValue={asOf} required />
              <TextField name="site" label={words("site")} hint={words("siteHint", { count: sites.length, sites: sites.join(", ") })} />
            </div>
            <Field
              field={{
                name: "file",
                label: words("give.file"),
                hint: words("give.limits", { size: format.count(limits.megabytes), rows: format.count(limits.rows) }),
                required: true,
              }}
            >
              {({ required: _, defaultValue: _value, ...control }) => <input {...control} type="file" accept=".xlsx,.csv,.txt,.tsv" />}
            </Field>
            <ButtonRow>
              <SubmitButton>{words("give.submit")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      </Section>
      <Section title={words("samples.title")}>
        <p className={styles.note}>{words("samples.sentence")}</p>
        <ul className={styles.list}>
          {extractKinds.map((own) => (
            <li key={own}>
              {words(`kinds.${own}`)}{" "}
              <a
                href={`${sampleAddress(year, own)}?format=csv`}
                aria-label={words("samples.csv", { kind: words(`kinds.${own}`) })}
                download
              >
                CSV
              </a>{" "}
              <a
                href={`${sampleAddress(year, own)}?format=xlsx`}
                aria-label={words("samples.xlsx", { kind: words(`kinds.${own}`) })}
                download
              >
                XLSX
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words("history.title")}>
        <ExtractTable year={year} imports={imports} />
      </Section>
    </Page>
  );
}
