import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { dayForms, decimalSigns, fileCharsets, mojibakeChoices, separators } from "#app/domain/fec/dialect.ts";
import type { ReadingProposal } from "#app/domain/fec/proposal.ts";
import type { Survey } from "#app/domain/fec/survey.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "./import.module.css";
import { columnField, mappedColumns } from "./mapped-columns.ts";
import { MappingTable } from "./mapping-table.tsx";

interface ReadingFormsProps {
  readonly file: { readonly size: bigint; readonly sha256: string; readonly author: string; readonly at: Date };
  readonly survey: Survey;
  readonly proposal: ReadingProposal;
  readonly remembered: { readonly by: string; readonly at: Date } | null;
  readonly exercise: Exercise | null;
  readonly typed: Readonly<Record<string, string>> | undefined;
  /** Of a form that was refused: which field, and what is wrong with it. */
  readonly errors: Readonly<Record<string, string>>;
  readonly commandKey: string;
  readonly checked: boolean;
}

/** How the file is written: what was found, what is asked, and the two forms that answer it. */
export function ReadingForms(props: ReadingFormsProps) {
  const { file, survey, proposal, remembered, checked } = props;
  const words = useTranslations("ledgerImport");
  const format = useFormat();
  const { questions } = proposal;
  return (
    <Section title={words("reading.title")}>
      <div className={styles.form}>
        <p>
          {words("reading.found", {
            charset: words(`charset.${survey.charset}`),
            mark: survey.byteOrderMark ? "yes" : "no",
            lineEnd: words(`lineEnd.${{ "\r\n": "crlf", "\n": "lf", "\r": "cr" }[survey.lineEnd] as "crlf" | "lf" | "cr"}`),
            size: format.count(Number((file.size + 1_023n) / 1_024n)),
            author: file.author,
            at: format.instant(file.at.toISOString()),
          })}
        </p>
        {remembered && (
          <Notice kind="information">
            {words("reading.remembered", { by: remembered.by, at: format.instant(remembered.at.toISOString()) })}
          </Notice>
        )}
        {!checked && questions.length > 0 && (
          <Notice kind="warning" title={words("reading.asked", { count: questions.length })}>
            <ul className={styles.questions}>
              {questions.map((question) => (
                <li key={question}>{words(`question.${question}`)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {!checked && questions.length === 0 && <p>{words("reading.lawful")}</p>}
        <BytesForm {...props} />
        {/* Other letters are other names: the lists begin anew. */}
        <ChoicesForm key={`${proposal.signature} ${proposal.choices.charset} ${proposal.choices.mojibake}`} {...props} />
      </div>
    </Section>
  );
}

/** What changes the letters themselves: the page shows its first lines again, and nothing is kept. */
function BytesForm({ survey, proposal: { choices } }: ReadingFormsProps) {
  const words = useTranslations("ledgerImport");
  return (
    <Form method="get" className={styles.row}>
      <SelectField
        name="charset"
        label={words("reading.charset")}
        defaultValue={choices.charset}
        required
        options={fileCharsets.map((charset) => ({ value: charset, label: words(`charset.${charset}`) }))}
      />
      <SelectField
        name="separator"
        label={words("reading.separator")}
        defaultValue={choices.separator}
        required
        options={separators.map((mark) => ({ value: mark, label: words(`separator.${separatorNames[mark]}`) }))}
      />
      {survey.mojibake && (
        <SelectField
          name="mojibake"
          label={words("reading.mojibake")}
          defaultValue={choices.mojibake ?? undefined}
          required
          options={mojibakeChoices.map((choice) => ({ value: choice, label: words(`mojibake.${choice}`) }))}
        />
      )}
      <SubmitButton look="plain">{words("reading.again")}</SubmitButton>
    </Form>
  );
}

const separatorNames = { "\t": "tab", "|": "pipe", ";": "semicolon", ",": "comma" } as const;

function ChoicesForm({ survey, proposal, exercise, typed, errors, commandKey, checked }: ReadingFormsProps) {
  const words = useTranslations("ledgerImport");
  const { choices } = proposal;
  const spokenFault = (name: string, fault: string) => {
    const column = mappedColumns.find((candidate) => columnField(candidate) === name);
    return column ? words("wrong.column", { column: words(`columns.${column}`) }) : words(`wrong.${fault as "exercise"}`);
  };
  const spoken = Object.fromEntries(Object.entries(errors).map(([name, fault]) => [name, spokenFault(name, fault)]));
  const days = { firstDay: exercise?.firstDay ?? "", lastDay: exercise?.lastDay ?? "" };
  return (
    <Form method="post" className={styles.form}>
      <Fields values={typed ?? days} errors={spoken}>
        <ErrorSummary />
        <CommandKey value={commandKey} />
        <input type="hidden" name="charset" value={choices.charset} />
        <input type="hidden" name="separator" value={choices.separator} />
        {survey.mojibake && choices.mojibake !== null && <input type="hidden" name="mojibake" value={choices.mojibake} />}
        {survey.mojibake && choices.mojibake === null && (
          <SelectField
            id="mojibake-answer"
            name="mojibake"
            label={words("reading.mojibake")}
            required
            options={mojibakeChoices.map((choice) => ({ value: choice, label: words(`mojibake.${choice}`) }))}
          />
        )}
        <div className={styles.row}>
          <SelectField
            name="decimal"
            label={words("reading.decimal")}
            defaultValue={choices.decimal}
            required
            options={decimalSigns.map((sign) => ({ value: sign, label: words(`decimal.${sign === "," ? "comma" : "point"}`) }))}
          />
          <SelectField
            name="dayForm"
            label={words("reading.days")}
            defaultValue={choices.dayForm}
            required
            options={dayForms.map((form) => ({ value: form, label: form }))}
          />
          <DateField name="firstDay" label={words("reading.firstDay")} />
          <DateField name="lastDay" label={words("reading.lastDay")} />
        </div>
        <MappingTable proposal={proposal} />
        <ButtonRow>
          <SubmitButton look={checked ? "plain" : "primary"}>{words(checked ? "reading.checkAgain" : "reading.check")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
