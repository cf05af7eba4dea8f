import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { ledgerCrumbs, matchingAddress, openItemsAddress, openItemsFileAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { noParty } from "../matching/account/filter-names.ts";
import matchingStyles from "../matching/matching.module.css";
import { AgedTable } from "./aged-table.tsx";
import { ItemTable } from "./item-table.tsx";
import { type AgedBalance, loadAgedBalance } from "./load-open-items.server.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => await loadAgedBalance(scene));

/** What suppliers, agents and debtors still owe or are owed on a day, by how late it is. */
export default function OpenItemsPage() {
  const balance = useLoaderData<typeof loader>();
  const words = useTranslations("openItems");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const { year, on, prefix, party, rows, total, lateCount, items, gap, openingMissing, termDays } = balance;
  const late = total.total - total.notDue;
  const amounts = { amount: format.amountWithUnit(total.total, "EUR"), late: format.amountWithUnit(late, "EUR"), lateCount };
  const lines = party !== undefined;
  const partyName = items[0]?.partyLabel ?? party ?? words("noParty");
  return (
    <Page
      title={lines ? words("partyTitle", { party: partyName, account: prefix }) : words("title")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, ...(lines ? [{ label: words("title"), to: openItemsAddress(year, { on }) }] : []))}
      message={
        rows.length === 0 ? words("settled", { on: format.day(on) }) : words("sentence", { on: format.day(on), term: termDays, ...amounts })
      }
      marks={
        <StatePill kind={gap === 0n ? "done" : "fault"}>
          {gap === 0n ? words("agrees") : words("differs", { gap: format.amountWithUnit(gap, "EUR") })}
        </StatePill>
      }
      actions={
        <>
          {lines && (
            <Link to={openItemsAddress(year, { on })} className={buttonClass()}>
              {words("back")}
            </Link>
          )}
          {rows.length > 0 && <ExportMenu file={openItemsFileAddress(year)} />}
          {lines && prefix !== "" && (
            <Link to={matchingAddress(year, prefix, { party: party ?? noParty })} className={buttonClass("primary")}>
              {words("match")}
            </Link>
          )}
        </>
      }
    >
      {openingMissing !== null && (
        <Notice kind="warning" title={words("noOpening", { year: String(year), before: String(openingMissing) })} />
      )}
      {!lines && <Choice {...balance} />}
      <p className={styles.muted}>{words("sign")}</p>
      {lines ? (
        <ItemTable year={year} items={items} caption={words("itemsCaption", { on: format.day(on), party: partyName, account: prefix })} />
      ) : (
        <AgedTable {...{ year, on, rows, total }} />
      )}
    </Page>
  );
}

/** Beside all of what is matched: suppliers, of assets, accrued, customers, staff, social bodies, the State, sundry. */
const offered = ["401", "404", "408", "411", "421", "431", "44", "46"] as const;

/** Which accounts, on which day: a form of the address. */
function Choice({ prefix, on }: AgedBalance) {
  const words = useTranslations("openItems");
  const choices = prefix === "" || (offered as readonly string[]).includes(prefix) ? offered : [prefix, ...offered];
  return (
    <Form method="get" className={matchingStyles.filter} key={`${prefix} ${on}`}>
      <label>
        {words("accounts")}
        <select name="account" defaultValue={prefix}>
          <option value="">{words("allAccounts")}</option>
          {choices.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words("on")}
        <input type="date" name="on" defaultValue={on} />
      </label>
      <button type="submit" className={buttonClass()}>
        {words("submit")}
      </button>
    </Form>
  );
}
