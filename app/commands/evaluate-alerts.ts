import type { Finding } from "#app/domain/alerts/alert.ts";
import { findingsOf } from "#app/domain/alerts/find.ts";
import { type AlertAct, type AlertChange, changeOf } from "#app/domain/alerts/follow.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type AlertRow, alertsOf, insertAlert, insertAlertStep, moveAlert } from "#db/queries/alerts/alert.ts";
import { alertFacts } from "#db/queries/alerts/facts.ts";
import { alertSettings } from "#db/queries/alerts/settings.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export type EvaluatedAlerts = Readonly<Record<AlertAct, number>>;

/**
 * Looks at every unit of an exercise, raises what is out of line, and says of each alert what it has become: one for each cause, whatever the
 * number of months and pages. Looked at twice with nothing between, nothing changes the second time.
 */
export async function evaluateAlerts(context: CommandContext, { year }: { readonly year: number }): Promise<Result<EvaluatedAlerts>> {
  const { today, actor } = context;
  return await runCommand(context, { name: "evaluate-alerts", capability: "execution.ask" }, { year, today }, async (db, touch) => {
    await lockNamed(db, "alerts", [String(year)]);
    const settings = await alertSettings(db);
    const findings = findingsOf(await alertFacts(db, { year, today }, settings), settings);
    const standing = new Map((await alertsOf(db, { year, units: null }, { lock: true })).map((alert) => [keyOf(alert), alert]));
    const found = new Map(findings.map((finding) => [keyOf(finding), finding]));
    const counts: Record<AlertAct, number> = { raised: 0, worsened: 0, eased: 0, measured: 0, woken: 0, reopened: 0, ended: 0 };
    for (const key of [...new Set([...standing.keys(), ...found.keys()])].sort()) {
      const [alert, finding] = [standing.get(key), found.get(key)];
      const change = changeOf(alert, finding, settings, today);
      if (!change) continue;
      counts[change.act] += 1;
      await carryOut(db, { year, alert, finding, change, today, actor: actor.id }, touch);
    }
    return accept(counts);
  });
}

interface Step {
  readonly year: number;
  readonly alert: AlertRow | undefined;
  readonly finding: Finding | undefined;
  readonly change: AlertChange;
  readonly today: string;
  readonly actor: bigint;
}

async function carryOut(db: Db, step: Step, touch: (touched: Touched) => void): Promise<void> {
  const { year, alert, finding, change, today, actor } = step;
  const { act, state } = change;
  const now = finding ?? alert;
  if (!now) return;
  const id = alert?.id ?? (await insertAlert(db, year, now, { today }));
  if (alert) {
    const opens = act === "reopened" || act === "woken" || act === "worsened";
    await moveAlert(
      db,
      alert,
      now,
      {
        ...{ state, snoozedUntil: state === "snoozed" ? alert.snoozedUntil : null },
        ...(act === "reopened" ? { openedOn: today } : {}),
        ...(opens && state === "open" ? { reference: null } : {}),
      },
      today,
    );
  }
  if (act === "measured") return;
  await insertAlertStep(db, id, now, { act, actor });
  touch({ kind: "alert", id, unit: now.unit, detail: { act, cause: now.cause, resource: now.resource, sign: now.sign, size: now.size } });
}

function keyOf({ unit, cause, resource }: Pick<Finding, "unit" | "cause" | "resource">): string {
  return [unit, cause, resource].join(" ");
}
