import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { entryModels } from "#db/queries/ledger/entry-model.ts";
import { ledgerCrumbs, newModelAddress, subscriptionsAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { keepSubscription } from "../subscription-form/keep-subscription.ts";
import { SubscriptionForm } from "../subscription-form/subscription-form.tsx";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, url, today, year, newKey } = scene;
  const models = await entryModels(db);
  const model = models.find(({ id }) => id === url.searchParams.get("model")) ?? null;
  const choices = models.map(({ id, name }) => ({ value: id, label: name }));
  return { year, model, choices, today, commandKey: newKey(), subscriptionId: newKey() };
});

export const action = guard.action({ capability: "ledger.post", whole: true }, keepSubscription);

export default function NewSubscriptionPage() {
  const { year, model, choices, today, commandKey, subscriptionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("entryModels");
  const ledgerWords = useTranslations("ledger");
  return (
    <Page
      title={words("subscriptions.new")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("subscriptions.title"), to: subscriptionsAddress(year) })}
      message={words("subscriptions.formSentence")}
    >
      {choices.length === 0 ? (
        <EmptyState title={words("empty")}>
          <Link to={newModelAddress(year)}>{words("new")}</Link>
        </EmptyState>
      ) : (
        <Form method="get" className={styles.form}>
          <SelectField name="model" label={words("one")} defaultValue={model?.id} options={choices} required />
          <div>
            <SubmitButton look="plain">{words("subscriptions.chooseModel")}</SubmitButton>
          </div>
        </Form>
      )}
      {model && (
        <SubscriptionForm
          key={model.id}
          {...{ commandKey, subscriptionId, model, answer }}
          version={0n}
          name={model.name}
          amounts={{}}
          firstDay={today}
          frequency="monthly"
          lastDay={null}
        />
      )}
    </Page>
  );
}
