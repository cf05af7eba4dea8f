import type { Compared } from "#app/domain/chorus/reconciliation.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { financialCentreOf } from "#seeds/nomenclature/parties.ts";
import { pendingUnit } from "#seeds/nomenclature/units.ts";
import { type ExtractRow, frenchAmount, unknownCentre } from "./extracts.ts";
import { euros } from "./requests.ts";

/** What one side says of a place. */
type Said = Pick<Compared, "place" | "title" | "resource"> & { readonly amount: Quantity };

/** What Chorus has and nobody has typed here yet: an electricity bill, committed and paid (« fictif »). */
const bill = { unit: "SG-DSG", title: "T3", account: "6061", amount: euros(18_450) };
/** What was paid here and Chorus pays in the next month (« fictif »). */
const late = { unit: "DR44", title: "T3", account: "401", amount: euros(2_380) };
/** The account that the State funds. */
const liaison = "181";

/** The use of credits of each unit and title, and what is put at its disposal: on the title of its class that uses most. */
export function creditRows(used: readonly Said[], opened: readonly Said[]): ExtractRow[] {
  const amountOf = (side: readonly Said[], place: string, title: string, resource: string) =>
    side.find((own) => own.place === place && own.title === title && own.resource === resource)?.amount ?? 0n;
  const places = [...new Set([...used, ...opened].map(({ place }) => place))].sort();
  return places.flatMap((place) => {
    const titles = [...new Set(used.filter((own) => own.place === place).map(({ title }) => title))].sort();
    const others = titles.filter((title) => title !== "T2");
    const rows = [...(amountOf(opened, place, "personnel", "AE") === 0n ? [] : ["T2"]), ...(others.length > 0 ? others : ["T3"])];
    return rows.map((title, index): ExtractRow => {
      const spendingClass = title === "T2" ? "personnel" : "nonPersonnel";
      const isFirst = title === "T2" || rows[index - 1] === "T2" || index === 0;
      const open = (resource: string) => (isFirst ? amountOf(opened, place, spendingClass, resource) : 0n);
      const more = place === bill.unit && title === bill.title ? bill.amount : 0n;
      const less = place === late.unit && title === late.title ? late.amount : 0n;
      return {
        ...{ financialCentre: place === pendingUnit ? unknownCentre : financialCentreOf(place), nature: title === "" ? "HT2" : title },
        ...{ ae: frenchAmount(open("AE")), cp: frenchAmount(open("CP")) },
        aeUsed: frenchAmount(amountOf(used, place, title, "AE") + more),
        cpUsed: frenchAmount(amountOf(used, place, title, "CP") + more - less),
      };
    });
  });
}

/** Each account with its balance: the bill and the late payment are there too, with what the State funds of them. */
export function balanceRows(here: readonly Said[]): ExtractRow[] {
  const byAccount = new Map(here.map(({ place, amount }) => [place, amount]));
  const funding = [...byAccount.keys()].find((account) => account.startsWith(liaison)) ?? liaison;
  const add = (account: string, amount: Quantity) => byAccount.set(account, (byAccount.get(account) ?? 0n) + amount);
  add(bill.account, bill.amount);
  add(funding, late.amount - bill.amount);
  add(late.account, -late.amount);
  return [...byAccount]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([account, amount]) => {
      return { account, debit: frenchAmount(amount > 0n ? amount : 0n), credit: frenchAmount(amount < 0n ? -amount : 0n) };
    });
}
