import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { dueOf, replacements } from "#app/domain/means/equipment.ts";
import { meansYears } from "#app/domain/means/years.ts";
import { yearOf } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { Facts } from "../../units/facts.tsx";
import { said } from "../../units/said.ts";
import { lotChangeAddress } from "../addresses.ts";
import { BroughtSection } from "../brought-section.tsx";
import { loadBrought } from "../load-brought.ts";
import { lotFor } from "../lot-at.ts";
import { useEquipmentCrumbs } from "../means-crumbs.ts";
import { YearsFigure } from "../years-figure.tsx";

const yearsAhead = 9;

/** Machines that are replaced together: when, for how much, and in which forecasts. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, today, mayDo, services } = scene;
  const lot = await lotFor(scene, "planning.read");
  const replaced = replacements(lot, yearOf(today), year + yearsAhead);
  return {
    ...{ year, today, lot, demo: services.settings.demo, mayEdit: mayDo("forecast.edit", lot.unit), late: replaced[0]?.late ?? false },
    unit: (await unitLabel(db, lot.unit, today)) ?? lot.unit,
    years: meansYears([], replaced, year, year + yearsAhead),
    brought: await loadBrought(db, { kind: "equipment", code: lot.code }, today),
  };
});

export default function LotPage() {
  const { year, today, lot, unit, late, years, brought, mayEdit, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  const format = useFormat();
  const amount = lot.unitPrice * BigInt(lot.count);
  return (
    <Page
      title={lot.label}
      crumbs={useEquipmentCrumbs(year)}
      message={words("lot.message", {
        ...{ count: lot.count, price: said(format, lot.unitPrice, "AE"), amount: said(format, amount, "AE") },
        ...{ month: format.month(dueOf(lot), "longWithYear"), late: late ? "late" : "coming" },
      })}
      actions={
        mayEdit && (
          <Link to={lotChangeAddress(year, lot.code)} className={buttonClass()}>
            {words("actions.changeLot")}
          </Link>
        )
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Facts
        facts={[
          { label: words("columns.code"), value: lot.code },
          { label: words("fields.kind"), value: words(`kinds.${lot.kind}`) },
          { label: words("columns.unit"), value: unit },
          { label: words("fields.acquired"), value: format.month(lot.acquired, "longWithYear") },
          { label: words("fields.life"), value: words("lot.years", { count: lot.life }) },
          { label: words("fields.delay"), value: words("lease.months", { count: lot.delay }) },
        ]}
      />
      <Section title={words("years.title")}>
        <YearsFigure years={years} asOf={format.day(today)} what="equipment" />
      </Section>
      <BroughtSection year={year} origin={{ kind: "equipment", code: lot.code }} rows={brought} mayEdit={mayEdit} />
    </Page>
  );
}
