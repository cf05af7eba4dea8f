import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { writingCapability } from "#app/commands/movement-document.ts";
import { movementKinds } from "#app/domain/allotment/movement.ts";
import { kindsByHand, movementStates } from "#app/domain/allotment/movement-state.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { movementsWaiting } from "#db/queries/allotment-movement.ts";
import { allotmentAddress, legalCapsAddress, movementsAddress, newMovementAddress, newTransferAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { MovementTable } from "../movement-table.tsx";
import { movementsAsked } from "../movements-filter.ts";

const pageSize = 50;

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, url, access, today, person, mayDo, services } = scene;
  const asked = await movementsAsked(scene);
  const page = await movementsPage(db, { ...asked, limit: pageSize + 1 });
  const units = await visibleUnits(db, access, "allotment.read", today);
  const { kind = null, state = null, from = null, to = null, query, before } = asked;
  return {
    ...{ year, kind, state, from, to, query, unit: searchOf(url).unit ?? null, paged: before !== undefined, demo: services.settings.demo },
    units: units.map(({ code, label }) => ({ value: code, label })),
    movements: page.slice(0, pageSize),
    next: page.length > pageSize ? (page[pageSize - 1]?.number ?? null) : null,
    waiting: await movementsWaiting(db, { year, units: units.map(({ code }) => code), reader: person.id }),
    mayWrite: kindsByHand.some((own) => own !== "redeployment" && mayDo(writingCapability(own))),
    mayRequest: mayDo("allotment.request"),
  };
});

export default function MovementsPage() {
  const data = useLoaderData<typeof loader>();
  const { year, kind, state, from, to, query, unit, units, movements, next, paged, waiting, mayWrite, mayRequest, demo } = data;
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const address = (after?: number) => {
    const entries = {
      kind: kind ?? "",
      state: state ?? "",
      from: from ?? "",
      to: to ?? "",
      q: query,
      unit: unit ?? "",
      after: after === undefined ? "" : String(after),
    };
    return `${movementsAddress(year)}?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""))}`;
  };
  return (
    <Page
      title={words("listHeading", { year: String(year) })}
      crumbs={[{ label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("listMessage", { proposed: waiting.proposed, drafts: waiting.drafts })}
      actions={
        <>
          {mayWrite && (
            <Link to={newMovementAddress(year)} className={buttonClass("primary")}>
              {words("new")}
            </Link>
          )}
          {mayRequest && (
            <Link to={newTransferAddress(year)} className={buttonClass(mayWrite ? "plain" : "primary")}>
              {words("newTransfer")}
            </Link>
          )}
          <Link to={legalCapsAddress(year)} className={buttonClass()}>
            {words("caps.title")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={allotment("byUnit")} />}
      <Form method="get" className={`${styles.inline} no-print`} role="search">
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <SelectField
          name="kind"
          label={allotment("movement")}
          none={words("allKinds")}
          defaultValue={kind ?? ""}
          options={movementKinds.map((value) => ({ value, label: allotment(`kind.${value}`) }))}
        />
        <SelectField
          name="state"
          label={allotment("state")}
          none={words("allStates")}
          defaultValue={state ?? ""}
          options={movementStates.map((value) => ({ value, label: allotment(`states.${value}`) }))}
        />
        {units.length > 1 && (
          <SelectField name="unit" label={words("unit")} none={words("allUnits")} defaultValue={unit ?? ""} options={units} />
        )}
        <DateField name="from" label={words("fromDay")} defaultValue={from ?? ""} />
        <DateField name="to" label={words("toDay")} defaultValue={to ?? ""} />
        <SubmitButton look="plain">{words("filter")}</SubmitButton>
      </Form>
      <MovementTable
        year={year}
        movements={movements}
        main
        actions={<ExportMenu file={`${movementsAddress(year)}/file`} />}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}
