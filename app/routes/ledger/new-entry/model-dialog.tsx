import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { applyModel, fillPlaceholders } from "#app/domain/ledger/entry-model.ts";
import { fold } from "#app/domain/ledger/typing/search.ts";
import { readTypedAmount } from "#app/domain/ledger/typing/typed-amount.ts";
import { type TypedEntry, typedLine } from "#app/domain/ledger/typing/typed-entry.ts";
import type { Day } from "#app/domain/month.ts";
import { classNames } from "#app/ui/class-names.ts";
import { ButtonRow, buttonClass } from "#app/ui/form/buttons.tsx";
import { Field } from "#app/ui/form/field.tsx";
import type { StoredModel } from "#db/queries/ledger/entry-model.ts";
import styles from "./entry-form.module.css";

interface ModelDialogProps {
  readonly models: readonly StoredModel[];
  readonly open: boolean;
  readonly day: Day;
  readonly onClose: () => void;
  readonly onApply: (entry: TypedEntry) => void;
}

/** F9: a model found by its words, then its amounts, then its lines in the form. */
export function ModelDialog({ models, open, day, onClose, onApply }: ModelDialogProps) {
  const words = useTranslations("entryForm");
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState<StoredModel | null>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  const close = () => {
    setChosen(null);
    onClose();
  };
  const apply = (entry: TypedEntry) => {
    close();
    onApply(entry);
  };
  const choose = (model: StoredModel) => {
    if (model.parameters.length > 0) setChosen(model);
    else {
      const entry = entryOfModel(model, new Map(), day);
      if (entry) apply(entry);
    }
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="models-title" onClose={close}>
      {open && (
        <>
          <h2 id="models-title">{chosen?.name ?? words("models.title")}</h2>
          {chosen ? <AmountsOf model={chosen} day={day} onApply={apply} /> : <ModelList models={models} onChoose={choose} />}
        </>
      )}
    </dialog>
  );
}

function ModelList({ models, onChoose }: { readonly models: readonly StoredModel[]; readonly onChoose: (model: StoredModel) => void }) {
  const words = useTranslations("entryForm");
  const [text, setText] = useState("");
  const [lit, setLit] = useState(0);
  const found = models.filter(({ name, label }) =>
    fold(text)
      .split(" ")
      .every((word) => fold(`${name} ${label}`).includes(word)),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found[lit];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length > 0) setLit((lit + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onChoose(chosen);
    }
  };
  if (models.length === 0) return <p className={styles.kept}>{words("models.none")}</p>;
  return (
    <>
      <Field field={{ name: "model-words", label: words("models.search") }}>
        {({ defaultValue: _, required: _required, ...control }) => (
          <input
            {...control}
            type="text"
            role="combobox"
            aria-expanded
            aria-controls="models-list"
            aria-activedescendant={found[lit] ? `model-${lit}` : undefined}
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setLit(0);
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above */}
      <div id="models-list" role="listbox" aria-label={words("models.title")} className={styles.models}>
        {found.map((model, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above
          <div
            key={model.id}
            id={`model-${index}`}
            role="option"
            aria-selected={index === lit}
            className={classNames(index === lit && styles.lit)}
            onClick={() => onChoose(model)}
          >
            <strong>{model.name}</strong> <span>{model.journal}</span> <span>{model.label}</span>
          </div>
        ))}
      </div>
    </>
  );
}

interface AmountsOfProps {
  readonly model: StoredModel;
  readonly day: Day;
  readonly onApply: (entry: TypedEntry) => void;
}

function AmountsOf({ model, day, onApply }: AmountsOfProps) {
  const words = useTranslations("entryForm");
  const [wrong, setWrong] = useState<string | null>(null);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    const amounts = new Map<string, bigint>();
    for (const { name } of model.parameters) {
      const read = readTypedAmount(String(form.get(name) ?? ""));
      if (!read.ok) return setWrong(name);
      amounts.set(name, read.value);
    }
    const entry = entryOfModel(model, amounts, day);
    if (entry) onApply(entry);
    else setWrong(model.parameters[0]?.name ?? "");
  };
  return (
    <form onSubmit={apply} className={styles.form}>
      {model.parameters.map(({ name, label, proposed }, index) => (
        <Field
          key={name}
          field={{ name, id: `model-${name}`, label: `${label} (€)`, error: wrong === name ? words("models.wrongAmount") : undefined }}
        >
          {({ required: _, ...control }) => (
            // biome-ignore lint/a11y/noAutofocus: the dialog was opened by a key, and goes on by the keys
            <input {...control} type="text" inputMode="decimal" autoComplete="off" defaultValue={proposed} autoFocus={index === 0} />
          )}
        </Field>
      ))}
      <ButtonRow>
        <button type="submit" className={buttonClass("primary")}>
          {words("models.apply")}
        </button>
      </ButtonRow>
    </form>
  );
}

function entryOfModel(model: StoredModel, amounts: ReadonlyMap<string, bigint>, day: Day): TypedEntry | undefined {
  const applied = applyModel(model, amounts, day);
  if (!applied.ok) return undefined;
  const { journal, label } = model;
  return { journal, date: "", voucher: "", label: fillPlaceholders(label, day), complementary: false, lines: applied.value.map(typedLine) };
}
