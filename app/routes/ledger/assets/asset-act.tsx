import { useTranslations } from "use-intl";
import { Page } from "#app/ui/shell/page.tsx";
import type { RegisteredAsset } from "#db/queries/ledger/assets.ts";
import { assetAddress, assetsAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm, type ActFormProps } from "./act-form.tsx";

interface AssetActProps extends Omit<ActFormProps, "submit" | "consequence"> {
  readonly year: number;
  readonly asset: Pick<RegisteredAsset, "id" | "code" | "label">;
  readonly act: "commission" | "dispose" | "return" | "withdraw";
  /** Where the asset changes what will happen: else what the act always does. */
  readonly consequence?: string;
}

/** The page of one act on one asset: which it is, the way back to it, and the act. */
export function AssetAct({ year, asset: { id, code, label }, act, consequence, ...form }: AssetActProps) {
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  return (
    <Page
      title={words(`act.${act}`)}
      crumbs={ledgerCrumbs(
        ledger("title"),
        year,
        { label: words("title"), to: assetsAddress(year) },
        { label: code, to: assetAddress(year, id) },
      )}
      message={`${code} · ${label}`}
    >
      <ActForm submit={words(`act.${act}`)} consequence={consequence ?? words(`consequence.${act}`)} {...form} />
    </Page>
  );
}
