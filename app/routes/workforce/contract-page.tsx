import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActForm } from "#app/ui/form/act-form.tsx";
import type { LastResult } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../units/units.module.css";
import { personAddress } from "./addresses.ts";
import { useWorkforceCrumb } from "./workforce-crumb.ts";

interface ContractPageProps {
  readonly year: number;
  readonly act: "departure" | "change" | "correction";
  readonly contract: {
    readonly number: string;
    readonly name: string;
    readonly unit: string;
    readonly firstDay: string;
    readonly lastDay: string | null;
  };
  readonly commandKey: string;
  readonly lastResult: LastResult | null | undefined;
  readonly children: ReactNode;
  /** Under the form. */
  readonly after?: ReactNode;
}

/** What happens to one contract: whose it is, the form, and the way back to the person. */
export function ContractPage({ year, act, contract, commandKey, lastResult, children, after }: ContractPageProps) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const { number, name, unit, firstDay, lastDay } = contract;
  return (
    <Page
      title={words(`contract.${act}Title`)}
      crumbs={[useWorkforceCrumb(year), { label: number, to: personAddress(year, number) }]}
      message={words("contract.of", {
        ...{ name, number, unit, first: format.day(firstDay) },
        ...(lastDay === null ? { open: "yes", last: "" } : { open: "no", last: format.day(lastDay) }),
      })}
    >
      <p className={styles.note}>{words(`contract.${act}Message`)}</p>
      <ActForm {...{ commandKey, lastResult }} wide submit={words(`contract.${act}Save`)}>
        {children}
      </ActForm>
      {after}
    </Page>
  );
}
