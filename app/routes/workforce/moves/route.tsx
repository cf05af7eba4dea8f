import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { endProposedMove } from "#app/commands/propose-staff-moves.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { moveEnds, type StaffMoveProposal, staffMovesOf } from "#db/queries/workload/staff-moves.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { proposedMovesAddress } from "../addresses.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { EndMove } from "./end-move.tsx";

const mostShown = 200;

/** The moves that trials of the workload plan propose: teams, sizes and months, nobody is named. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, today, person, mayDo, newKey } = scene;
  const units = (await unitsInScope(scene, "planning.read")).map(({ code }) => code);
  const moves = await staffMovesOf(db, { units, year, most: mostShown });
  const labels = Object.fromEntries((await profilesOn(db, today)).map(({ code, label }) => [code, label]));
  const shown = moves.map(({ authorId, ...own }) => {
    const waits = own.state === "proposed";
    const both = [own.from.unit, own.to.unit].every((unit) => mayDo("workforce.edit", unit));
    return { ...own, mayEnd: waits && both, mayWithdraw: waits && authorId === person.id && mayDo("workload.plan"), key: newKey() };
  });
  return { year, labels, moves: shown };
});

export const action = guard.action({ capability: "planning.read" }, async ({ form, year, context, refused, redirect }) => {
  const end = moveEnds.find((own) => own === form.get("end"));
  if (!end) return refused({ kind: "wrong-form", fields: { end: "end" } });
  const done = await endProposedMove(context, { id: String(form.get("id") ?? ""), end, reason: String(form.get("reason") ?? "") });
  return done.ok ? redirect(proposedMovesAddress(year), `workforce.moves.ended.${end}`, {}) : refused(done.refusal);
});

export type ShownMove = Omit<StaffMoveProposal, "authorId"> & {
  readonly mayEnd: boolean;
  readonly mayWithdraw: boolean;
  readonly key: string;
};

const looks: Readonly<Record<ShownMove["state"], StateKind>> = {
  proposed: "in-progress",
  done: "done",
  declined: "returned",
  withdrawn: "not-started",
};

export default function ProposedMovesPage() {
  const { year, labels, moves } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("workforce.moves");
  const waiting = moves.filter(({ state }) => state === "proposed");
  const toEnd = waiting.filter(({ mayEnd, mayWithdraw }) => mayEnd || mayWithdraw);
  return (
    <Page
      title={words("title", { year: String(year) })}
      crumbs={[useWorkforceCrumb(year)]}
      message={words("message", { count: waiting.length })}
    >
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <DataTable
        caption={words("title", { year: String(year) })}
        hideCaption
        main
        columns={useColumns(labels)}
        rows={moves}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("none")}>{words("noneWhy")}</EmptyState>}
      />
      {toEnd.length > 0 && (
        <Section title={words("toEnd")}>
          <p className={styles.note}>{words("toEndMessage")}</p>
          <div className={styles.stack}>
            {toEnd.map((move) => (
              <EndMove key={move.id} move={move} year={year} labels={labels} />
            ))}
          </div>
        </Section>
      )}
    </Page>
  );
}

function useColumns(labels: Readonly<Record<string, string>>): Column<ShownMove>[] {
  const words = useTranslations("workforce.moves");
  const format = useFormat();
  const team = (key: "from" | "to"): Column<ShownMove> => ({
    ...{ key, head: words(key) },
    cell: (move) => `${move[key].unit} · ${labels[move[key].profile] ?? words("anyProfile")}`,
  });
  return [
    team("from"),
    team("to"),
    { key: "fte", head: words("fte"), align: "end", cell: ({ fte }) => format.amount(fte * 12n, "ETPT") },
    { key: "first", head: words("firstMonth"), cell: ({ firstMonth }) => format.month(firstMonth, "longWithYear") },
    { key: "last", head: words("lastMonth"), cell: ({ lastMonth }) => format.month(lastMonth, "longWithYear") },
    { key: "author", head: words("by"), cell: ({ author, at }) => `${author}, ${format.instant(at.toISOString())}` },
    {
      key: "state",
      head: words("state"),
      cell: ({ state, endedBy, reason }) => (
        <>
          <StatePill kind={looks[state]}>{words(`states.${state}`)}</StatePill>
          {endedBy !== null && ` ${endedBy}`}
          {reason !== "" && ` : ${reason}`}
        </>
      ),
    },
  ];
}
