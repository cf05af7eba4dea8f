import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LedgerImportReport } from "#app/commands/examine-ledger-file.ts";
import type { ImportVerdict } from "#app/domain/fec/verdict.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { importPostingAddress } from "../addresses.ts";
import styles from "./import.module.css";

interface PostFormProps {
  readonly year: number;
  readonly upload: { readonly id: string; readonly sha256: string };
  readonly report: LedgerImportReport;
  readonly verdict: ImportVerdict;
  readonly commandKey: string;
}

/** The import itself: what it creates and what it admits is said, and confirmed one by one. */
export function PostForm({ year, upload, report, verdict, commandKey }: PostFormProps) {
  const words = useTranslations("ledgerImport");
  const { missing } = report;
  const tolerated = verdict.toTolerate.reduce((sum, { count }) => sum + count, 0);
  const created = ["journals", "accounts", "parties"] as const;
  return (
    <Form method="post" action={importPostingAddress(year, upload.id)} className={styles.confirm}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="sha256" value={upload.sha256} />
      {verdict.toCreate.length > 0 && (
        <>
          {created
            .filter((part) => missing[part].length > 0)
            .map((part) => (
              <details key={part}>
                <summary>{words(`post.${part}`, { count: missing[part].length })}</summary>
                <ul className={styles.codes}>
                  {missing[part].map(({ code, label }) => (
                    <li key={code}>
                      {code} {label}
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          <label className={styles.tick}>
            <input type="checkbox" name="createAccounts" required />
            <span>{words(missing.exercise ? "post.createWithExercise" : "post.create")}</span>
          </label>
        </>
      )}
      {tolerated > 0 && (
        <label className={styles.tick}>
          <input type="checkbox" name="tolerate" required />
          <span>{words("post.tolerate", { count: tolerated })}</span>
        </label>
      )}
      <p>{words("post.numbers")}</p>
      <ButtonRow>
        <SubmitButton>{words("post.submit", { entries: report.entries })}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
