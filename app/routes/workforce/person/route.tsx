import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { etptOf, fteOn } from "#app/domain/workforce/span.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { contractsOfPeople, personNumbered } from "#db/queries/workforce/contract.ts";
import { conventionOf } from "#db/queries/workforce/settings.ts";
import { Facts } from "../../units/facts.tsx";
import { peopleAddress } from "../addresses.ts";
import { ContractTable } from "../contract-table.tsx";
import { dayOf } from "../day.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

/** Somebody, as far as the reader sees the units where they work; written in the audit. */
export const loader = guard.loader({ capability: "workforce.people" }, async (scene) => {
  const { db, year, params, mayDo, notFound, services, organisation, person: reader } = scene;
  const number = params["person"] ?? "";
  const person = await personNumbered(db, number);
  const contracts = (await contractsOfPeople(db, [number])).filter(({ unit }) => mayDo("workforce.people", unit));
  if (!person || contracts.length === 0) throw notFound("person", number);
  const on = await dayOf(scene);
  const spans = contracts.map((own) => ({ ...own, heads: 1 }));
  await notePeopleRead(services.database, organisation, reader, { kind: "person", id: number, shown: 1 });
  return {
    ...{ year, on, number, name: person.name, fte: fteOn(spans, on), etpt: etptOf(spans, year, await conventionOf(db, year)) },
    contracts: contracts.map((own) => ({ ...own, mayEdit: mayDo("workforce.edit", own.unit) })),
  };
});

export default function PersonPage() {
  const { year, on, number, name, fte, etpt, contracts } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const format = useFormat();
  return (
    <Page
      title={`${name}, ${number}`}
      crumbs={[useWorkforceCrumb(year), { label: words("people.title"), to: peopleAddress(year) }]}
      message={words("person.message", { count: contracts.length })}
    >
      <Facts
        facts={[
          { label: words("person.fte", { day: format.day(on) }), value: <Amount quantity={fte * 12n} resource="ETPT" /> },
          { label: words("person.etpt", { year: String(year) }), value: <Amount quantity={etpt} resource="ETPT" /> },
        ]}
      />
      <Section title={words("contract.list")}>
        <ContractTable year={year} caption={words("contract.list")} contracts={contracts} of="person" />
      </Section>
    </Page>
  );
}
