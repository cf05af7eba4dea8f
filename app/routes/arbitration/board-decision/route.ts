import { z } from "zod";
import { decideRequest } from "#app/commands/decide-request.ts";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { inProportion } from "#app/domain/arbitration/proportion.ts";
import { decisionVerbs } from "#app/domain/arbitration/verb.ts";
import { choiceField, optionalAmountField, reasonField, textField, uuidField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import type { DecisionAnswer } from "../board/answer.ts";
import { changedRequests } from "../changed-requests.ts";
import { measureIn } from "../measure.ts";

/** A decision taken from the board: one amount, in the measure that it shows, the others in proportion. */
export const action = answeringJson(
  guard.action({ capability: "arbitration.decide" }, async (scene) => {
    const { form, url, year, locale, context, refused, read } = scene;
    const measure = measureIn(url.searchParams);
    const schema = z.object({
      scenario: uuidField(),
      request: uuidField(),
      verb: choiceField(decisionVerbs),
      reason: reasonField(),
      condition: textField({ minimum: 0, maximum: 2_000 }),
      amount: optionalAmountField(measure),
      seen: wholeNumberField({ minimum: 0, maximum: 999_999_999 }),
    });
    const fields = readForm(form, schema, locale);
    if (!fields.ok) return refused(fields.refusal, fields.submission);
    const { scenario, request, verb, reason, condition, amount, seen } = fields.value;
    const asked = amount === undefined ? [] : totalled(await read((db) => askedCells(db, request, "whole")));
    const given = amount === undefined ? [] : inProportion(asked, { measure, targetYear: year }, amount);
    if (amount !== undefined && given.length === 0) return refused({ kind: "nothing-asked" });
    const amounts = given.map(({ amount: decided, ...key }) => ({ ...key, decided }));
    const made = await decideRequest(context, { scenarioId: scenario, requestId: request, verb, reason, condition, amounts, seen });
    if (!made.ok) return refused(made.refusal, fields.submission);
    const changed = await changedRequests(scene, { scenario, requests: [request], measure });
    return { changed, number: made.value.number } satisfies DecisionAnswer;
  }),
);
