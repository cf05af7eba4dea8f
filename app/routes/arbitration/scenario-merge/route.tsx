import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { mergeReference } from "#app/commands/merge-reference.ts";
import { sortedMerge } from "#app/domain/arbitration/scenario/conflict.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { baseFrame, frameOf, markOf, referenceFrame } from "#db/queries/arbitration/scenario-frame.ts";
import { movedCells, sidesOf } from "#db/queries/arbitration/scenario-merge.ts";
import { cellsIn, lineWords } from "#db/queries/arbitration/scenario-reading.ts";
import { crumbsOf } from "../scenario/crumbs.ts";
import styles from "../scenario/scenario.module.css";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";
import { ConflictTable, SidesTable } from "./conflict-table.tsx";
import { MergeButtons } from "./merge-buttons.tsx";
import { mergeLines } from "./merge-lines.ts";
import { settlementsIn } from "./read-settlements.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { db, year, access } = scene;
  const { scenario, may, adopted } = await scenarioAt(db, scene);
  if (!may.prepare) throw scene.notFound("scenario", scenario.id);
  const mine = await frameOf(db, scenario);
  const [base, theirs] = [baseFrame(mine), await referenceFrame(db, scenario, mine)];
  const mark = markOf(theirs);
  const all = mark === markOf(base) ? [] : await movedCells(db, { base, mine, theirs }, { sight: costSightOf(access) });
  const cells = all.filter(({ decidedHere }) => !decidedHere);
  const sorted = sortedMerge(cells, sidesOf(cells));
  const lines = [...new Set(cells.map(({ lineId }) => lineId))];
  const sides = {
    base: await cellsIn(db, base, { lines }),
    mine: await cellsIn(db, mine, { lines }),
    theirs: await cellsIn(db, theirs, { lines }),
  };
  return {
    ...{ year, scenario, mark, moved: mark !== markOf(base), writable: scenario.state === "open" && !adopted },
    lines: mergeLines(sorted, sides, await lineWords(db, lines, year)),
    counts: { taken: sorted.taken.length, agreed: sorted.agreed.length, conflicts: sorted.groups.length },
    underDecisions: all.length - cells.length,
    key: scene.newKey(),
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const settlements = settlementsIn(form);
  if (!settlements.ok) return refused(settlements.refusal);
  const seen = String(form.get("seen") ?? "");
  const input = { scenarioId: scenario.id, seen: /^\d{1,18}$/.test(seen) ? BigInt(seen) : 0n, mark: String(form.get("mark") ?? "") };
  const merged = await mergeReference(context, { ...input, settlements: settlements.value });
  if (!merged.ok) return refused(merged.refusal);
  const { taken, conflicts } = merged.value;
  return redirect(scenarioAddress(year, scenario.id), "scenarios.merge.done", { taken, conflicts });
});

/** What a scenario started from has moved: what is taken, what is agreed, and the conflicts with a choice for each. */
export default function MergePage() {
  const { year, scenario, mark, moved, lines, counts, underDecisions, writable, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const heads = { base: words("merge.base"), mine: words("merge.mine"), theirs: words("merge.theirs") };
  return (
    <Page
      title={words("merge.heading", { name: scenario.name })}
      crumbs={crumbsOf(arbitration, { year, scenario })}
      message={moved ? words("merge.message", counts) : words("merge.none")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {!moved && <Link to={scenarioAddress(year, scenario.id)}>{words("back")}</Link>}
      {moved && (
        <Form method="post" className={styles.form} key={`${mark} ${scenario.revision}`}>
          <CommandKey value={key} />
          <input type="hidden" name="seen" value={scenario.revision.toString()} />
          <input type="hidden" name="mark" value={mark} />
          <p className={styles.quiet}>{words("merge.note")}</p>
          {underDecisions > 0 && <Notice kind="information" title={words("merge.decided", { count: underDecisions })} />}
          {lines.conflicts.length > 0 && <ConflictTable lines={lines.conflicts} heads={heads} caption={words("merge.conflicts")} />}
          {writable && <MergeButtons conflicts={counts.conflicts} />}
          <SidesTable lines={lines.taken} heads={heads} caption={words("merge.takenTitle")} />
          <SidesTable lines={lines.agreed} heads={heads} caption={words("merge.agreedTitle")} />
        </Form>
      )}
    </Page>
  );
}
