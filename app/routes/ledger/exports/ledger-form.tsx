import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import styles from "./exports.module.css";

/** The general ledger, to read: a form of the browser itself (`reloadDocument`), for its answer is a file. */
export function LedgerForm({ keys }: { readonly keys: { readonly xlsx: string; readonly csv: string } }) {
  const words = useTranslations("exports");
  return (
    <div className={styles.choice}>
      <h2>{words("generalLedger")}</h2>
      <p>{words("ledgerHint")}</p>
      <div className={styles.buttons}>
        {(["xlsx", "csv"] as const).map((make) => (
          <Form key={make} method="post" reloadDocument>
            <CommandKey value={keys[make]} />
            <SubmitButton name="make" value={make} look={make === "xlsx" ? "primary" : "plain"}>
              {words(`makeLedger.${make}`)}
            </SubmitButton>
          </Form>
        ))}
      </div>
    </div>
  );
}
