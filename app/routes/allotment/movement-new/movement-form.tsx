import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { hasCounterpart } from "#app/domain/allotment/counterpart.ts";
import { type KindByHand, needsAct, needsApproval } from "#app/domain/allotment/movement-state.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { type Choice, SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { MovementDocument } from "#db/queries/allotment-movement.ts";
import styles from "../../units/units.module.css";
import type { FormRow } from "./movement-form-data.ts";
import { openingOrigins } from "./opening-origins.ts";

type Row = FormRow & {
  readonly typed: { readonly ae?: Quantity | undefined; readonly cp?: Quantity | undefined; readonly staff?: Quantity | undefined };
};

export interface MovementFormProps {
  readonly year: number;
  readonly kind: KindByHand;
  readonly path: string;
  readonly paths: readonly string[];
  readonly ofProgramme: boolean;
  readonly unit: string | null;
  readonly units: readonly Choice[];
  readonly on: string;
  readonly rows: readonly Row[];
  readonly draft: MovementDocument | null;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** A movement of credits, place by place: what stands there is beside what is typed. */
export function MovementForm(props: MovementFormProps) {
  const { kind, path, paths, ofProgramme, unit, units, on, rows, draft, commandKey, answer } = props;
  const words = useTranslations("movements");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const choosing = paths.length > 1 || !ofProgramme;
  return (
    <>
      {choosing && draft === null && (
        <Form method="get" className={`${styles.inline} no-print`}>
          <input type="hidden" name="kind" value={kind} />
          {paths.length > 1 && (
            <SelectField
              name="path"
              id="way"
              label={words("path")}
              required
              defaultValue={path}
              options={paths.map((value) => ({ value, label: words(`paths.${value as "unallocated-reserve"}`) }))}
            />
          )}
          {(!ofProgramme || paths.length > 1) && (
            <SelectField name="for" label={words("unit")} none={words("chooseUnit")} defaultValue={unit ?? ""} options={units} />
          )}
          <SubmitButton look="plain">{words("showCredits")}</SubmitButton>
        </Form>
      )}
      {unit === null ? (
        <EmptyState title={words("unitFirst")}>{words("unitFirstHint")}</EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState title={words("nothingThere")}>{words("nothingThereHint")}</EmptyState>
      ) : (
        <Form method="post" className={styles.stack}>
          <CommandKey value={commandKey} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="path" value={path} />
          <input type="hidden" name="unit" value={unit} />
          {draft && <input type="hidden" name="draft" value={draft.id} />}
          {draft && <input type="hidden" name="version" value={String(draft.version)} />}
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <RowTable rows={rows} kind={kind} />
            <div className={styles.form}>
              <Details kind={kind} on={on} draft={draft} />
              <ButtonRow>
                <SubmitButton name="act" value="propose">
                  {words(needsApproval(kind) ? "propose" : "post")}
                </SubmitButton>
                <SubmitButton look="plain" name="act" value="save">
                  {words("saveDraft")}
                </SubmitButton>
              </ButtonRow>
              <p className={styles.note}>{words(needsApproval(kind) ? "proposeHint" : "postHint")}</p>
            </div>
          </Fields>
        </Form>
      )}
    </>
  );
}

function RowTable({ rows, kind }: { readonly rows: readonly Row[]; readonly kind: KindByHand }) {
  const words = useTranslations("movements");
  const resources = useTranslations("resources.short");
  const field = (row: Row, index: number, name: "ae" | "cp" | "staff", resource: BudgetResource) => {
    const typed = row.typed[name];
    const label = words("amountAt", { resource: resources(resource), place: row.label });
    return (
      <AmountField
        name={`rows[${index}].${name}`}
        label={label}
        hideLabel
        resource={resource}
        defaultValue={typed === undefined ? undefined : amountText(typed, resource)}
      />
    );
  };
  const held = (row: Row, resource: BudgetResource) => (
    <Amount quantity={row.held === null ? "not-applicable" : (row.held[resource] ?? 0n)} resource={resource} withUnit />
  );
  const indexed = rows.map((row, index) => ({ row, index }));
  const withHeld = rows.some((row) => row.held !== null);
  type Indexed = (typeof indexed)[number];
  const columns: Column<Indexed>[] = [
    {
      key: "place",
      head: words("place"),
      cell: ({ row, index }) => (
        <>
          <input type="hidden" name={`rows[${index}].nature`} value={row.nature} />
          <input type="hidden" name={`rows[${index}].activity`} value={row.activity} />
          {row.label}
        </>
      ),
    },
    ...(withHeld
      ? [
          {
            key: "heldAe",
            head: words("held", { resource: "AE" }),
            align: "end" as const,
            cell: ({ row }: Indexed) => (row.staffOnly ? held(row, "ETPT") : held(row, "AE")),
          },
        ]
      : []),
    {
      key: "ae",
      head: words("typedAe"),
      cell: ({ row, index }) => (row.staffOnly ? field(row, index, "staff", "ETPT") : field(row, index, "ae", "AE")),
    },
    ...(withHeld && kind !== "earmark"
      ? [
          {
            key: "heldCp",
            head: words("held", { resource: "CP" }),
            align: "end" as const,
            cell: ({ row }: Indexed) => (row.staffOnly ? null : held(row, "CP")),
          },
        ]
      : []),
    ...(kind === "earmark"
      ? []
      : [
          {
            key: "cp",
            head: words("typedCp"),
            cell: ({ row, index }: Indexed) =>
              row.staffOnly ? null : row.spendingClass === "personnel" ? (
                <span className={styles.note}>{words("sameAsAe")}</span>
              ) : (
                field(row, index, "cp", "CP")
              ),
          },
        ]),
  ];
  return (
    <DataTable
      caption={words("rows")}
      main
      columns={columns}
      rows={indexed}
      rowKey={({ row }) => `${row.nature} ${row.activity} ${row.staffOnly}`}
    />
  );
}

function Details({ kind, on, draft }: { readonly kind: KindByHand; readonly on: string; readonly draft: MovementDocument | null }) {
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const origin = openingOrigins.find((own) => own === draft?.origin);
  return (
    <>
      <div className={styles.columns}>
        <DateField name="on" label={words("on")} required defaultValue={on} />
        {kind === "opening" && (
          <SelectField
            name="origin"
            label={words("origin")}
            required
            defaultValue={origin}
            options={openingOrigins.map((value) => ({ value, label: words(`origins.${value}`) }))}
          />
        )}
        {needsAct(kind) && (
          <TextField
            name="actReference"
            label={words("actReference")}
            hint={words("actHint")}
            defaultValue={draft?.actReference ?? undefined}
          />
        )}
        {kind === "opening" && (
          <TextField name="payer" label={words("payer")} hint={words("payerHint")} defaultValue={draft?.payer ?? undefined} />
        )}
        {hasCounterpart(kind) && (
          <>
            <TextField
              name="programme"
              label={words("programme")}
              hint={words("programmeHint")}
              defaultValue={draft?.counterpart?.programme ?? undefined}
            />
            <SelectField
              name="programmeClass"
              label={words("programmeClass")}
              none={words("choose")}
              defaultValue={draft?.counterpart?.spendingClass ?? ""}
              options={(["nonPersonnel", "personnel"] as const).map((value) => ({ value, label: allotment(`class.${value}`) }))}
            />
          </>
        )}
      </div>
      {kind === "carryOver" && (
        <label className={styles.check}>
          <input type="checkbox" name="earmarked" defaultChecked={draft?.earmarked ?? false} /> {words("earmarked")}
        </label>
      )}
      <TextAreaField name="reason" label={words("reason")} required defaultValue={draft?.reason ?? undefined} />
    </>
  );
}
