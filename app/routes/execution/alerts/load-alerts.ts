import { type AlertCause, type AlertLevel, type AlertState, alertCauses } from "#app/domain/alerts/alert.ts";
import { type LandedResource, landedResources } from "#app/domain/landing/manual.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { type AlertRow, alertsOf } from "#db/queries/alerts/alert.ts";
import { unitsInScope } from "../../units/scope.ts";
import { shownStates } from "./shown-states.ts";

/** What the address asks for: by default what waits for somebody. What was explained or put aside has left that list. */
export interface AlertsAsked {
  readonly state: AlertState | "all" | "live";
  readonly cause: AlertCause | null;
  readonly resource: LandedResource | null;
  readonly level: AlertLevel | null;
}

export interface ShownAlert extends AlertRow {
  readonly unitLabel: string;
}

export function alertsAsked(url: URL): AlertsAsked {
  const { searchParams } = url;
  const level = searchParams.get("level");
  return {
    state: shownStates.find((each) => each === searchParams.get("state")) ?? "open",
    cause: alertCauses.find((each) => each === searchParams.get("cause")) ?? null,
    resource: landedResources.find((each) => each === searchOf(url).measure) ?? null,
    level: level === "serious" || level === "watch" ? level : null,
  };
}

/** The alerts of the units in scope, as the address filters them. */
export async function loadAlerts(scene: LoaderScene): Promise<{ readonly asked: AlertsAsked; readonly alerts: readonly ShownAlert[] }> {
  const { db, year, url } = scene;
  const asked = alertsAsked(url);
  const units = await unitsInScope(scene, "execution.read");
  const labels = new Map(units.map(({ code, shortLabel }) => [code, shortLabel]));
  const states = asked.state === "all" ? undefined : asked.state === "live" ? (["open", "answered", "snoozed"] as const) : [asked.state];
  const found = await alertsOf(db, {
    ...{ year, units: [...labels.keys()], states },
    ...{ cause: asked.cause ?? undefined, resource: asked.resource ?? undefined, level: asked.level ?? undefined },
  });
  return { asked, alerts: found.map((alert) => ({ ...alert, unitLabel: labels.get(alert.unit) ?? alert.unit })) };
}
