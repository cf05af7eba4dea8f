import { CircleAlert } from "lucide-react";
import { type Dispatch, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { Choice } from "#app/domain/ledger/typing/search.ts";
import { type DayPlace, readTypedDay } from "#app/domain/ledger/typing/typed-day.ts";
import { typedDay } from "#app/domain/ledger/typing/typed-entry.ts";
import { classNames } from "#app/ui/class-names.ts";
import fields from "#app/ui/form/form.module.css";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import styles from "./entry-form.module.css";
import type { EntryChange, EntryState, HeadText } from "./entry-state.ts";

interface HeadFieldsProps {
  readonly head: EntryState["head"];
  readonly journals: readonly Choice[];
  readonly place: DayPlace;
  readonly nextVouchers: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly change: Dispatch<EntryChange>;
}

/** Journal, date, voucher, label: what every line shares. */
export function HeadFields({ head, journals, place, nextVouchers, errors, change }: HeadFieldsProps) {
  const words = useTranslations("entryForm");
  const ledgerWords = useTranslations("ledger");
  const [gone, setGone] = useState("");
  const set = (field: HeadText) => (value: string) => change({ type: "head", field, value });
  /** Another journal has another sequence of vouchers: the one proposed follows, the one typed stays. */
  const setJournal = (journal: string) => {
    if (head.voucher === (nextVouchers[head.journal] ?? "")) set("voucher")(nextVouchers[journal] ?? "");
    set("journal")(journal);
  };
  const leaveDate = (text: string) => {
    const day = readTypedDay(text, place);
    setGone(day.ok || text.trim() === "" ? "" : text);
    if (day.ok) set("date")(typedDay(day.value));
  };
  const hydrated = useHydrated();
  const unread = hydrated && gone !== "" && gone === head.date ? words("unreadDate") : undefined;
  return (
    <div className={styles.head}>
      <HeadField name="journal" label={words("journal")} error={errors["journal"]}>
        {(control) => (
          <select {...control} value={head.journal} onChange={(event) => setJournal(event.currentTarget.value)}>
            {journals.map(({ code, label }) => (
              <option key={code} value={code}>
                {`${code} · ${label}`}
              </option>
            ))}
          </select>
        )}
      </HeadField>
      <HeadField name="date" label={words("date")} error={unread ?? errors["date"]}>
        {(control) => (
          <input
            {...control}
            type="text"
            value={head.date}
            autoComplete="off"
            maxLength={40}
            aria-description={words("dateHint")}
            title={words("dateHint")}
            onChange={(event) => set("date")(event.currentTarget.value)}
            onBlur={(event) => leaveDate(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </HeadField>
      <HeadField name="voucher" label={words("voucher")} error={errors["voucher"]}>
        {(control) => (
          <input
            {...control}
            type="text"
            value={head.voucher}
            autoComplete="off"
            maxLength={60}
            onChange={(event) => set("voucher")(event.currentTarget.value)}
          />
        )}
      </HeadField>
      <HeadField name="label" label={words("label")} error={errors["label"]}>
        {(control) => (
          <input
            {...control}
            type="text"
            value={head.label}
            autoComplete="off"
            maxLength={200}
            onChange={(event) => set("label")(event.currentTarget.value)}
          />
        )}
      </HeadField>
      <label className={styles.tick}>
        <input
          type="checkbox"
          name="complementary"
          checked={head.complementary}
          onChange={(event) => change({ type: "complementary", value: event.currentTarget.checked })}
        />
        {ledgerWords("newEntry.complementary")}
      </label>
    </div>
  );
}

interface HeadFieldProps {
  readonly name: HeadText;
  readonly label: string;
  readonly error: string | undefined;
  readonly children: (control: {
    readonly id: string;
    readonly name: string;
    readonly className: string;
    readonly "aria-required": boolean;
    readonly "aria-invalid": true | undefined;
    readonly "aria-describedby": string | undefined;
  }) => ReactNode;
}

function HeadField({ name, label, error, children }: HeadFieldProps) {
  const words = useTranslations("common");
  return (
    <div className={classNames(fields.field, error !== undefined && fields.wrong)}>
      <label htmlFor={name} className={fields.label}>
        {label}
      </label>
      {children({
        id: name,
        name,
        className: fields.control ?? "",
        "aria-required": name !== "voucher",
        "aria-invalid": error === undefined ? undefined : true,
        "aria-describedby": error === undefined ? undefined : `${name}-error`,
      })}
      {error !== undefined && (
        <p id={`${name}-error`} className={fields.error}>
          <CircleAlert aria-hidden size={16} strokeWidth={2} />
          <span>
            <span className="visually-hidden">{words("error")}: </span>
            {error}
          </span>
        </p>
      )}
    </div>
  );
}
