import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { releaseDueTranches } from "#app/commands/release-due-tranches.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { dueTranches } from "#db/queries/allotment-movement.ts";
import { allotmentAddress, movementAddress, unitAllotmentAddress } from "../../units/addresses.ts";
import { MovementAmounts, TrancheDay } from "../movement-amounts.tsx";

const most = 500;

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, access, today, mayDo, newKey } = scene;
  const units = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const planned = await movementsPage(db, { year, units, kind: "allotment", state: "planned", limit: most });
  const due = await dueTranches(db, { year, units: [...unitsWhere(access, "allotment.release")], today });
  return { year, today, planned: planned.reverse(), due: due.length, mayRelease: mayDo("allotment.release"), key: newKey() };
});

export const action = guard.action({ capability: "allotment.release" }, async ({ year, context, refused, redirect }) => {
  const done = await releaseDueTranches(context, { fiscalYear: year });
  return done.ok
    ? redirect(`${allotmentAddress(year)}/tranches`, "movements.tranches.done", { count: done.value.tranches })
    : refused(done.refusal);
});

/** Every tranche that waits, whatever its unit; those whose day has come are put at disposal together. */
export default function DueTranchesPage() {
  const { year, today, planned, due, mayRelease, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("movements.tranches");
  const allotment = useTranslations("allotment");
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[{ label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("message", { count: planned.length, due })}
    >
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      {mayRelease && due > 0 && (
        <Form method="post" className="no-print">
          <CommandKey value={key} />
          <ButtonRow>
            <SubmitButton>{words("release", { count: due })}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      <DataTable
        caption={allotment("tranches")}
        hideCaption
        main
        rows={planned}
        rowKey={({ id }) => id}
        empty={<EmptyState title={allotment("noTranche")}>{words("none")}</EmptyState>}
        columns={[
          {
            key: "number",
            head: allotment("number"),
            cell: ({ id, number }) => <Link to={movementAddress(year, id)}>{documentNumber("MV", year, number)}</Link>,
          },
          {
            key: "unit",
            head: allotment("unit"),
            cell: ({ to }) =>
              to.map((unit) => (
                <Link key={unit} to={unitAllotmentAddress(year, unit)}>
                  {unit}
                </Link>
              )),
          },
          {
            key: "on",
            head: allotment("plannedOn"),
            cell: ({ on }) => <TrancheDay on={on} today={today} />,
          },
          { key: "reason", head: allotment("reason"), cell: ({ reason }) => reason },
          {
            key: "amounts",
            head: allotment("amount"),
            align: "end",
            cell: ({ amounts }) => <MovementAmounts amounts={amounts} />,
          },
        ]}
      />
    </Page>
  );
}
