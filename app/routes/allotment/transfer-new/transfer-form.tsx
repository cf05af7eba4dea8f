import { Form } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { stakesOfMovement } from "#app/domain/allotment/approval.ts";
import { legalPoints } from "#app/domain/allotment/legality.ts";
import { roomChanges, type UnitRoom } from "#app/domain/allotment/redeployment.ts";
import { type TypedTransfer, transferLinesTyped } from "#app/domain/allotment/typed-transfer.ts";
import type { DecisionRule } from "#app/domain/arbitration/authority.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { MovementDocument } from "#db/queries/allotment-movement.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { ApprovalPath } from "../approval-path.tsx";
import { LegalPoints } from "../legal-points.tsx";
import own from "../movements.module.css";
import { RoomChangeTable } from "../room-change-table.tsx";

export interface TransferFormProps {
  readonly on: string;
  readonly commandKey: string;
  readonly units: readonly (Choice & { readonly seen: boolean })[];
  readonly natures: readonly { readonly code: string; readonly label: string; readonly spendingClass: SpendingClass }[];
  readonly activities: readonly { readonly code: string; readonly label: string }[];
  readonly rooms: readonly UnitRoom[];
  readonly rules: readonly DecisionRule[];
  readonly start: TypedTransfer & { readonly reason: string };
  readonly draft: MovementDocument | null;
  readonly answer: RefusedForm | undefined;
}

/**
 * From one unit to another, with what both have and would have, and what the law says, as one types. Without a script the same form is sent, and
 * what is wrong is said by the refusal.
 */
export function TransferForm(props: TransferFormProps) {
  const { on, commandKey, units, natures, activities, rooms, rules, start, draft, answer } = props;
  const words = useTranslations("movements");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const [typed, setTyped] = useState<TypedTransfer>(() => typedFrom(start, fields.values));
  const classOf = (nature: string) => natures.find(({ code }) => code === nature)?.spendingClass;
  const lines = transferLinesTyped(typed);
  const shown = lines.length > 0 ? lines : [];
  const changes = roomChanges(shown, rooms, classOf);
  const points = legalPoints({ kind: "redeployment", lines: shown, changes }, classOf);
  const onInput = (event: FormEvent<HTMLFormElement>) => setTyped(read(new FormData(event.currentTarget)));
  return (
    <Form method="post" onInput={onInput} className={styles.stack}>
      <CommandKey value={commandKey} />
      {draft && <input type="hidden" name="draft" value={draft.id} />}
      {draft && <input type="hidden" name="version" value={String(draft.version)} />}
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <div className={own.sides}>
          {(["from", "to"] as const).map((side) => (
            <fieldset key={side} className={own.side}>
              <legend>{words(side)}</legend>
              <SelectField name={`${side}Unit`} label={words("unit")} required defaultValue={start[side].unit} options={units} />
              <SelectField
                name={`${side}Nature`}
                label={words("nature")}
                required
                defaultValue={start[side].nature}
                options={natures.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` }))}
              />
              <SelectField
                name={`${side}Activity`}
                label={words("activity")}
                required
                defaultValue={start[side].activity}
                options={activities.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` }))}
              />
              <RoomsOf
                rooms={rooms}
                unit={typed[side].unit}
                spendingClass={classOf(typed[side].nature)}
                seen={units.find(({ value }) => value === typed[side].unit)?.seen ?? true}
              />
            </fieldset>
          ))}
        </div>
        <div className={styles.form}>
          <div className={styles.columns}>
            <AmountField name="ae" label={words("amountOf", { resource: "AE" })} resource="AE" defaultValue={start.ae} />
            <AmountField name="cp" label={words("amountOf", { resource: "CP" })} resource="CP" defaultValue={start.cp} />
            <DateField name="on" label={words("on")} required defaultValue={on} />
          </div>
          <TextAreaField name="reason" label={words("reason")} required defaultValue={start.reason} />
        </div>
        <section aria-live="polite">
          <Section title={words("effect")}>
            {changes.length > 0 ? <RoomChangeTable changes={changes} caption={words("effectCaption")} /> : <p>{words("effectNone")}</p>}
            <LegalPoints points={points} />
            <WayOut rooms={rooms} changes={changes} />
            {shown.length > 0 && <ApprovalPath rules={rules} stakes={stakesOfMovement(shown, classOf)} />}
          </Section>
        </section>
        <ButtonRow>
          <SubmitButton name="act" value="propose">
            {words("propose")}
          </SubmitButton>
          <SubmitButton look="plain" name="act" value="save">
            {words("saveDraft")}
          </SubmitButton>
        </ButtonRow>
        <p className={styles.note}>{words("proposeHint")}</p>
      </Fields>
    </Form>
  );
}

interface RoomsOfProps {
  readonly rooms: readonly UnitRoom[];
  readonly unit: string;
  readonly spendingClass: SpendingClass | undefined;
  /** False where the reader may not see what the unit has. */
  readonly seen: boolean;
}

/** What the unit that is chosen has left. */
function RoomsOf({ rooms, unit, spendingClass, seen }: RoomsOfProps) {
  const words = useTranslations("movements");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  if (unit === "") return null;
  if (!seen) return <p className={styles.note}>{words("roomHidden")}</p>;
  const found = rooms.filter((room) => room.unit === unit && (spendingClass === undefined || room.spendingClass === spendingClass));
  const left = (resource: "AE" | "CP") =>
    found.filter((room) => room.resource === resource).reduce((sum, { released, taken }) => sum + released - taken, 0n);
  return (
    <p className={styles.note}>
      {words("roomLeft", {
        ae: `${said(format, left("AE"), "AE")} (${resources("AE")})`,
        cp: `${said(format, left("CP"), "CP")} (${resources("CP")})`,
      })}
    </p>
  );
}

/** Where a unit is short, who holds enough: the way out, in words. */
function WayOut({ rooms, changes }: { readonly rooms: readonly UnitRoom[]; readonly changes: ReturnType<typeof roomChanges> }) {
  const words = useTranslations("movements");
  const format = useFormat();
  const short = changes.find(({ missing }) => missing > 0n);
  if (!short) return null;
  const asked = short.released - short.releasedAfter;
  const others = rooms
    .filter(
      (room) =>
        room.unit !== short.unit &&
        room.spendingClass === short.spendingClass &&
        room.resource === short.resource &&
        room.released - room.taken >= asked,
    )
    .toSorted((left, right) => (left.released - left.taken > right.released - right.taken ? -1 : 1))
    .slice(0, 3);
  return (
    <p>
      {others.length === 0
        ? words("wayOutNone")
        : words("wayOut", {
            units: others.map(({ unit, released, taken, resource }) => `${unit} (${said(format, released - taken, resource)})`).join(", "),
          })}
    </p>
  );
}

function read(form: FormData): TypedTransfer {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    from: { unit: text("fromUnit"), nature: text("fromNature"), activity: text("fromActivity") },
    to: { unit: text("toUnit"), nature: text("toNature"), activity: text("toActivity") },
    ae: text("ae"),
    cp: text("cp"),
  };
}

function typedFrom(start: TypedTransfer, values: Readonly<Record<string, string>>): TypedTransfer {
  const side = (name: "from" | "to") => ({
    unit: values[`${name}Unit`] ?? start[name].unit,
    nature: values[`${name}Nature`] ?? start[name].nature,
    activity: values[`${name}Activity`] ?? start[name].activity,
  });
  return { from: side("from"), to: side("to"), ae: values.ae ?? start.ae, cp: values.cp ?? start.cp };
}
