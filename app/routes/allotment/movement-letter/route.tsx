import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { acknowledgeMovementLetter } from "#app/commands/acknowledge-movement-letter.ts";
import { movementRules } from "#app/domain/allotment/movement.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { allotmentAddress, movementAddress, movementLetterAddress, movementsAddress } from "../../units/addresses.ts";
import { LineTable } from "../movement/line-table.tsx";
import { movementAt } from "../movement/load-movement.ts";
import { ReceiptList } from "../movement-receipt-list.tsx";
import { receiptsOf } from "../movement-receipts.ts";
import styles from "../movements.module.css";
import notification from "../notifications.module.css";

/** The letter of a movement that is posted: what its units are told of it, and what is filed. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, params, organisation, services, mayDo, newKey, notFound } = scene;
  const document = await movementAt(scene);
  if (document.state !== "posted") throw notFound("letter", params.movement ?? "");
  const receipts = (await receiptsOf(db, document)).map((receipt) => ({
    ...receipt,
    // Each unit has a form of its own, and its key.
    key: receipt.by === null && mayDo("allotment.acknowledge", receipt.unit) ? newKey() : null,
  }));
  return { year, document, receipts, from: organisation.name, demo: services.settings.demo };
});

export const action = guard.action({ capability: "allotment.acknowledge" }, async ({ context, form, params, year, refused, redirect }) => {
  const movementId = params.movement ?? "";
  const done = await acknowledgeMovementLetter(context, { movementId, year, unit: String(form.get("unit") ?? "") });
  return done.ok ? redirect(movementLetterAddress(year, movementId), "movements.letter.acknowledged") : refused(done.refusal);
});

export default function MovementLetterPage() {
  const { year, document, receipts, from, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const { id, kind, on, reason, actReference, lines, author, approver } = document;
  const number = documentNumber("MV", year, document.number);
  const own = receipts.filter(({ key }) => key !== null);
  const totals = (["AE", "CP", "ETPT"] as const).flatMap((resource) => {
    const own = lines.filter((line) => line.resource === resource);
    const amount = format.amountWithUnit(sum(own.map((line) => line.amount)), resource);
    return own.length === 0 ? [] : [resource === "ETPT" ? amount : `${amount} (${resources(resource)})`];
  });
  const units = [...new Set(lines.flatMap(({ fromLabel, toLabel }) => [fromLabel, toLabel]))];
  return (
    <Page
      title={words("letter.heading", { kind: allotment(`kind.${kind}`), number })}
      crumbs={[
        { label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("title"), to: movementsAddress(year) },
        { label: number, to: movementAddress(year, id) },
      ]}
      actions={
        <>
          {(["docx", "pdf"] as const).map((format) => (
            <a key={format} href={`${movementLetterAddress(year, id)}/file?format=${format}`} className={buttonClass()} download>
              {allotment(`letter.${format}`)}
            </a>
          ))}
        </>
      }
    >
      {demo && <Fictitious what={allotment("byUnit")} />}
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <article className={styles.letter}>
        <dl className={notification.head}>
          <dt>{allotment("letter.sender")}</dt>
          <dd>{allotment("letter.from", { organisation: from })}</dd>
          <dt>{allotment("letter.addressee")}</dt>
          <dd>{units.join(", ")}</dd>
          <dt>{allotment("letter.reference")}</dt>
          <dd>{actReference === "" ? number : `${number} · ${actReference}`}</dd>
          <dt>{allotment("letter.date")}</dt>
          <dd>{format.day(on)}</dd>
          <dt>{allotment("letter.object")}</dt>
          <dd>{words("letter.object", { kind: allotment(`kind.${kind}`), year: String(year) })}</dd>
        </dl>
        <p>{words("letter.said", { kind: allotment(`kind.${kind}`), amounts: totals.join(", "), article: movementRules[kind].article })}</p>
        <p>{words("letter.reason", { reason })}</p>
        <LineTable lines={lines} article={movementRules[kind].article} />
        <p className={notification.signed}>{words("letter.signed", { by: approver ?? author })}</p>
      </article>
      <div className="no-print">
        <ReceiptList receipts={receipts}>
          {own.length > 0 && <p>{words("letter.acknowledgeHint")}</p>}
          {own.map(({ unit, label, key }) => (
            <Form key={unit} method="post">
              <CommandKey value={key ?? ""} />
              <input type="hidden" name="unit" value={unit} />
              <ButtonRow>
                <SubmitButton>
                  {words("letter.acknowledge")}
                  <span className={own.length > 1 ? undefined : "visually-hidden"}> {words("letter.acknowledgeFor", { unit: label })}</span>
                </SubmitButton>
              </ButtonRow>
            </Form>
          ))}
        </ReceiptList>
      </div>
    </Page>
  );
}
