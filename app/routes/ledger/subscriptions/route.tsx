import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { nextOccurrences } from "#app/domain/ledger/subscription.ts";
import { isDay } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { subscriptions } from "#db/queries/ledger/subscription.ts";
import { ledgerCrumbs, modelsAddress, newSubscriptionAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { duePreview } from "./due-preview.ts";
import { DueTable } from "./due-table.tsx";
import { SubscriptionTable } from "./subscription-table.tsx";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, today, year, url, locale, newKey } = scene;
  const asked = url.searchParams.get("until") ?? "";
  const until = isDay(asked) ? asked : today;
  const throughLock = await holdsWholeLedger(db, access, "ledger.close", today);
  const all = await subscriptions(db);
  return {
    year,
    until,
    postingKey: newKey(),
    due: (await duePreview(db, all, { until, throughLock, locale })).map((row) => ({ ...row, commandKey: newKey() })),
    subscriptions: all.map(({ taken, amounts, ...subscription }) => ({
      ...subscription,
      commandKey: newKey(),
      next: subscription.state === "stopped" ? null : (nextOccurrences(subscription, taken, 1)[0]?.day ?? null),
      amount: sum(amounts.values()),
    })),
  };
});

/** Entries that come back: what is due, posted at one press, and the subscriptions themselves. */
export default function SubscriptionsPage() {
  const { year, until, due, subscriptions: all, postingKey } = useLoaderData<typeof loader>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const postable = due.filter(({ refused }) => refused === null);
  return (
    <Page
      title={words("subscriptions.title")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: modelsAddress(year) })}
      message={words("subscriptions.sentence")}
      actions={
        <Link to={newSubscriptionAddress(year)} className={buttonClass(due.length === 0 ? "primary" : "plain")}>
          {words("subscriptions.new")}
        </Link>
      }
    >
      <Section
        title={words("subscriptions.due")}
        actions={
          <Form method="get" className={styles.filters}>
            <DateField name="until" label={words("subscriptions.until")} defaultValue={until} />
            <SubmitButton look="plain">{words("subscriptions.show")}</SubmitButton>
          </Form>
        }
      >
        {due.length === 0 ? (
          <EmptyState title={words("subscriptions.nothingDue")} />
        ) : (
          <DueTable year={year} until={until} due={due} postingKey={postingKey} postable={postable} />
        )}
      </Section>
      <Section title={words("subscriptions.all")}>
        <SubscriptionTable year={year} subscriptions={all} />
        {all.length > 0 && (
          <p className={styles.muted}>
            {words("subscriptions.total")}{" "}
            <Amount quantity={sum(all.filter(({ state }) => state === "active").map(({ amount }) => amount))} resource="EUR" withUnit />
          </p>
        )}
      </Section>
    </Page>
  );
}
