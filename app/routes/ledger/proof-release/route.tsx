import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { releaseChain } from "#app/commands/release-chain.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { chainStops } from "#db/queries/ledger/proof.ts";
import { ledgerCrumbs, proofAddress } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const { db, params, year, newKey, notFound } = scene;
  const stop = (await chainStops(db)).find(({ id }) => id.toString() === params["stop"]);
  if (!stop) throw notFound("chainStop", params["stop"] ?? "");
  return { year, stop, key: newKey() };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action(
  { capability: "ledger.close", whole: true },
  async ({ form, params, context, year, locale, refused, redirect, notFound }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const id = params["stop"] ?? "";
    if (!/^\d{1,18}$/.test(id)) throw notFound("chainStop", id);
    const released = await releaseChain(context, { stopId: BigInt(id), ...read.value });
    if (!released.ok) return refused(released.refusal, read.submission);
    return redirect(proofAddress(year), "proof.stops.released", {
      journal: released.value.journal,
      year: String(released.value.fiscalYear),
    });
  },
);

export default function ProofReleasePage() {
  const { year, stop, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proof");
  const ledger = useTranslations("ledger");
  return (
    <Page
      title={`${words("stops.release")} · ${stop.journal} ${stop.fiscalYear}`}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: proofAddress(year) })}
      message={words("stops.explain")}
    >
      <ActForm commandKey={key} answer={answer} submit={words("stops.release")} consequence={words("stops.consequence")} danger>
        <TextAreaField name="reason" label={words("stops.reason")} required rows={3} />
      </ActForm>
    </Page>
  );
}
