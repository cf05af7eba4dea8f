import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeParty, closeParty } from "#app/commands/save-party.ts";
import { wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { commitmentsPage } from "#db/queries/execution.ts";
import { type PartyVersion, partiesPage, partyVersions } from "#db/queries/execution-party.ts";
import { partiesAddress, partyInExecutionAddress } from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { CommitmentTable } from "../commitment-table.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { PartyFields } from "../party-fields.tsx";
import { partyFields } from "../read-party.ts";

const seenVersion = wholeNumberField({ minimum: 0, maximum: 100_000 });
const changeSchema = z.object({ seenVersion, ...partyFields });
const closeSchema = z.object({ seenVersion });
const commitmentsShown = 50;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const code = params.party ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map((unit) => unit.code);
  const [party] = await partiesPage(db, { units, code, limit: 1 });
  if (!party) throw notFound("party", code);
  const versions = await partyVersions(db, code);
  return {
    ...{ year, party, key: newKey(), stateKey: newKey(), mayRefer: mayDo("execution.refer"), mayReadBooks: mayDo("ledger.read") },
    versions: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })),
    commitments: await commitmentsPage(db, { year, units, party: code, limit: commitmentsShown }),
  };
});

export const action = guard.action(
  { capability: "execution.refer" },
  async ({ form, locale, year, params, context, refused, redirect }) => {
    const code = params.party ?? "";
    const here = partyInExecutionAddress(year, code);
    const act = form.get("act");
    if (act === "close" || act === "reopen") {
      const asked = readForm(form, closeSchema, locale);
      if (!asked.ok) return refused(asked.refusal, asked.submission);
      const done = await closeParty(context, { code, ...asked.value, closed: act === "close" });
      if (!done.ok) return refused(done.refusal, asked.submission);
      return redirect(here, act === "close" ? "acts.parties.closedFlash" : "acts.parties.reopenedFlash", { code });
    }
    const read = readForm(form, changeSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await changeParty(context, { code, ...read.value });
    return done.ok ? redirect(here, "acts.parties.changed", { code }) : refused(done.refusal, read.submission);
  },
);

export default function PartyPage() {
  const { year, party, versions, commitments, key, stateKey, mayRefer, mayReadBooks } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.parties");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const version = versions[0]?.version ?? 0;
  return (
    <Page
      title={party.label}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: partiesAddress(year) }]}
      marks={<StatePill kind={party.closed ? "locked" : "done"}>{words(party.closed ? "closed" : "open")}</StatePill>}
      actions={
        <>
          {mayReadBooks && (
            <Link to={`/${year}/ledger/parties/${encodeURIComponent(party.code)}`} className={buttonClass()}>
              {words("ledger")}
            </Link>
          )}
          {mayRefer && (
            <Form method="post">
              <CommandKey value={stateKey} />
              <input type="hidden" name="seenVersion" value={version} />
              <SubmitButton look="plain" name="act" value={party.closed ? "reopen" : "close"}>
                {words(party.closed ? "reopen" : "close")}
              </SubmitButton>
            </Form>
          )}
        </>
      }
    >
      <Facts
        facts={[
          { label: words("code"), value: party.code },
          { label: words("kind"), value: words(`kinds.${party.kind}`) },
          { label: words("siret"), value: party.siret ?? "///" },
          { label: words("committed"), value: <Amount quantity={party.committed} resource="EUR" withUnit /> },
          { label: words("outstanding"), value: <Amount quantity={party.outstanding} resource="EUR" withUnit /> },
        ]}
      />
      <Section title={words("theirs")}>
        <CommitmentTable year={year} main commitments={commitments} empty={<EmptyState title={execution("noCommitment")} />} />
      </Section>
      {mayRefer && (
        <div className="no-print">
          <Section title={words("change")}>
            <Form method="post" className={styles.form} key={version}>
              <CommandKey value={key} />
              <input type="hidden" name="seenVersion" value={fields.values.seenVersion ?? String(version)} />
              <Fields {...fields}>
                <ErrorSummary general={general} />
                <PartyFields party={party} />
                <ButtonRow>
                  <SubmitButton>{words("save")}</SubmitButton>
                </ButtonRow>
              </Fields>
            </Form>
          </Section>
        </div>
      )}
      <Section title={words("versions")}>
        <DataTable
          caption={words("versions")}
          hideCaption
          columns={useVersionColumns(format.instant)}
          rows={versions}
          rowKey={(own) => String(own.version)}
          empty={<p className={styles.note}>{words("noVersion")}</p>}
        />
      </Section>
    </Page>
  );
}

type ShownVersion = Omit<PartyVersion, "at"> & { readonly at: string };

function useVersionColumns(instant: (at: string) => string): Column<ShownVersion>[] {
  const words = useTranslations("acts.parties");
  return [
    { key: "at", head: words("at"), cell: ({ at }) => instant(at) },
    { key: "act", head: words("state"), cell: ({ act }) => words(`acts.${act}`) },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "kind", head: words("kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
    { key: "siret", head: words("siret"), cell: ({ siret }) => siret ?? "///" },
    { key: "author", head: words("by"), cell: ({ author }) => author },
  ];
}
