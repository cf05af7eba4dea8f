import { useTranslations } from "use-intl";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";

/** What an invoice says of itself. */
export function BillFields() {
  const words = useTranslations("acts.bill");
  return (
    <>
      <TextField name="invoice" label={words("invoice")} />
      <DateField name="invoiceDate" label={words("invoiceDay")} />
      <DateField name="dueOn" label={words("dueOn")} hint={words("dueHint")} />
    </>
  );
}
