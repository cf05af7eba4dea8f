import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { transferLines, transferredCells } from "#app/commands/transfer-lines.ts";
import { sortedMerge } from "#app/domain/arbitration/scenario/conflict.ts";
import { costSightOf, costView, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { findScenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { baseFrame, frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { sidesOf } from "#db/queries/arbitration/scenario-merge.ts";
import { cellsIn, lineWords, stateCounts } from "#db/queries/arbitration/scenario-reading.ts";
import { crumbsOf } from "../scenario/crumbs.ts";
import styles from "../scenario/scenario.module.css";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";
import { ConflictTable, SidesTable } from "../scenario-merge/conflict-table.tsx";
import { MergeButtons } from "../scenario-merge/merge-buttons.tsx";
import { mergeLines } from "../scenario-merge/merge-lines.ts";
import { settlementsIn } from "../scenario-merge/read-settlements.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { db, year, url, access } = scene;
  const { scenario, units, may } = await scenarioAt(db, scene);
  if (!may.prepare) throw scene.notFound("scenario", scenario.id);
  const others = (await scenariosOf(db, scenario.campaignId)).filter((own) => own.id !== scenario.id && own.state === "open");
  const into = others.find((own) => own.id === url.searchParams.get("into")) ?? null;
  const toMerge = (await stateCounts(db, scenario.id, units)).get("toMerge") ?? 0;
  const shared = { year, scenario, others: others.map(({ id, name }) => ({ value: id, label: name })), toMerge, key: scene.newKey() };
  if (!into) return { ...shared, into, lines: undefined, counts: undefined, underDecisions: 0 };
  const { cells: all } = await transferredCells(db, scenario, into);
  const sight = costSightOf(access);
  const seen = all.filter((cell) => costView(sight, cell.unit) === "whole" || !isCost(cell.measure, cell.spendingClass));
  const cells = seen.filter(({ decidedHere }) => !decidedHere);
  const sorted = sortedMerge(cells, sidesOf(cells));
  const lines = [...new Set(cells.map(({ lineId }) => lineId))];
  const source = await frameOf(db, scenario);
  const sides = {
    base: await cellsIn(db, baseFrame(source), { lines }),
    mine: await cellsIn(db, await frameOf(db, into), { lines }),
    theirs: await cellsIn(db, source, { lines }),
  };
  return {
    ...shared,
    into,
    lines: mergeLines(sorted, sides, await lineWords(db, lines, year)),
    counts: { taken: sorted.taken.length, agreed: sorted.agreed.length, conflicts: sorted.groups.length },
    underDecisions: seen.length - cells.length,
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const intoId = String(form.get("into") ?? "");
  const into = await read((db) => findScenario(db, intoId));
  if (!into) return refused({ kind: "not-found", what: "scenario", id: intoId });
  const settlements = settlementsIn(form);
  if (!settlements.ok) return refused(settlements.refusal);
  const revision = (name: string) => {
    const text = String(form.get(name) ?? "");
    return /^\d{1,18}$/.test(text) ? BigInt(text) : 0n;
  };
  const seen = { from: revision("from"), into: revision("seen") };
  const transferred = await transferLines(context, { fromId: scenario.id, intoId, seen, settlements: settlements.value });
  if (!transferred.ok) return refused(transferred.refusal);
  return redirect(scenarioAddress(year, intoId), "scenarios.transfer.done", { count: transferred.value.cells, name: into.name });
});

/** « Fusionner dans… »: the lines « to merge » of a scenario taken into another, its changes beside ours, conflicts with a choice for each. */
export default function TransferPage() {
  const { year, scenario, others, into, toMerge, lines, counts, underDecisions, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const heads = into && {
    base: words("transfer.base", { name: scenario.name }),
    mine: words("transfer.mine", { name: into.name }),
    theirs: words("transfer.theirs", { name: scenario.name }),
  };
  return (
    <Page
      title={words("transfer.heading", { name: scenario.name })}
      crumbs={crumbsOf(arbitration, { year, scenario })}
      message={words("transfer.message", { lines: toMerge })}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {toMerge === 0 && <Notice kind="information" title={words("transfer.none")} />}
      {others.length === 0 ? (
        <p>{words("transfer.noTarget")}</p>
      ) : (
        <Form method="get" className={styles.filters}>
          <SelectField name="into" label={words("transfer.into")} required defaultValue={into?.id} options={others} />
          <SubmitButton look="plain">{words("transfer.show")}</SubmitButton>
        </Form>
      )}
      {into && lines && counts && heads && toMerge > 0 && (
        <Form method="post" className={styles.form} key={`${scenario.revision} ${into.revision}`}>
          <CommandKey value={key} />
          <input type="hidden" name="into" value={into.id} />
          <input type="hidden" name="from" value={scenario.revision.toString()} />
          <input type="hidden" name="seen" value={into.revision.toString()} />
          <p>{words("merge.message", counts)}</p>
          {underDecisions > 0 && <Notice kind="information" title={words("merge.decided", { count: underDecisions })} />}
          {lines.conflicts.length > 0 && <ConflictTable lines={lines.conflicts} heads={heads} caption={words("merge.conflicts")} />}
          <MergeButtons conflicts={counts.conflicts} />
          <SidesTable lines={lines.taken} heads={heads} caption={words("merge.takenTitle")} />
          <SidesTable lines={lines.agreed} heads={heads} caption={words("merge.agreedTitle")} />
        </Form>
      )}
      <Link to={scenarioAddress(year, scenario.id)}>{words("back")}</Link>
    </Page>
  );
}
