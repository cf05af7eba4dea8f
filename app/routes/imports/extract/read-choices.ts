import { type ExtractChoices, usualChoices } from "#app/domain/chorus/choices.ts";
import { type ExtractField, type ExtractKind, fieldsOf } from "#app/domain/chorus/kind.ts";
import { dayForms } from "#app/domain/fec/dialect.ts";
import { columnField, constantField } from "./field-names.ts";

/** How the form says that an extract is read; what means nothing counts as not said. */
export function readChoices(form: FormData, kind: ExtractKind): ExtractChoices {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const columns: Partial<Record<ExtractField, string>> = {};
  const constants: Partial<Record<ExtractField, string>> = {};
  for (const field of fieldsOf(kind)) {
    if (text(columnField(field)) !== "") columns[field] = text(columnField(field));
    if (text(constantField(field)) !== "") constants[field] = text(constantField(field)).slice(0, 120);
  }
  const head = /^\d{1,3}$/.exec(text("head"))?.[0];
  return {
    ...(text("sheet") !== "" && { sheet: text("sheet") }),
    ...(head !== undefined && { head: Number(head) }),
    columns,
    constants,
    decimal: text("decimal") === "." ? "." : ",",
    dayForm: dayForms.find((own) => own === text("dayForm")) ?? usualChoices.dayForm,
    staffUnit: text("staffUnit") === "persons" ? "persons" : "etpt",
  };
}
