import { z } from "zod";
import { operationKinds, outputs } from "#app/domain/works/operation.ts";
import { choiceField, codeField, optionalMonthField, textField } from "#app/http/fields.ts";

export const operationFields = {
  label: textField({ maximum: 120 }),
  kind: choiceField(operationKinds),
  activity: codeField(),
  output: choiceField(outputs),
  firstMonth: optionalMonthField().pipe(z.string()),
  lastMonth: optionalMonthField(),
} as const;
