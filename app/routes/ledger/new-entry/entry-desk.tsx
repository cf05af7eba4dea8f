import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Choice } from "#app/domain/ledger/typing/search.ts";
import type { DayPlace } from "#app/domain/ledger/typing/typed-day.ts";
import type { TypedEntry } from "#app/domain/ledger/typing/typed-entry.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import type { StoredModel } from "#db/queries/ledger/entry-model.ts";
import { newEntryAddress } from "../addresses.ts";
import styles from "./entry-form.module.css";
import { EntryForm } from "./entry-form.tsx";
import { typedIn } from "./typed-in.ts";

export interface EntryDeskProps {
  readonly year: number;
  readonly place: DayPlace;
  readonly login: string;
  readonly commandKey: string;
  readonly newDraftId: string;
  readonly attachmentKey: string;
  readonly draft: { readonly id: string; readonly version: bigint };
  readonly start: TypedEntry;
  readonly attachments: readonly Attachment[];
  readonly nextVouchers: Readonly<Record<string, string>>;
  readonly fewest: number;
  readonly model: StoredModel | null;
  readonly models: readonly StoredModel[];
  readonly journals: readonly Choice[];
  readonly choices: { readonly accounts: readonly Choice[]; readonly parties: readonly Choice[]; readonly units: readonly Choice[] };
  readonly answer: RefusedForm | undefined;
}

/** The form, from what came back of it when it was refused, its draft with it; above it, the amounts that a model asks for. */
export function EntryDesk(props: EntryDeskProps) {
  const { answer, start, model, year } = props;
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  const draft = answer ? draftIn(values) : undefined;
  return (
    <>
      {model !== null && model.parameters.length > 0 && <ModelAmounts model={model} year={year} />}
      <EntryForm
        {...props}
        draft={draft ?? props.draft}
        refused={answer !== undefined}
        start={answer ? typedIn(values, start) : start}
        errors={errors}
        general={general}
      />
    </>
  );
}

/** The draft of the form that came back; its address may never have been the page's. */
function draftIn({ draft, draftVersion }: Readonly<Record<string, string>>): EntryDeskProps["draft"] | undefined {
  return draft !== undefined && /^\d{1,18}$/.test(draftVersion ?? "") ? { id: draft, version: BigInt(draftVersion ?? "") } : undefined;
}

/** A form of addresses: the same page with the model's amounts said. */
function ModelAmounts({ model, year }: { readonly model: StoredModel; readonly year: number }) {
  const words = useTranslations("entryForm");
  return (
    <Form method="get" action={newEntryAddress(year)} className={styles.modelAmounts}>
      <h2>{model.name}</h2>
      <input type="hidden" name="model" value={model.id} />
      {model.parameters.map(({ name, label, proposed }) => (
        <TextField key={name} id={`p.${name}`} name={`p.${name}`} label={label} defaultValue={proposed} width="short" autoComplete="off" />
      ))}
      <SubmitButton look="plain">{words("models.apply")}</SubmitButton>
    </Form>
  );
}
