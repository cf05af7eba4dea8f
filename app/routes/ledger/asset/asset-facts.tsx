import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { RegisteredAsset } from "#db/queries/ledger/assets.ts";
import { accountAddress, entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

interface AssetFactsProps {
  readonly year: number;
  readonly asset: RegisteredAsset;
  readonly disposal: {
    readonly disposedOn: Day;
    readonly kind: "sale" | "scrapping" | "transfer";
    readonly proceeds: bigint;
    readonly netBookValue: bigint;
    readonly reason: string;
    readonly entryId: bigint;
  } | null;
}

export function AssetFacts({ year, asset, disposal }: AssetFactsProps) {
  const words = useTranslations("assets");
  const format = useFormat();
  const accounts = [asset.account, asset.inProgressAccount, asset.depreciationAccount, asset.expenseAccount].filter(
    (account) => account !== null,
  );
  return (
    <dl className={styles.facts}>
      <Fact name={words("unit")}>{asset.unitLabel}</Fact>
      <Fact name={words("accounts")}>
        {accounts.map((account, index) => (
          <span key={account}>
            {index > 0 && " · "}
            <Link to={accountAddress(year, account)}>{account}</Link>
          </span>
        ))}
      </Fact>
      <Fact name={words("acquiredOn")}>{format.day(asset.acquiredOn)}</Fact>
      <Fact name={words("commissionedOn")}>
        {asset.commissionedOn ? format.day(asset.commissionedOn) : words("notYet")}
        {asset.commissioningEntry !== null && asset.commissionedOn !== null && (
          <p>
            <Link to={entryAddress(Number(asset.commissionedOn.slice(0, 4)), asset.commissioningEntry)}>{words("entry")}</Link>
          </p>
        )}
      </Fact>
      <Fact name={words("gross")}>
        <Amount quantity={asset.gross} resource="EUR" withUnit />
        {asset.quantity > 1 && <p>{words("quantityOf", { count: asset.quantity })}</p>}
      </Fact>
      <Fact name={words("residual")}>
        <Amount quantity={asset.residual} resource="EUR" withUnit />
      </Fact>
      <Fact name={words("duration")}>
        {asset.durationMonths === null ? words("noWear") : words("months", { count: asset.durationMonths })}
        {asset.durationMonths !== null && <p>{words(`prorata.${asset.prorata}`)}</p>}
      </Fact>
      <Fact name={words("depreciated")}>
        <Amount quantity={asset.depreciated} resource="EUR" withUnit />
      </Fact>
      {disposal && (
        <Fact name={words("disposal.title")}>
          {format.day(disposal.disposedOn)} · {words(`disposal.kinds.${disposal.kind}`)}
          <p>
            {words("disposal.netBookValue")} <Amount quantity={disposal.netBookValue} resource="EUR" withUnit />
          </p>
          <p>
            {disposal.reason} · <Link to={entryAddress(Number(disposal.disposedOn.slice(0, 4)), disposal.entryId)}>{words("entry")}</Link>
          </p>
        </Fact>
      )}
      {asset.note !== "" && <Fact name={words("note")}>{asset.note}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
