import { codeField, dayField, optionalAmountField, textField } from "#app/http/fields.ts";

/** A contract as its form describes it. */
export const contractFields = {
  label: textField({ maximum: 200 }),
  party: codeField(),
  unit: codeField(),
  notifiedOn: dayField(),
  endsOn: dayField(),
  minimum: optionalAmountField("AE", { sign: "notNegative" }),
  maximum: optionalAmountField("AE", { sign: "positive" }),
  note: textField({ minimum: 0, maximum: 2_000 }),
};

interface Bounds {
  readonly minimum?: bigint | undefined;
  readonly maximum?: bigint | undefined;
}

/** As the command takes it: a bound that was left empty is none. */
export function termsIn<Fields extends Bounds>({ minimum, maximum, ...fields }: Fields) {
  return { ...fields, minimum: minimum ?? null, maximum: maximum ?? null };
}
