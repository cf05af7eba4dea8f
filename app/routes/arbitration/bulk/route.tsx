import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { decideRequests, foreseenDecisions } from "#app/commands/decide-requests.ts";
import { verbsForMany } from "#app/domain/arbitration/decide-many.ts";
import { choiceField, reasonField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { loadBoard } from "../board/load-board.ts";
import { measureIn } from "../measure.ts";
import { BulkForm } from "./bulk-form.tsx";
import { ChoiceForm } from "./choice-form.tsx";
import { Effect } from "./effect.tsx";
import { ExceptionTable } from "./exception-table.tsx";
import { bulkChoiceIn, chosen } from "./filter.ts";

export const loader = guard.loader({ capability: "arbitration.decide" }, async (scene) => {
  const { db, year, url, person, access, today, locale, newKey } = scene;
  const board = await loadBoard(scene);
  const choice = bulkChoiceIn(url.searchParams);
  if (!board?.scenario) return { year, choice, found: null };
  const { scenario, measure, units, campaign, whole } = board;
  const requests = chosen(units, choice, measure);
  const decider = { actor: { id: person.id, login: person.login, access }, today };
  const requestIds = requests.map(({ request }) => request.id);
  const foreseen = await foreseenDecisions(db, decider, scenario, { requestIds, verb: choice.verb, reason: "." });
  if (!foreseen.ok) return { year, choice, found: null, why: wordsOf(foreseen.refusal, locale) };
  const named = new Map(
    requests.map(({ unit, request }) => [
      request.id,
      {
        id: request.id,
        label: `${unit.label} · ${request.number}. ${request.title}`,
        asked: request.asked.personnel + request.asked.nonPersonnel,
      },
    ]),
  );
  const inMeasure = <Own extends { measure: string; targetYear: number }>(own: Own) => own.measure === measure && own.targetYear === year;
  return {
    ...{ year, choice, key: newKey() },
    found: {
      ...{ scenario: { id: scenario.id, name: scenario.name }, measure, campaign: campaign.id },
      units: units.map(({ code, label }) => ({ code, label })),
      made: foreseen.value.made.map(({ requestId, amounts, outcome }) => ({
        ...{ id: requestId, label: named.get(requestId)?.label ?? "", asked: named.get(requestId)?.asked ?? 0n, outcome },
        decided: amounts.filter(inMeasure).reduce((sum, { decided }) => sum + decided, 0n),
      })),
      exceptions: foreseen.value.exceptions.map(({ requestId, refusal }) => ({
        ...{ id: requestId, label: named.get(requestId)?.label ?? "", asked: named.get(requestId)?.asked ?? 0n },
        why: wordsOf(refusal, locale),
      })),
      effect: whole
        ? foreseen.value.after.filter(inMeasure).map((after) => ({
            after,
            before: foreseen.value.before.find((own) => inMeasure(own) && own.spendingClass === after.spendingClass)?.decided ?? 0n,
          }))
        : [],
    },
  };
});

const schema = z.object({ scenario: uuidField(), verb: choiceField(verbsForMany), reason: reasonField() });

/** Decides the requests ticked, in the order of the page; what cannot be decided any more is left, and counted. */
export const action = guard.action({ capability: "arbitration.decide" }, async (scene) => {
  const { form, url, year, locale, context, refused, redirect } = scene;
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { scenario, verb, reason } = fields.value;
  const requestIds = form.getAll("request").map(String);
  const made = await decideRequests(context, { scenarioId: scenario, requestIds, verb, reason });
  if (!made.ok) return refused(made.refusal, fields.submission);
  const { decided, exceptions } = made.value;
  const back = `/${year}/arbitration?scenario=${scenario}&m=${measureIn(url.searchParams).toLowerCase()}`;
  return redirect(back, "board.bulk.done", { count: decided, exceptions: exceptions.length });
});

export default function BulkPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const { year, choice, found } = data;
  const search = found ? `?scenario=${found.scenario.id}&m=${found.measure.toLowerCase()}` : "";
  return (
    <Page
      title={words("bulk.heading", { year: String(year) })}
      crumbs={[{ label: arbitration("title"), to: `/${year}/arbitration${search}` }]}
      message={words("bulk.message")}
    >
      {!found && <Notice kind="refusal" title={("why" in data && data.why) || arbitration("noScenario")} />}
      {found && (
        <>
          <ChoiceForm
            year={year}
            choice={choice}
            units={found.units}
            measure={found.measure}
            scenario={found.scenario}
            campaign={found.campaign}
          />
          {found.made.length + found.exceptions.length === 0 ? (
            <EmptyState title={words("bulk.none")}>{null}</EmptyState>
          ) : (
            <>
              {found.effect.length > 0 && (
                <Section title={words("bulk.effect")}>
                  <Effect effect={found.effect} measure={found.measure} year={year} />
                </Section>
              )}
              {found.made.length > 0 && (
                <BulkForm
                  key={choice.verb}
                  {...{ year, verb: choice.verb, made: found.made, measure: found.measure, scenario: found.scenario.id, answer }}
                  commandKey={"key" in data ? (data.key ?? "") : ""}
                />
              )}
              {found.exceptions.length > 0 && <ExceptionTable exceptions={found.exceptions} measure={found.measure} year={year} />}
            </>
          )}
        </>
      )}
    </Page>
  );
}
