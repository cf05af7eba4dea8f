import { Link } from "@remix-run/react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import {
  assetsAddress,
  bridgeAddress,
  centralisedAddress,
  closingAddress,
  cutOffAddress,
  draftsAddress,
  exportsAddress,
  importsAddress,
  matchingAccountsAddress,
  modelsAddress,
  openItemsAddress,
  proofAddress,
  statementsAddress,
  subscriptionsAddress,
  subsidiaryAddress,
  trialBalanceAddress,
} from "../addresses.ts";
import styles from "./rooms.module.css";

export interface RoomsProps {
  readonly year: number;
  readonly may: { readonly post: boolean; readonly export: boolean; readonly import: boolean };
}

/** The pages of the books, in the order of the work: enter, read, follow third parties, end the year, prove and hand over. */
export function Rooms({ year, may }: RoomsProps) {
  const words = useTranslations("ledger.rooms");
  const groups = [
    {
      name: "enter",
      links: [
        ...(may.post
          ? ([
              ["drafts", draftsAddress(year)],
              ["models", modelsAddress(year)],
              ["subscriptions", subscriptionsAddress(year)],
            ] as const)
          : []),
        ...(may.import ? ([["imports", importsAddress(year)]] as const) : []),
      ],
    },
    {
      name: "read",
      links: [
        ["trialBalance", trialBalanceAddress(year)],
        ["subsidiary", subsidiaryAddress(year)],
        ["centralised", centralisedAddress(year)],
        ["statements", statementsAddress(year)],
      ],
    },
    {
      name: "parties",
      links: [
        ["matching", matchingAccountsAddress(year)],
        ["openItems", openItemsAddress(year)],
      ],
    },
    {
      name: "end",
      links: [
        ["assets", assetsAddress(year)],
        ["cutOff", cutOffAddress(year)],
        ["bridge", bridgeAddress(year)],
        ["closing", closingAddress(year)],
      ],
    },
    {
      name: "prove",
      links: [["proof", proofAddress(year)], ...(may.export ? ([["exports", exportsAddress(year)]] as const) : [])],
    },
  ] as const;
  const id = useId();
  return (
    <nav aria-label={words("title")} className={styles.rooms}>
      {groups
        .filter(({ links }) => links.length > 0)
        .map(({ name, links }) => (
          <section key={name} aria-labelledby={`${id}-${name}`}>
            <h2 id={`${id}-${name}`}>{words(`group.${name}`)}</h2>
            <ul>
              {links.map(([room, to]) => (
                <li key={room}>
                  <Link to={to}>{words(room)}</Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  );
}
