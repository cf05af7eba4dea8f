import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { inboxReader } from "#app/commands/read-notices.ts";
import { guard } from "#app/http/guard.ts";
import type { RootData } from "#app/root.tsx";
import { Failure } from "#app/ui/failure.tsx";
import { Flash } from "#app/ui/flash.tsx";
import { GroupScope } from "#app/ui/shell/group-scope.tsx";
import { placeCapabilities } from "#app/ui/shell/navigation.ts";
import { Shell } from "#app/ui/shell/shell.tsx";
import { traceParameter } from "#app/ui/traced.tsx";
import { knownYears, visibleUnits } from "#db/queries/access.ts";
import { unreadCount } from "#db/queries/inbox.ts";
import { loadStory } from "../trace/load-story.ts";
import { TracePanel, useTraceKeys } from "../trace/trace-panel.tsx";
import { groupsSeen } from "../units/groups-seen.ts";

/** What surrounds every page of somebody who is signed in. */
export const loader = guard.loader({ capability: "signed-in" }, async (scene) => {
  const { db, access, person, mayDo, year, today, services, url } = scene;
  const trace = url.searchParams.get(traceParameter);
  const years = await knownYears(db);
  const units = await visibleUnits(db, access, "planning.read", today);
  return {
    person: { name: person.name, login: person.login, roles: person.roles },
    exercises: [...new Set([...years, year])].sort((left, right) => right - left),
    year,
    units: units.map(({ code, shortLabel }) => ({ code, label: shortLabel })),
    ...(await groupsSeen(scene, units)),
    capabilities: placeCapabilities.filter((capability) => mayDo(capability)),
    unread: await unreadCount(db, inboxReader({ id: person.id, access })),
    demo: services.settings.demo,
    story: trace === null ? null : { trace, answer: await loadStory(scene, trace), today },
  };
});

export type ShellData = typeof loader;

export default function ShellRoute() {
  const { story, ...frame } = useLoaderData<ShellData>();
  const root = useRouteLoaderData<RootData>("root");
  if (!root) throw new Error("The frame stands without its root.");
  useTraceKeys(story?.trace ?? null);
  return (
    <Shell frame={frame} look={root} panel={story && <TracePanel {...story} />}>
      <Flash flash={root.flash} />
      {frame.group && <GroupScope group={frame.group} />}
      <Outlet />
    </Shell>
  );
}

/** The frame itself failed; a page within it is caught by `_contents`. */
export function ErrorBoundary() {
  return <Failure alone />;
}
