import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { outstanding } from "#app/domain/execution/chain.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { commitmentDetail } from "#db/queries/execution-commitment.ts";
import { commitmentsAddress, executionAddress } from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import { ChainLine } from "./chain-line.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services } = scene;
  const id = params.id ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code);
  const commitment = await commitmentDetail(db, id, units);
  if (!commitment) throw notFound("commitment", id);
  const lines = commitment.lines.map((line) => ({
    ...line,
    mayCertify: mayDo("execution.certify", line.unit),
    mayRequest: mayDo("execution.request", line.unit),
  }));
  return { year, commitment: { ...commitment, lines }, demo: services.settings.demo };
});

export default function CommitmentPage() {
  const { year, commitment, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const format = useFormat();
  const { lines } = commitment;
  const total = (of: (line: (typeof lines)[number]) => bigint) => <Amount quantity={sum(lines.map(of))} resource="EUR" withUnit />;
  return (
    <Page
      title={`${commitment.number} · ${commitment.label}`}
      crumbs={[
        { label: words("heading", { year: String(year) }), to: executionAddress(year) },
        { label: words("commitments"), to: commitmentsAddress(year) },
      ]}
      message={words("committedBy", { party: commitment.party, day: format.day(commitment.committedOn), author: commitment.author })}
    >
      {demo && <Fictitious what={words("commitments")} />}
      <Facts
        facts={[
          { label: words("step.committed"), value: total(({ committed, withdrawn }) => committed - withdrawn) },
          { label: words("step.certified"), value: total(({ certified }) => certified) },
          { label: words("step.requested"), value: total(({ requested }) => requested) },
          { label: words("step.paid"), value: total(({ paid }) => paid) },
          { label: words("outstanding"), value: total(outstanding) },
        ]}
      />
      <Outlet />
      {lines.map((line) => (
        <Section
          key={line.line}
          title={words("lineTitle", { line: line.line, nature: line.nature, activity: line.activity, unit: line.unit })}
        >
          <ChainLine year={year} commitmentId={commitment.id} line={line} />
        </Section>
      ))}
    </Page>
  );
}
