import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { daysBetween } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { requestDetail } from "#db/queries/execution.ts";
import { entriesOfEvents } from "#db/queries/execution-commitment.ts";
import { overrunsOf } from "#db/queries/execution-overrun.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import {
  commitmentAddress,
  partyInExecutionAddress,
  paymentRequestAddress,
  paymentRequestsAddress,
  rejectionAddress,
} from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import { dayOfInstant } from "../day-of-instant.ts";
import { DocumentEntries } from "../document-entries.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { ExpenseAttachments } from "../expense-attachments.tsx";
import { OverrunMarks, OverrunPill } from "../overrun-mark.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services, newKey } = scene;
  const id = params.id ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code);
  const found = await requestDetail(db, id, units);
  if (!found) throw notFound("paymentRequest", id);
  const { author: _author, ...request } = found;
  const payment = request.payment ? [request.payment] : [];
  const marks = await overrunsOf(db, [id, ...payment.map((own) => own.id)]);
  return {
    ...{ year, today, request, demo: services.settings.demo, mayReadBooks: mayDo("ledger.read") },
    mayReject: request.state === "requested" && mayDo("execution.pay", request.unit),
    marks: marks.map(({ at, ...mark }) => ({ ...mark, on: dayOfInstant(at) })),
    attachments: await attachmentsOf(db, { paymentRequestId: id }),
    mayAttach: mayDo("execution.request", request.unit),
    attachKey: newKey(),
    entries: await entriesOfEvents(db, [request.eventId, ...payment.map(({ eventId }) => eventId)]),
  };
});

export default function PaymentRequestPage() {
  const { year, today, request, marks, entries, attachments, mayAttach, attachKey, demo, mayReject, mayReadBooks } =
    useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const { number, party, partyCode, state, payment, dueOn, kind, flow, unit, nature, activity } = request;
  const late = state === "requested" && dueOn !== null && dueOn < today ? daysBetween(dueOn, today) : 0;
  const text = (label: string, value: string) => ({ label, value });
  return (
    <Page
      title={`${number} · ${request.label}`}
      crumbs={[useExecutionCrumb(year), { label: words("toPayHeading"), to: paymentRequestsAddress(year) }]}
      marks={
        <>
          <StatePill kind={state === "paid" ? "done" : state === "rejected" ? "refused" : "in-progress"}>
            {words(`states.${state}`)}
          </StatePill>
          {late > 0 && <StatePill kind="late">{acts("request.lateBy", { count: late })}</StatePill>}
          {marks.length > 0 && <OverrunPill />}
        </>
      }
      message={acts("request.message", { party, day: format.day(request.requestedOn), author: request.authorName })}
      actions={
        <>
          <Link to={partyInExecutionAddress(year, partyCode)} className={buttonClass()}>
            {party}
          </Link>
          {request.commitmentId !== null && (
            <Link to={commitmentAddress(year, request.commitmentId)} className={buttonClass()}>
              {request.commitmentNumber}
            </Link>
          )}
          {mayReject && (
            <Link to={rejectionAddress(year, request.id)} className={buttonClass()}>
              {words("reject")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("toPayHeading")} />}
      <Facts
        facts={[
          { label: words("amount"), value: <Amount quantity={request.amount} resource="EUR" withUnit /> },
          ...(request.absorbed > 0n
            ? [{ label: acts("bill.absorbed"), value: <Amount quantity={request.absorbed} resource="EUR" withUnit /> }]
            : []),
          text(acts("request.kind"), acts(`request.kinds.${kind}`)),
          ...(request.invoice === null ? [] : [text(acts("bill.invoice"), request.invoice)]),
          ...(request.invoiceDate === null ? [] : [text(acts("bill.invoiceDay"), format.day(request.invoiceDate))]),
          ...(dueOn === null ? [] : [text(acts("bill.dueOn"), format.day(dueOn))]),
        ]}
      />
      <p>{words(`flows.${flow}`)}</p>
      <p>{`${acts("request.place")} : ${unit} · ${nature} · ${activity}`}</p>
      {payment && <p>{acts("request.paidOn", { day: format.day(payment.on), number: payment.number, author: payment.author })}</p>}
      <OverrunMarks marks={marks} />
      <ExpenseAttachments address={paymentRequestAddress(year, request.id)} {...{ attachments, mayAttach, commandKey: attachKey }} />
      <DocumentEntries entries={entries} mayRead={mayReadBooks} />
    </Page>
  );
}
