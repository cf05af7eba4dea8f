import { z } from "zod";
import { takeDecisionBack } from "#app/commands/take-decision-back.ts";
import { optionalUuidField, reasonField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import type { DecisionAnswer } from "../board/answer.ts";
import { changedRequests } from "../changed-requests.ts";
import { measureIn } from "../measure.ts";

const schema = z.object({ scenario: uuidField(), request: optionalUuidField(), reason: reasonField() });

/** Takes back, from the board, what stands on a request, or the last act of the person; says what stands now. */
export const action = answeringJson(
  guard.action({ capability: "arbitration.decide" }, async (scene) => {
    const { form, url, locale, context, refused } = scene;
    const fields = readForm(form, schema, locale);
    if (!fields.ok) return refused(fields.refusal, fields.submission);
    const { scenario, request, reason } = fields.value;
    const made = await takeDecisionBack(context, { scenarioId: scenario, which: request === undefined ? "last" : { request }, reason });
    if (!made.ok) return refused(made.refusal, fields.submission);
    const { taken } = made.value;
    const requests = taken.map(({ requestId }) => requestId);
    const changed = await changedRequests(scene, { scenario, requests, measure: measureIn(url.searchParams) });
    return { changed, number: taken[0]?.number ?? 0, takesBack: taken[0]?.takesBack ?? 0 } satisfies DecisionAnswer;
  }),
);
