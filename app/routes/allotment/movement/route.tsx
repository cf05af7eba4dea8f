import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { approveMovement, refuseMovement } from "#app/commands/decide-movement.ts";
import { writingCapability } from "#app/commands/movement-document.ts";
import { recordControllerAct } from "#app/commands/record-controller-act.ts";
import { proposeMovement } from "#app/commands/save-movement.ts";
import { withdrawMovement } from "#app/commands/withdraw-movement.ts";
import { movementRules } from "#app/domain/allotment/movement.ts";
import { readForm } from "#app/http/form.ts";
import { type ActionScene, guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { withRoom } from "../../execution/room.ts";
import {
  allotmentAddress,
  movementAddress,
  movementLetterAddress,
  movementReversalAddress,
  movementsAddress,
  newMovementAddress,
  newTransferAddress,
} from "../../units/addresses.ts";
import { ApprovalPath } from "../approval-path.tsx";
import { LegalPoints } from "../legal-points.tsx";
import { ReceiptList } from "../movement-receipt-list.tsx";
import { receiptsOf } from "../movement-receipts.ts";
import { MovementState } from "../movement-table.tsx";
import { RoomChangeTable } from "../room-change-table.tsx";
import { ActForms } from "./act-forms.tsx";
import { Attachments } from "./attachments.tsx";
import { Facts } from "./facts.tsx";
import { History } from "./history.tsx";
import { LineTable } from "./line-table.tsx";
import { judged, movementAt } from "./load-movement.ts";
import { actSchema } from "./read-act.ts";

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, today, person, mayDo, newKey, services } = scene;
  const document = await movementAt(scene);
  const { kind, state, lines, authorId } = document;
  const isAuthor = authorId === person.id;
  const capability = writingCapability(kind);
  const writes = (unit: string) => mayDo(capability, unit);
  const mayWrite =
    kind === "redeployment"
      ? lines.every(({ from, to }) => writes(from.unit) || writes(to.unit))
      : lines.every(({ from, to }) => writes(from.unit) && writes(to.unit));
  const own = await judged(scene, document);
  return {
    ...{ year, today, document, ...own, demo: services.settings.demo, mayReadLedger: mayDo("ledger.read") },
    receipts: await receiptsOf(db, document),
    attachments: await attachmentsOf(db, { movementId: document.id }),
    mayAttach: isAuthor || mayWrite,
    mayEdit: state === "draft" && isAuthor,
    mayReverse: own.isReversible && mayWrite,
    mayControl:
      state === "proposed" &&
      own.needsController &&
      lines.every(({ from, to }) => mayDo("visa.record", from.unit) && mayDo("visa.record", to.unit)),
    mayWithdraw:
      (isAuthor && (state === "draft" || state === "proposed")) ||
      (state === "planned" && lines.every(({ to }) => mayDo("allotment.release", to.unit))),
    keys: { propose: newKey(), approve: newKey(), refuse: newKey(), withdraw: newKey(), control: newKey(), attach: newKey() },
  };
});

export const action = guard.action({ capability: "allotment.read" }, async (scene) => {
  const { form, locale, year, params, refused, redirect } = scene;
  const read = readForm(form, actSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await act(scene, read.value);
  if (!done.ok) return refused(await withRoom(scene, done.refusal), read.submission);
  return redirect(movementAddress(year, params.movement ?? ""), `movements.done.${read.value.act}`);
});

async function act({ context, params }: ActionScene, { act: name, on, reason, reference }: ReturnType<typeof actSchema.parse>) {
  const movementId = params.movement ?? "";
  if (name === "propose") return await proposeMovement(context, { movementId });
  if (name === "approve") return await approveMovement(context, { movementId, ...(on ? { on } : {}) });
  if (name === "refuse") return await refuseMovement(context, { movementId, reason });
  if (name === "withdraw") return await withdrawMovement(context, { movementId, reason });
  return await recordControllerAct(context, { movementId, favourable: name === "favourable", reference, reason });
}

export default function MovementPage() {
  const data = useLoaderData<typeof loader>();
  const { year, document, number, changes, points, rules, stakes, needsSecond, attachments, mayAttach, mayEdit, mayReverse, demo, keys } =
    data;
  const answer = useActionData<typeof action>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const format = useFormat();
  const { kind, state, reason, lines, id } = document;
  const edit = kind === "redeployment" ? `${newTransferAddress(year)}?draft=${id}` : `${newMovementAddress(year)}?draft=${id}`;
  return (
    <Page
      title={words("heading", { number, kind: allotment(`kind.${kind}`) })}
      crumbs={[
        { label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("title"), to: movementsAddress(year) },
      ]}
      marks={<MovementState state={state} />}
      message={reason}
      actions={
        <>
          {mayEdit && document.reverses === null && (
            <Link to={edit} className={buttonClass("primary")}>
              {words("edit")}
            </Link>
          )}
          {state === "posted" && (
            <Link to={movementLetterAddress(year, id)} className={buttonClass()}>
              {words("letter.open")}
            </Link>
          )}
          {mayReverse && (
            <Link to={movementReversalAddress(year, id)} className={buttonClass()}>
              {words("reverse")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={allotment("byUnit")} />}
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <Facts data={data} />
      {changes.length > 0 && (
        <Section title={words("effect")}>
          <RoomChangeTable changes={changes} caption={words("effectCaption")} />
        </Section>
      )}
      {points.length > 0 && (
        <Section title={words("law")}>
          <LegalPoints points={points} />
          {state === "proposed" && needsSecond && <ApprovalPath rules={rules} stakes={stakes} />}
        </Section>
      )}
      <ActForms data={data} answer={answer} />
      <Section title={words("lines")}>
        <LineTable lines={lines} article={movementRules[kind].article} />
      </Section>
      <ReceiptList receipts={data.receipts} />
      <Attachments {...{ year, id, attachments, mayAttach, isDraft: state === "draft", commandKey: keys.attach }} />
      <History steps={document.steps.map((step) => ({ ...step, said: format.instant(new Date(step.at).toISOString()) }))} />
    </Page>
  );
}

export type MovementPageData = ReturnType<typeof useLoaderData<typeof loader>>;
