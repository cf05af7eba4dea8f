export const views = ["balanceSheet", "performance", "notes", "all"] as const;
export type View = (typeof views)[number];

/** What the address asks for (`view=`); the balance sheet unless said. */
export function viewOf(search: URLSearchParams): View {
  const asked = search.get("view");
  return views.find((view) => view === asked) ?? "balanceSheet";
}
