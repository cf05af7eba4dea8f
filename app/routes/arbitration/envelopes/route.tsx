import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setReserveRates } from "#app/commands/set-reserve-rates.ts";
import { shareOf } from "#app/domain/allotment/reserve.ts";
import { isWhole } from "#app/domain/arbitration/envelope-scope.ts";
import type { OverAllotted } from "#app/domain/arbitration/envelope-tree.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { amountField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { campaignUnits } from "#db/queries/campaign.ts";
import { reserveRatesOf } from "#db/queries/reserve-rates.ts";
import { placeSearch } from "../envelopes-set/place.ts";
import { measureIn } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { EnvelopeTreeTable } from "./envelope-tree-table.tsx";
import { type EnvelopesShown, loadEnvelopes } from "./load-envelopes.ts";
import { ReservePart, type ReserveRow } from "./reserve-part.tsx";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, mayDo, newKey } = scene;
  const measure = measureIn(url.searchParams);
  const shown = await loadEnvelopes(scene);
  if (!shown) return { year, measure, shown: null };
  const { rates, isSet } = await reserveRatesOf(db, year);
  const units = await campaignUnits(db, shown.campaign.id);
  const maySet = units.every((unit) => mayDo("arbitration.prepare", unit));
  const own = {
    ...shown,
    rows: shown.rows.filter((row) => row.measure === measure),
    over: shown.over.filter((each) => each.measure === measure),
  };
  return {
    ...{ year, measure, maySet, rates, isSet, key: newKey() },
    shown: { ...own, exceeded: exceededIn(shown, year) },
    reserve: reserveRows(shown, year, rates),
  };
});

/** A rate is typed in percent: two decimals make hundredths of a percent. */
const rateField = amountField("EUR", { sign: "notNegative" });
const schema = z.object({ campaign: uuidField(), personnel: rateField, nonPersonnel: rateField });

/** The rates of the reserve are set beside what they give; an envelope has a page of its own. */
export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, personnel, nonPersonnel } = fields.value;
  const set = await setReserveRates(context, { year, rates: { personnel: Number(personnel), nonPersonnel: Number(nonPersonnel) } });
  if (!set.ok) return refused(set.refusal, fields.submission);
  return redirect(`/${year}/arbitration/envelopes?campaign=${campaign}`, "envelopes.reserve.done", { year: String(year) });
});

function exceededIn({ standings }: EnvelopesShown, year: number): number {
  return standings.filter((own) => own.targetYear === year && own.decidedOver > 0n).length;
}

function reserveRows({ rows }: EnvelopesShown, year: number, rates: Readonly<Record<"personnel" | "nonPersonnel", number>>): ReserveRow[] {
  return spendingClasses.flatMap((spendingClass) =>
    (["AE", "CP"] as const).map((measure): ReserveRow => {
      const whole = rows.find((row) => row.spendingClass === spendingClass && row.measure === measure && isWhole(row.scope));
      const [notified, rate] = [whole?.decided ?? 0n, rates[spendingClass]];
      return { spendingClass, measure, notified, rate, reserve: shareOf(notified, rate) };
    }),
  );
}

export default function EnvelopesPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { year, measure, shown } = page;
  const words = useTranslations("envelopes");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const last = shown?.years.at(-1) ?? year;
  const base = `/${year}/arbitration/envelopes`;
  if (!shown) {
    return (
      <Page
        title={words("heading", { first: String(year), last: String(last) })}
        crumbs={[{ label: arbitration("title"), to: `/${year}/arbitration` }]}
      >
        <EmptyState title={arbitration("noCampaign", { year: String(year) })} />
      </Page>
    );
  }
  const { campaign, whole, rows, years, over, exceeded } = shown;
  const start = placeSearch({ spendingClass: "nonPersonnel", measure, scope: { activity: null, unit: null, group: null } }, campaign.id);
  return (
    <Page
      title={words("heading", { first: String(year), last: String(last) })}
      crumbs={[{ label: arbitration("title"), to: `/${year}/arbitration?campaign=${campaign.id}` }]}
      message={
        !whole
          ? arbitration("notVisible")
          : rows.some((row) => row.years.some(({ envelope }) => envelope !== null))
            ? words("message", { over: exceeded, year: String(year) })
            : words("messageNone", { measure: resources(`short.${measure}`) })
      }
      actions={
        <>
          <Link className={buttonClass()} to="/settings/decision-rules">
            {words("deciders")}
          </Link>
          {page.maySet && (
            <>
              <Link className={buttonClass()} to={`${base}/groups`}>
                {words("groups")}
              </Link>
              <Link className={buttonClass("primary")} to={`${base}/set?${start}`}>
                {words("set")}
              </Link>
            </>
          )}
        </>
      }
    >
      <MeasureChoices measure={measure} />
      {over.map((own) => (
        <Over key={`${own.spendingClass} ${own.targetYear} ${own.parent.label} ${own.total}`} own={own} />
      ))}
      {whole && (
        <EnvelopeTreeTable
          {...{ rows, years, measure, campaign: campaign.id, maySet: page.maySet }}
          actions={<ExportMenu file={`${base}/file`} />}
        />
      )}
      {whole && (
        <ReservePart
          {...{ rows: page.reserve, rates: page.rates, isSet: page.isSet, year, campaign: campaign.id }}
          commandKey={page.maySet ? page.key : null}
          answer={answer}
        />
      )}
    </Page>
  );
}

function Over({ own }: { readonly own: OverAllotted }) {
  const words = useTranslations("envelopes");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const say = (quantity: bigint) => format.amountWithUnit(quantity, own.measure, { unit: "keur" });
  const name = (label: string) => words("quoted", { name: label === "" ? words("whole") : label });
  const title = words("overAllotted", {
    ...{
      year: String(own.targetYear),
      class: forecast(`classes.${own.spendingClass}`),
      total: say(own.total),
      amount: say(own.parentAmount),
    },
    ...{ children: own.children.map(({ label }) => name(label)).join(", "), parent: name(own.parent.label) },
  });
  return (
    <Notice kind="warning" title={title}>
      {words("overAllottedHint")}
    </Notice>
  );
}
