import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveMovement } from "#app/commands/save-movement.ts";
import { transferLinesOf } from "#app/domain/allotment/typed-transfer.ts";
import { readForm } from "#app/http/form.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { movementDocument } from "#db/queries/allotment-movement.ts";
import { naturesWithClass, unitRooms } from "#db/queries/allotment-places.ts";
import { decisionTables, tableOn } from "#db/queries/arbitration/authority.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { activitiesOn, unitsOn } from "#db/queries/forecast/codes.ts";
import { withRoom } from "../../execution/room.ts";
import { allotmentAddress, movementAddress, transfersAddress } from "../../units/addresses.ts";
import { transferSchema } from "./read-transfer.ts";
import { TransferForm } from "./transfer-form.tsx";

/** Amounts and places of `?from=&to=&nature=&activity=&ae=&cp=` start the form: whoever is short of credit arrives here in one press. */
export const loader = guard.loader({ capability: "allotment.request" }, async (scene) => {
  const { db, year, url, access, today, notFound, newKey, services } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const draft = await ownDraft(scene);
  const on = draft?.on ?? (today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today);
  const seen = await visibleUnits(db, access, "allotment.read", today);
  const codes = seen.map(({ code }) => code);
  const own = (await visibleUnits(db, access, "allotment.request", today)).map(({ code }) => code);
  const [line] = draft?.lines ?? [];
  const asked = (name: string) => url.searchParams.get(name)?.slice(0, 60) ?? "";
  const amount = (resource: "AE" | "CP") => {
    const of = draft?.lines.find((each) => each.resource === resource)?.amount;
    return of === undefined ? "" : amountText(of, resource);
  };
  return {
    ...{ year, on, commandKey: newKey(), demo: services.settings.demo, own, draft: draft ?? null },
    units: (await unitsOn(db, on)).map(({ code, label }) => ({ value: code, label: `${code} — ${label}`, seen: codes.includes(code) })),
    natures: await naturesWithClass(db, on),
    activities: await activitiesOn(db, on),
    rooms: await unitRooms(db, year, codes),
    rules: (tableOn(await decisionTables(db), today)?.rules ?? []).filter(({ phase }) => phase === "movement"),
    start: {
      from: {
        unit: line?.from.unit ?? asked("from"),
        nature: line?.from.nature ?? asked("nature"),
        activity: line?.from.activity ?? asked("activity"),
      },
      to: {
        unit: line?.to.unit ?? (asked("to") || (own.length === 1 ? (own[0] ?? "") : "")),
        nature: line?.to.nature ?? asked("nature"),
        activity: line?.to.activity ?? asked("activity"),
      },
      ...{ ae: line ? amount("AE") : asked("ae"), cp: line ? amount("CP") : asked("cp"), reason: draft?.reason ?? asked("reason") },
    },
  };
});

async function ownDraft({ db, year, url, person, access, today, notFound }: LoaderScene) {
  const id = url.searchParams.get("draft");
  if (id === null) return undefined;
  const units = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const document = await movementDocument(db, { id, year, units, reader: person.id });
  if (document?.state !== "draft" || document.kind !== "redeployment" || document.authorId !== person.id) throw notFound("movement", id);
  return document;
}

export const action = guard.action({ capability: "allotment.request" }, async (scene) => {
  const { form, locale, year, context, refused, redirect } = scene;
  const typed = readForm(form, transferSchema, locale);
  if (!typed.ok) return refused(typed.refusal, typed.submission);
  const { fromUnit, fromNature, fromActivity, toUnit, toNature, toActivity, ae, cp, on, reason, draft, version, act } = typed.value;
  const from = { unit: fromUnit, nature: fromNature, activity: fromActivity };
  const lines = transferLinesOf(from, { unit: toUnit, nature: toNature, activity: toActivity }, { ae, cp });
  const done = await saveMovement(context, {
    ...{ kind: "redeployment", fiscalYear: year, on, reason, lines, propose: act === "propose" },
    ...(draft !== undefined && { draft: { id: draft, version: BigInt(version) } }),
  });
  if (!done.ok) return refused(await withRoom(scene, done.refusal), typed.submission);
  const { movementId, number, state } = done.value;
  return redirect(movementAddress(year, movementId), `movements.flash.${state}`, { number });
});

export default function NewTransferPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const { year, demo } = data;
  return (
    <Page
      title={words("newTransfer")}
      crumbs={[
        { label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("transfers"), to: transfersAddress(year) },
      ]}
      message={words("about.redeployment")}
    >
      {demo && <Fictitious what={allotment("byUnit")} />}
      <TransferForm {...data} answer={answer} />
    </Page>
  );
}
