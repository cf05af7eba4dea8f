import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { decidedFor } from "#app/commands/notify-scenario.ts";
import { remindLetters } from "#app/commands/remind-letters.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { Column } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { findNotification, lettersOf, notifiedAmounts } from "#db/queries/allotment-notification.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { allotmentAddress, letterAddress, lettersAddress, notificationAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../notifications.module.css";
import { type NotifiedRow, notifiedRows } from "../notified-rows.ts";
import { NotifiedTable } from "../notified-table.tsx";

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, newKey, services } = scene;
  const id = params.notification ?? "";
  const notification = await findNotification(db, id);
  if (!notification || notification.fiscalYear !== year) throw notFound("notification", id);
  const visible = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const letters = await lettersOf(db, notification.id, visible);
  if (letters.length === 0) throw notFound("notification", id);
  const units = letters.map(({ unit, label }) => ({ code: unit, label }));
  const codes = units.map(({ code }) => code);
  const sight = costSightOf(access);
  const amounts = await notifiedAmounts(db, notification.id, { units: codes, sight });
  const whole = (await campaignUnits(db, notification.campaignId)).every(
    (unit) => costView(sight, unit) === "whole" && visible.includes(unit),
  );
  const given = await decidedFor(db, notification.scenarioId, year);
  const sums = (["AE", "CP"] as const).map((resource) => ({
    resource,
    notified: sum(amounts.filter((own) => own.resource === resource).map(({ notified }) => notified)),
    decided: sum(given.filter((own) => own.resource === resource).map(({ amount }) => amount)),
  }));
  return {
    ...{ year, notification: { ...notification, at: notification.at.toISOString() }, demo: services.settings.demo, key: newKey() },
    rows: notifiedRows(amounts, units, (unit) => costView(sight, unit) === "whole"),
    // Units that were given nothing have a letter too: it says why.
    unpaid: units.filter(({ code }) => !amounts.some(({ unit }) => unit === code)),
    letters: letters.map(({ unit, acknowledgedBy, acknowledgedAt }) => ({
      unit,
      by: acknowledgedBy,
      at: acknowledgedAt?.toISOString() ?? null,
    })),
    ...{ sums, whole, partial: codes.some((unit) => costView(sight, unit) !== "whole") },
    mayRemind: codes.every((unit) => mayDo("allotment.notify", unit)),
  };
});

export const action = guard.action({ capability: "allotment.notify" }, async ({ context, params, year, refused, redirect }) => {
  const notificationId = params.notification ?? "";
  const done = await remindLetters(context, { notificationId });
  if (!done.ok) return refused(done.refusal);
  return redirect(notificationAddress(year, notificationId), "allotment.notification.reminded", { units: done.value.units });
});

/** What a notification did, and which units have said that they read their letter. */
export default function NotificationPage() {
  const { year, notification, rows, unpaid, letters, sums, whole, partial, mayRemind, demo, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const acknowledged = letters.filter(({ at }) => at !== null).length;
  const total = (resource: "AE" | "CP") => said(format, sums.find((own) => own.resource === resource)?.notified ?? 0n, resource);
  const { campaign, scenario } = notification;
  const numbers = { campaign, scenario, ae: total("AE"), cp: total("CP"), units: rows.length, acknowledged };
  const number = (movement: number) => documentNumber("MV", year, movement);
  return (
    <Page
      title={words("notification.heading", { day: format.day(notification.on) })}
      crumbs={[{ label: words("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("notification.said", numbers)}
      actions={
        <>
          {mayRemind && acknowledged < letters.length && (
            <Form method="post">
              <CommandKey value={key} />
              <SubmitButton look="plain">{words("notification.remind")}</SubmitButton>
            </Form>
          )}
          <a href={lettersAddress(year, notification.id)} className={buttonClass("primary")} download>
            {words("notification.allLetters")}
          </a>
        </>
      }
    >
      {demo && <Fictitious what={words("byUnit")} />}
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <dl className={styles.head}>
        <dt>{words("notification.movement")}</dt>
        <dd>{`${number(notification.movement)} – ${notification.reason}`}</dd>
        <dt>{words("notification.freeze")}</dt>
        <dd>{notification.freeze === null ? words("notification.noFreeze") : number(notification.freeze)}</dd>
        <dt>{words("notification.by")}</dt>
        <dd>{`${notification.author}, ${format.instant(notification.at)}`}</dd>
      </dl>
      {whole && <Equality sums={sums} />}
      <CostsLeftOut when={partial} />
      <NotifiedTable year={year} caption={words("notification.perUnit")} rows={rows} more={useLetterColumns()} />
      {unpaid.length > 0 && (
        <ul>
          {unpaid.map(({ code, label }) => (
            <li key={code}>
              <Link to={letterAddress(year, notification.id, code)}>{words("notification.nothingFor", { unit: label })}</Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function useLetterColumns(): Column<NotifiedRow>[] {
  const { year, notification, letters } = useLoaderData<typeof loader>();
  const words = useTranslations("allotment");
  const format = useFormat();
  const letterOf = (code: string) => letters.find(({ unit }) => unit === code);
  return [
    {
      key: "letter",
      head: words("notification.letters"),
      cell: ({ code, label }) => (
        <Link to={letterAddress(year, notification.id, code)}>
          {words("notification.letter")} <span className="visually-hidden">{label}</span>
        </Link>
      ),
    },
    {
      key: "acknowledged",
      head: words("notification.acknowledged"),
      cell: ({ code }) => {
        const { by, at } = letterOf(code) ?? { by: null, at: null };
        if (by === null || at === null) return <span className={styles.awaited}>{words("notification.awaited")}</span>;
        return words("notification.acknowledgedBy", { by, at: format.instant(at) });
      },
    },
  ];
}

/** What was notified against what was decided: the same, or by how much not. */
function Equality({ sums }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "sums">) {
  const words = useTranslations("allotment");
  const format = useFormat();
  const differing = sums.filter(({ notified, decided }) => notified !== decided);
  if (differing.length === 0) return <Notice kind="success">{words("notification.equal")}</Notice>;
  const gaps = differing.map(({ resource, notified, decided }) => format.amountWithUnit(notified - decided, resource));
  return <Notice kind="warning">{words("notification.differs", { gap: gaps.join(", ") })}</Notice>;
}
