import { useTranslations } from "use-intl";
import type { LedgerEntry } from "#db/queries/ledger/entry.ts";
import styles from "./voucher-frame.module.css";

/** What paper asks for and a screen does not: whose books these are, and where to sign. */
export function VoucherHead({ organisation, entry }: { readonly organisation: string; readonly entry: LedgerEntry }) {
  const words = useTranslations("entryForm");
  return (
    <div className={styles.paper}>
      <p>{organisation}</p>
      <p className={styles.title}>
        {words("page.voucherTitle")} {entry.journal}-{String(entry.number)}
      </p>
    </div>
  );
}

export function VoucherFoot({ author }: { readonly author: string }) {
  const words = useTranslations("entryForm");
  return (
    <table className={`${styles.paper} ${styles.signatures}`}>
      <caption className="visually-hidden">{words("page.signed")}</caption>
      <thead>
        <tr>
          <th scope="col">{words("page.prepared")}</th>
          <th scope="col">{words("page.checked")}</th>
          <th scope="col">{words("page.signed")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{author}</td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
