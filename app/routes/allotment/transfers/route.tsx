import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { allotmentAddress, movementsAddress, newTransferAddress, transfersAddress } from "../../units/addresses.ts";
import { MovementTable } from "../movement-table.tsx";
import { movementsAsked } from "../movements-filter.ts";

const pageSize = 50;

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, mayDo, services } = scene;
  const asked = { ...(await movementsAsked(scene)), kind: "redeployment" as const, state: undefined };
  const waiting = await movementsPage(db, { ...asked, state: "proposed", before: undefined, limit: pageSize });
  const page = await movementsPage(db, { ...asked, limit: pageSize + 1 });
  return {
    ...{ year, waiting, paged: asked.before !== undefined, demo: services.settings.demo, mayRequest: mayDo("allotment.request") },
    movements: page.slice(0, pageSize),
    next: page.length > pageSize ? (page[pageSize - 1]?.number ?? null) : null,
  };
});

export default function TransfersPage() {
  const { year, waiting, movements, next, paged, demo, mayRequest } = useLoaderData<typeof loader>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  return (
    <Page
      title={words("transfersHeading", { year: String(year) })}
      crumbs={[{ label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("transfersMessage", { count: waiting.length })}
      actions={
        <>
          {mayRequest && (
            <Link to={newTransferAddress(year)} className={buttonClass("primary")}>
              {words("newTransfer")}
            </Link>
          )}
          <Link to={`${movementsAddress(year)}?kind=redeployment`} className={buttonClass()}>
            {words("transfersFiltered")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={allotment("byUnit")} />}
      {waiting.length > 0 && (
        <Section title={words("transfersWaiting")}>
          <MovementTable year={year} movements={waiting} />
        </Section>
      )}
      <Section title={words("transfersAll")}>
        <MovementTable
          year={year}
          movements={movements}
          main
          pages={{ first: paged ? transfersAddress(year) : undefined, next: next === null ? undefined : `?after=${next}` }}
        />
      </Section>
    </Page>
  );
}
