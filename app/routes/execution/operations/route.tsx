import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type OperationHeld, operationsHeld } from "#db/queries/execution-operation.ts";
import { newOperationAddress, operationAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, mayDo } = scene;
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  return { year, operations: await operationsHeld(db, year, { units }), mayOpen: mayDo("allotment.notify") };
});

export default function OperationsPage() {
  const { year, operations, mayOpen } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.operations");
  const format = useFormat();
  const amount = (key: "earmarked" | "committed" | "left", head: string): Column<OperationHeld> => ({
    ...{ key, head, unit: format.unit("AE"), align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource="AE" />,
  });
  const columns: Column<OperationHeld>[] = [
    { key: "code", head: words("code"), cell: ({ code }) => <Link to={operationAddress(year, code)}>{code}</Link> },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    {
      key: "place",
      head: words("place"),
      cell: ({ unit, nature, activity }) => <span className={styles.keep}>{`${unit} · ${nature} · ${activity}`}</span>,
    },
    amount("earmarked", words("earmarked", { year: String(year) })),
    amount("committed", words("committed", { year: String(year) })),
    amount("left", words("left")),
  ];
  const total = (key: "earmarked" | "committed" | "left") => <Amount quantity={sum(operations.map((own) => own[key]))} resource="AE" />;
  const open = mayOpen && (
    <Link to={newOperationAddress(year)} className={buttonClass("primary")}>
      {words("new")}
    </Link>
  );
  return (
    <Page title={words("title")} crumbs={[useExecutionCrumb(year)]} message={words("message")} actions={open}>
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={columns}
        rows={operations}
        rowKey={({ code }) => code}
        totals={{ earmarked: total("earmarked"), committed: total("committed"), left: total("left") }}
        empty={<EmptyState title={words("none")}>{open}</EmptyState>}
      />
    </Page>
  );
}
