import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { WrittenScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import styles from "./scenario.module.css";
import { scenarioAddress } from "./scenario-address.ts";

interface LastWritingProps {
  readonly last: Pick<WrittenScenarioBatch, "kind" | "author" | "at" | "cells">;
  readonly year: number;
  readonly scenario: string;
  readonly writable: boolean;
  readonly commandKey: string;
}

/** What was written last, by whom, and its undo. */
export function LastWriting({ last, year, scenario, writable, commandKey }: LastWritingProps) {
  const words = useTranslations("scenarios");
  const format = useFormat();
  const { kind, author, at, cells } = last;
  return (
    <div className={styles.last}>
      <span>{words("last", { what: words(`batches.${kind}`), author, at: format.instant(at.toISOString()), cells })}</span>
      {writable && (
        <Form method="post" action={scenarioAddress(year, scenario, "/undo")} className="no-print">
          <CommandKey value={commandKey} />
          <SubmitButton look="plain">{words("undo")}</SubmitButton>
        </Form>
      )}
    </div>
  );
}
