import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../forecast.module.css";
import { measures } from "../unit/sheet/view.ts";
import type { loadPreview } from "./load-preview.ts";

type Shown = NonNullable<Awaited<ReturnType<typeof loadPreview>>>;
const mostNamed = 8;

interface ImportDiffProps {
  readonly year: number;
  readonly unit: string;
  readonly shown: Shown;
  readonly commandKey: string;
  readonly linesKey: string;
}

/** How the file is read, what it changes and what it does not. */
export function ImportDiff({ year, unit, shown, commandKey, linesKey }: ImportDiffProps) {
  const words = useTranslations("sheetImport.page");
  const resources = useTranslations("resources");
  const format = useFormat();
  const { file, counts, questions, count, changes, changeCount, faults, faultCount } = shown;
  const text = (key: "at" | "before" | "after" | "gap" | "note"): Column<Shown["changes"][number]> => {
    return { key, head: words(key), ...(key !== "at" && key !== "note" && { align: "end" as const }), cell: (row) => row[key] };
  };
  const period = ({ measure, targetYear, month }: Shown["changes"][number]) =>
    `${resources(`short.${measure}`)} ${month ? format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short") : targetYear}`;
  const faultsFile = `/${year}/forecast/${unit}/import/file${shown.search}&format=csv`;
  return (
    <>
      <Section title={words("mapping")}>
        <p>{words("read", { name: file.name === "—" ? words("pasted") : file.name, at: format.instant(file.at), by: file.by })}</p>
        <Source source={shown.source} />
        <Answers shown={shown} />
      </Section>
      {shown.missing.length > 0 && file.appliedAt === undefined && (
        <MissingLines to={`/${year}/forecast/${unit}/import/${shown.id}/lines${shown.search}`} shown={shown} commandKey={linesKey} />
      )}
      <Section
        title={words("diff")}
        actions={
          changeCount > 0 && (
            <a href={`/${year}/forecast/${unit}/import/file${shown.search}&of=changes&format=csv`} download>
              {words("changesFile")}
            </a>
          )
        }
      >
        {Object.values(counts).some((own) => own > 0) && <p>{words("counts", counts)}</p>}
        {file.appliedAt !== undefined && (
          <Notice kind="information">{words("applied", { by: file.appliedBy ?? "", at: format.instant(file.appliedAt) })}</Notice>
        )}
        {shown.before && (
          <Notice kind="warning">{words("appliedBefore", { by: shown.before.by, at: format.instant(shown.before.at) })}</Notice>
        )}
        {questions > 0 && <Notice kind="warning">{words("questions", { count: questions })}</Notice>}
        {file.appliedAt === undefined && questions === 0 && count > 0 && (
          <Form method="post" action={`/${year}/forecast/${unit}/import/${shown.id}/application${shown.search}`}>
            <CommandKey value={commandKey} />
            <input type="hidden" name="digest" value={shown.digest} />
            <SubmitButton>{words("apply", { count })}</SubmitButton>
          </Form>
        )}
        <FirstOnes shown={changes.length} count={changeCount} />
        <DataTable
          caption={words("diff")}
          hideCaption
          main
          rows={changes}
          rowKey={({ key }) => key}
          columns={[
            { key: "line", head: words("line"), cell: ({ line }) => line },
            { key: "period", head: words("period"), cell: period },
            ...(["at", "before", "after", "gap", "note"] as const).map(text),
          ]}
          empty={<p>{words("none")}</p>}
        />
      </Section>
      {faultCount > 0 && (
        <Section
          title={words("faults", { count: faultCount })}
          actions={
            <a href={faultsFile} download>
              {words("faultsFile")}
            </a>
          }
        >
          <FirstOnes shown={faults.length} count={faultCount} />
          <DataTable
            caption={words("faults", { count: faultCount })}
            hideCaption
            rows={faults}
            rowKey={({ key }) => key}
            columns={[
              { key: "at", head: words("at"), cell: ({ at }) => at },
              { key: "text", head: words("text"), cell: (row) => row.text },
              { key: "reason", head: words("fault"), cell: ({ reason }) => reason },
            ]}
          />
        </Section>
      )}
    </>
  );
}

/** How a text was understood: whoever sees it wrong knows why the figures below are. */
function Source({ source }: { readonly source: Shown["source"] }) {
  const words = useTranslations("sheetImport.page");
  if (!source) return null;
  const { kind, charset, separator, mojibake } = source;
  return (
    <>
      <p>{kind === "paste" ? words("readAsPaste", { separator }) : words("readAsText", { charset, separator })}</p>
      {mojibake && <Notice kind="warning">{words("mojibake")}</Notice>}
    </>
  );
}

/** What the file asks for and the sheet does not have, made at once as a request: the same file then fills it. */
function MissingLines({ to, shown, commandKey }: { readonly to: string; readonly shown: Shown; readonly commandKey: string }) {
  const words = useTranslations("sheetImport.missing");
  const { missing, file } = shown;
  const rest = missing.length - mostNamed;
  return (
    <Section title={words("title", { count: missing.length })}>
      <ul>
        {missing.slice(0, mostNamed).map(({ nature, activity, label }) => (
          <li key={`${nature} ${activity} ${label}`}>{[nature, activity, label].filter((own) => own !== "").join(" · ")}</li>
        ))}
        {rest > 0 && <li>{words("rest", { count: rest })}</li>}
      </ul>
      <Form method="post" action={to} className={styles.form}>
        <CommandKey value={commandKey} />
        <TextField name="title" label={words("request")} hint={words("hint")} defaultValue={words("named", { file: file.name })} required />
        <ButtonRow>
          <SubmitButton>{words("create", { count: missing.length })}</SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** Says that a table stops before its end. */
function FirstOnes({ shown, count }: { readonly shown: number; readonly count: number }) {
  const words = useTranslations("sheetImport.page");
  return shown < count ? <p>{words("more", { shown, count })}</p> : null;
}

/** The answers are an address: a colleague sees the same preview. */
function Answers({ shown: { id, campaign, asked, conflicts } }: { readonly shown: Shown }) {
  const format = useFormat();
  const words = useTranslations("sheetImport.page");
  const resources = useTranslations("resources");
  const answer = (name: string, label: string, now: unknown, options: readonly { value: string; label: string }[]) =>
    now !== undefined &&
    now !== 0 && (
      <SelectField
        name={name}
        label={label}
        none={words("toChoose")}
        defaultValue={options.find(({ value }) => value === now)?.value}
        options={options}
      />
    );
  const roleWord = (role: string) =>
    role === "ignored"
      ? words("ignored")
      : /^\d/.test(role)
        ? role.length === 4
          ? role
          : format.month(role, "longWithYear")
        : words(`role.${role as "nature"}`);
  return (
    <Form method="get" className={styles.answers}>
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="import" value={id} />
      {asked.sheets.length > 1 && (
        <SelectField
          name="sheet"
          label={words("sheet")}
          defaultValue={asked.sheet === undefined ? undefined : String(asked.sheet)}
          options={asked.sheets}
        />
      )}
      {asked.columns.length > 0 && (
        <SelectField
          name="measure"
          label={words("measure")}
          none={words("toChoose")}
          defaultValue={asked.measure}
          options={measures.map((value) => ({ value, label: resources(`short.${value}`) }))}
        />
      )}
      {answer("decimal", words("decimal"), asked.decimal, [
        { value: ",", label: words("comma") },
        { value: ".", label: words("point") },
      ])}
      {answer("scaled", words("scaled"), asked.scaled, [
        { value: "yes", label: words("scaledYes") },
        { value: "no", label: words("scaledNo") },
      ])}
      {answer("hidden", words("hidden", { count: Number(asked.hidden) || 0 }), asked.hidden, [
        { value: "skipped", label: words("skipped") },
        { value: "taken", label: words("taken") },
      ])}
      {answer("codes", words("codes", { count: Number(asked.codes) || 0 }), asked.codes, [
        { value: "repaired", label: words("repaired") },
        { value: "refused", label: words("refused") },
      ])}
      {asked.conflicts > 0 &&
        answer("conflicts", words("conflicts", { count: asked.conflicts }), conflicts, [
          { value: "theirs", label: words("theirs") },
          { value: "mine", label: words("mine") },
        ])}
      {asked.columns.map(({ letters, name, role }) => (
        <SelectField
          key={name}
          name={name}
          label={words("column", { letters })}
          defaultValue={role}
          options={asked.roles.map((value) => ({ value, label: roleWord(value) }))}
          required
        />
      ))}
      <ButtonRow>
        <SubmitButton look="plain">{words("again")}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
