import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { amendContract } from "#app/commands/save-contract.ts";
import { dayField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { commitmentsPage } from "#db/queries/execution.ts";
import { type ContractVersion, contractOn, contractVersions, usedOfContract } from "#db/queries/execution-contract.ts";
import { contractAddress, contractsAddress, partyInExecutionAddress } from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { CommitmentTable } from "../commitment-table.tsx";
import { contractChoices } from "../contract-choices.ts";
import { ContractFields } from "../contract-fields.tsx";
import { ContractState } from "../contract-state.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { contractFields, termsIn } from "../read-contract.ts";

const schema = z.object({ seenVersion: wholeNumberField({ minimum: 1, maximum: 100_000 }), effectiveOn: dayField(), ...contractFields });
const commitmentsShown = 100;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const code = params.contract ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map((unit) => unit.code);
  const standing = await contractOn(db, code, today);
  if (!standing || !units.includes(standing.unit)) throw notFound("contract", code);
  const versions = await contractVersions(db, code);
  const mayRefer = mayDo("execution.refer", standing.unit);
  return {
    ...{ year, today, standing, key: newKey(), mayRefer, used: await usedOfContract(db, code) },
    versions: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })),
    commitments: await commitmentsPage(db, { year, units, contract: code, limit: commitmentsShown }),
    choices: mayRefer ? await contractChoices(scene) : { units: [], parties: [] },
  };
});

export const action = guard.action(
  { capability: "execution.refer" },
  async ({ form, locale, year, params, context, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await amendContract(context, { code: params.contract ?? "", ...termsIn(read.value) });
    if (!done.ok) return refused(done.refusal, read.submission);
    const { code, version } = done.value;
    return redirect(contractAddress(year, code), "acts.contracts.amended", { code, version });
  },
);

export default function ContractPage() {
  const { year, today, standing, used, versions, commitments, choices, key, mayRefer } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.contracts");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const latest = versions[0];
  const { code, label, maximum, minimum, notifiedOn, endsOn } = standing;
  const amount = (quantity: bigint) => <Amount quantity={quantity} resource="AE" withUnit />;
  return (
    <Page
      title={`${code} · ${label}`}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: contractsAddress(year) }]}
      marks={<ContractState contract={standing} today={today} />}
      message={words("oneMessage", {
        party: latest?.partyLabel ?? standing.party,
        from: format.day(notifiedOn),
        until: format.day(endsOn),
      })}
      actions={<Link to={partyInExecutionAddress(year, standing.party)}>{latest?.partyLabel ?? standing.party}</Link>}
    >
      <Facts
        facts={[
          { label: words("used"), value: amount(used) },
          { label: words("maximum"), value: maximum === null ? words("noMaximum") : amount(maximum) },
          ...(maximum === null ? [] : [{ label: words("left"), value: amount(maximum - used) }]),
          ...(minimum === null ? [] : [{ label: words("minimum"), value: amount(minimum) }]),
        ]}
      />
      {standing.note !== "" && <p>{standing.note}</p>}
      <Section title={words("theirs")}>
        <CommitmentTable year={year} main commitments={commitments} empty={<EmptyState title={words("noCommitment")} />} />
      </Section>
      <Section title={words("versions")}>
        <DataTable
          caption={words("versions")}
          hideCaption
          columns={useVersionColumns()}
          rows={versions}
          rowKey={({ version }) => String(version)}
        />
      </Section>
      {mayRefer && latest && (
        <div className="no-print">
          <Section title={words("amendTitle")}>
            <Form method="post" className={styles.form} key={latest.version}>
              <CommandKey value={key} />
              <input type="hidden" name="seenVersion" value={fields.values.seenVersion ?? String(latest.version)} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <DateField name="effectiveOn" label={words("effectiveOn")} required defaultValue={today} />
                <ContractFields contract={latest} {...choices} />
                <ButtonRow>
                  <SubmitButton>{words("amend")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
    </Page>
  );
}

type ShownVersion = Omit<ContractVersion, "at"> & { readonly at: string };

function useVersionColumns(): Column<ShownVersion>[] {
  const words = useTranslations("acts.contracts");
  const format = useFormat();
  const amount = (key: "minimum" | "maximum"): Column<ShownVersion> => ({
    ...{ key, head: words(key), unit: format.unit("AE"), align: "end" },
    cell: (row) => <Amount quantity={row[key] ?? "not-applicable"} resource="AE" />,
  });
  return [
    { key: "version", head: words("version"), cell: ({ version }) => format.count(version) },
    { key: "effective", head: words("effectiveOn"), cell: ({ effectiveOn }) => format.day(effectiveOn) },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "party", head: words("party"), cell: ({ partyLabel }) => partyLabel },
    { key: "unit", head: words("unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "ends", head: words("endsOn"), cell: ({ endsOn }) => format.day(endsOn) },
    amount("minimum"),
    amount("maximum"),
    { key: "author", head: words("by"), cell: ({ author }) => author },
  ];
}
