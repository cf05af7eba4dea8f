import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { nextOccurrences } from "#app/domain/ledger/subscription.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { subscriptionById } from "#db/queries/ledger/subscription.ts";
import { ledgerCrumbs, subscriptionsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import styles from "../ledger.module.css";
import { keepSubscription } from "../subscription-form/keep-subscription.ts";
import { SubscriptionForm } from "../subscription-form/subscription-form.tsx";

const shownOccurrences = 6;

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, params, year, newKey, notFound } = scene;
  const id = params["subscription"] ?? "";
  const subscription = isUuid(id) ? await subscriptionById(db, id) : undefined;
  const model = subscription && (await entryModelById(db, subscription.modelId));
  if (!subscription || !model) throw notFound("subscription", id);
  const next = subscription.state === "stopped" ? [] : nextOccurrences(subscription, subscription.taken, shownOccurrences);
  const { amounts, taken: _, ...shown } = subscription;
  return { year, subscription: { ...shown, amounts: Object.fromEntries(amounts) }, model, next, commandKey: newKey() };
});

export const action = guard.action({ capability: "ledger.post", whole: true }, keepSubscription);

export default function SubscriptionPage() {
  const { year, subscription, model, next, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const { id, name, state, version, amounts, firstDay, frequency, lastDay } = subscription;
  return (
    <Page
      title={name}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("subscriptions.title"), to: subscriptionsAddress(year) })}
      message={words("subscriptions.changeSentence", { model: model.name })}
      marks={
        state !== "active" && (
          <StatePill kind={state === "paused" ? "returned" : "locked"}>{words(`subscriptions.states.${state}`)}</StatePill>
        )
      }
    >
      {next.length > 0 && (
        <Section title={words("subscriptions.nextDays")}>
          <ol className={styles.filters}>
            {next.map(({ ordinal, day }) => (
              <li key={ordinal}>
                <StatePill kind="not-started">{format.day(day)}</StatePill>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {state !== "stopped" && (
        <SubscriptionForm
          key={commandKey}
          {...{ commandKey, model, name, version, amounts, firstDay, frequency, lastDay, answer }}
          subscriptionId={id}
        />
      )}
    </Page>
  );
}
