import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { agreeToWaiver } from "#app/commands/waive-check.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { waiverById } from "#db/queries/ledger/waiver.ts";
import { closingAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { idOf } from "../closing/reopening-at.ts";
import { waivedNames } from "./waived-names.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, params, person, mayDo, notFound, newKey } = scene;
  const waiver = await waiverById(db, idOf(params));
  if (waiver?.fiscalYear !== year) throw notFound("closingWaiver", params["id"] ?? "");
  const mayAgree = mayDo("ledger.approve") && waiver.askedById !== person.id && waiver.approvedAt === null;
  return { year, waiver, mayAgree, key: newKey() };
});

export const action = guard.action({ capability: "ledger.approve", whole: true }, async ({ context, year, params, refused, redirect }) => {
  const done = await agreeToWaiver(context, { waiverId: idOf(params) });
  return done.ok ? redirect(closingAddress(year), "closing.waiver.agreed") : refused(done.refusal);
});

export default function WaiverPage() {
  const { year, waiver, mayAgree, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const format = useFormat();
  const waived = waivedNames[waiver.check];
  const amount = waived ? format.amountWithUnit(waiver.amount, waived.resource) : "";
  const { approvedBy, approvedAt } = waiver;
  const approved = approvedAt && words("waiver.agreedBy", { name: approvedBy ?? "", at: format.instant(approvedAt.toISOString()) });
  return (
    <Page
      title={words("waiver.agreeTitle")}
      crumbs={useClosingCrumbs(year)}
      message={words("waiver.message", { check: waived ? words(`check.${waived.name}`) : waiver.check, amount })}
    >
      <p>{words("waiver.askedBy", { name: waiver.askedBy, reason: waiver.reason })}</p>
      {mayAgree ? (
        <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("waiver.agree")} />
      ) : (
        <Notice kind={approved ? "success" : "information"}>{approved ?? words("reopening.needSecond")}</Notice>
      )}
    </Page>
  );
}
