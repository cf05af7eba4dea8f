import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { endOrWithdraw } from "#app/commands/relock.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { entriesSince, matchedSince } from "#db/queries/ledger/reopening.ts";
import { closingAddress, reopeningAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { idOf, reopeningAt } from "../closing/reopening-at.ts";
import { ReopeningState } from "../closing/reopening-list.tsx";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const reopening = await reopeningAt(scene);
  if (reopening.endedAt !== null) throw scene.notFound("reopening", String(reopening.id));
  const { db, year, newKey } = scene;
  const [entries, matched] = [await entriesSince(db, reopening.id), await matchedSince(db, reopening.id)];
  return { year, reopening, stands: entries === 0 && !matched, entries, key: newKey() };
});

export const action = guard.action({ capability: "ledger.close", whole: true }, async ({ context, year, params, refused, redirect }) => {
  const done = await endOrWithdraw(context, { reopeningId: idOf(params) });
  if (!done.ok) return refused(done.refusal);
  const { relocked } = done.value;
  if (relocked === null) return redirect(closingAddress(year), "closing.reopening.withdrawn");
  const { entries, stands } = relocked;
  if (entries === 0 && !stands) return redirect(closingAddress(year), "closing.reopening.relockedMatched");
  return redirect(closingAddress(year), "closing.reopening.relocked", { entries });
});

/** Takes back a request that waits, or puts the lock back before the term is over. */
export default function ReopeningEndPage() {
  const { year, reopening, stands, entries, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const waiting = reopening.approvedAt === null;
  const outcome = waiting ? "withdraw" : stands ? "stands" : reopening.period === null ? "toCloseAgain" : "recorded";
  const act = waiting ? words("reopening.withdraw") : words("reopening.relock");
  const above = { label: words("reopening.title", { year: String(year) }), to: reopeningAddress(year, reopening.id) };
  return (
    <Page
      title={act}
      crumbs={useClosingCrumbs(year, above)}
      message={words(`reopening.endSays.${outcome}`, { entries })}
      marks={<ReopeningState reopening={reopening} />}
    >
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={act} />
    </Page>
  );
}
