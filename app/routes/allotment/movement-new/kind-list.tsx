import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { movementRules } from "#app/domain/allotment/movement.ts";
import { type KindByHand, needsApproval } from "#app/domain/allotment/movement-state.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { newMovementAddress, newTransferAddress } from "../../units/addresses.ts";

/** What may be done with credits: each movement, what it is for, the text that allows it, and whether it waits for a second person. */
export function KindList({ year, kinds }: { readonly year: number; readonly kinds: readonly KindByHand[] }) {
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const address = (kind: KindByHand) => (kind === "redeployment" ? newTransferAddress(year) : newMovementAddress(year, kind));
  return (
    <DataTable
      caption={words("kinds")}
      hideCaption
      main
      rows={[...kinds, "redeployment" as const]}
      rowKey={(kind) => kind}
      columns={[
        { key: "kind", head: allotment("movement"), cell: (kind) => <Link to={address(kind)}>{allotment(`kind.${kind}`)}</Link> },
        { key: "about", head: words("purpose"), cell: (kind) => words(`about.${kind}`) },
        { key: "article", head: words("article"), cell: (kind) => movementRules[kind].article },
        { key: "second", head: words("secondPerson"), cell: (kind) => words(needsApproval(kind) ? "secondNeeded" : "secondNotNeeded") },
      ]}
    />
  );
}
