import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Reason } from "#app/domain/arbitration/proposal/explanation.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ChangesList } from "../proposing/changes-list.tsx";
import { ConflictPart } from "../proposing/conflict-part.tsx";
import { seenProposal, standingProblem } from "../proposing/load-kept.ts";
import { namedChanges } from "../proposing/named-changes.ts";
import { namedRules } from "../proposing/named-rules.ts";
import styles from "../proposing/proposing.module.css";

/** As long as a reader waits for an answer without a sign that it is coming. */
const seconds = 3;

/** Why a request was cut: granted whole, what else would have to give way, by the solver, in its thread. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, params, notFound, services, request } = scene;
  const seen = await seenProposal(scene);
  const row = seen.picture.rows.find(({ id }) => id === params["request"]);
  if (!row || seen.proposal.way !== "computed") throw notFound("request", params["request"] ?? "");
  const { problem, answer, partsOf } = standingProblem(seen);
  const exactly = !seen.changed && row.outcome !== "whole";
  const reason: Reason = exactly
    ? await services.solver.whyCut(problem, answer, row.id, { gap: 0.0005, seconds, signal: request.signal })
    : { kind: "undecided" };
  const changes = reason.kind === "dearer" || reason.kind === "tie" ? namedChanges(reason.changes, seen.then, partsOf) : [];
  return {
    ...{ year, row, changed: seen.changed, kind: reason.kind, changes },
    proposal: { id: seen.proposal.id, number: seen.proposal.number },
    // In thousandths of what the whole proposal is worth.
    lost: reason.kind === "dearer" && answer.worth > 0n ? Number((reason.lost * 1_000n + answer.worth - 1n) / answer.worth) : 0,
    conflict:
      reason.kind === "impossible" ? await namedRules(scene.db, seen, { criteriaId: seen.proposal.criteriaId, rules: reason.rules }) : null,
  };
});

export default function WhyPage() {
  const { year, row, changed, kind, changes, proposal, lost, conflict } = useLoaderData<typeof loader>();
  const words = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const home = `/${year}/arbitration/proposal`;
  const name = words("requestName", { unit: row.unitLabel, number: row.number, title: row.title });
  const said = changed ? words("why.changed") : row.outcome === "whole" ? words("why.whole") : words(`why.${kind}`, { lost: lost / 10 });
  return (
    <Page
      title={words("why.title", { request: name })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: words("heading", { year: String(year) }), to: home },
        { label: words("number", { number: proposal.number }), to: `${home}/${proposal.id}` },
      ]}
      message={said}
    >
      {changes.length > 0 && (
        <Section title={words(kind === "tie" ? "why.instead" : "why.wouldGive")}>
          <ChangesList changes={changes} year={year} />
        </Section>
      )}
      {conflict && <ConflictPart conflict={conflict} year={year} />}
      <p className={styles.inline}>
        <Link className={buttonClass()} to={`${home}/${proposal.id}`}>
          {words("why.back", { number: proposal.number })}
        </Link>
        <Link className={buttonClass()} to={`/${year}/arbitration/requests/${row.id}/granting`}>
          {words("conflict.changeSetting")}
        </Link>
      </p>
    </Page>
  );
}
