import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { writingCapability } from "#app/commands/movement-document.ts";
import { saveMovement } from "#app/commands/save-movement.ts";
import { kindsByHand } from "#app/domain/allotment/movement-state.ts";
import { isOfProgramme, linesOfRows, pathFrom, pathsOf, pathText } from "#app/domain/allotment/typed-rows.ts";
import { readForm } from "#app/http/form.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { movementDocument } from "#db/queries/allotment-movement.ts";
import { classesOf, exercise, rootUnit } from "#db/queries/execution-reference.ts";
import { withRoom } from "../../execution/room.ts";
import { allotmentAddress, movementAddress, movementsAddress } from "../../units/addresses.ts";
import { KindList } from "./kind-list.tsx";
import { MovementForm } from "./movement-form.tsx";
import { formRows, placesOfRows, typedOf } from "./movement-form-data.ts";
import { movementSchema } from "./read-movement.ts";

/** A redeployment has a form of its own, with both units side by side. */
const offered = kindsByHand.filter((kind) => kind !== "redeployment");

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, url, access, today, notFound, newKey, mayDo } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const kinds = offered.filter((kind) => mayDo(writingCapability(kind)));
  const draft = await ownDraft(scene);
  const kind = draft?.kind ?? kinds.find((own) => own === url.searchParams.get("kind"));
  const named = kinds.find((own) => own === kind);
  if (!named) return { year, kinds, form: null };
  const on = draft?.on ?? (today < days.firstDay ? days.firstDay : today > days.lastDay ? days.lastDay : today);
  const root = (await rootUnit(db, on)) ?? "";
  const [first] = draft?.lines ?? [];
  const path = pathFrom(named, first ? pathText({ from: first.from.stage, to: first.to.stage }) : url.searchParams.get("path"));
  const units = (await visibleUnits(db, access, writingCapability(named), today)).filter(
    ({ code }) => code !== root || named !== "notification",
  );
  const ofProgramme = isOfProgramme(path) && named !== "notification";
  const wanted = first ? (path.from === "unallocated" ? first.to.unit : first.from.unit) : url.searchParams.get("for");
  const unit = ofProgramme ? root : (units.find(({ code }) => code === wanted)?.code ?? null);
  const rows = unit === null ? [] : await formRows(db, { year, on, kind: named, path, unit, root });
  return {
    year,
    kinds,
    form: {
      ...{ kind: named, path: pathText(path), paths: pathsOf(named).map(pathText), ofProgramme, unit, on },
      units: units.map(({ code, label }) => ({ value: code, label: `${code} — ${label}` })),
      rows: rows.map((row) => ({ ...row, typed: draft ? typedOf(draft.lines, row) : {} })),
      draft: draft ?? null,
      commandKey: newKey(),
    },
  };
});

/** The draft that the address names, when it is the reader's own and still one. */
async function ownDraft({ db, year, url, person, access, today, notFound }: LoaderScene) {
  const id = url.searchParams.get("draft");
  if (id === null) return undefined;
  const units = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const document = await movementDocument(db, { id, year, units, reader: person.id });
  if (document?.state !== "draft" || document.authorId !== person.id) throw notFound("movement", id);
  return document;
}

export const action = guard.action({ capability: "allotment.read" }, async (scene) => {
  const { form, locale, year, context, read, refused, redirect } = scene;
  const typed = readForm(form, movementSchema, locale);
  if (!typed.ok) return refused(typed.refusal, typed.submission);
  const { kind, on, unit, rows, draft, version, act, programme, programmeClass, origin, actReference, payer, earmarked, reason } =
    typed.value;
  const path = pathFrom(kind, typed.value.path);
  const lines = await read(async (db) => {
    const root = (await rootUnit(db, on)) ?? "";
    const classOf = await classesOf(
      db,
      rows.map(({ nature }) => nature),
    );
    return linesOfRows(rows, path, { classOf, placesOf: await placesOfRows(db, { on, kind, path, unit, root }, rows) });
  });
  const done = await saveMovement(context, {
    ...{ kind, fiscalYear: year, on, reason, lines, actReference, payer, earmarked, propose: act === "propose" },
    ...(origin !== "" && { origin }),
    ...(programme !== "" && programmeClass !== "" && { counterpart: { programme, spendingClass: programmeClass } }),
    ...(draft !== undefined && { draft: { id: draft, version: BigInt(version) } }),
  });
  if (!done.ok) return refused(await withRoom(scene, done.refusal), typed.submission);
  const { movementId, number, state } = done.value;
  return redirect(movementAddress(year, movementId), `movements.flash.${state}`, { number });
});

export default function NewMovementPage() {
  const { year, kinds, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  return (
    <Page
      title={form ? words("newOf", { kind: allotment(`kind.${form.kind}`) }) : words("new")}
      crumbs={[
        { label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("title"), to: movementsAddress(year) },
      ]}
      message={form ? words(`about.${form.kind}`) : words("newMessage")}
    >
      {kinds.length === 0 && <EmptyState title={words("nothingToWrite")}>{words("nothingToWriteHint")}</EmptyState>}
      {form ? (
        <MovementForm key={form.draft?.id ?? form.kind} year={year} {...form} answer={answer} />
      ) : (
        <KindList year={year} kinds={kinds} />
      )}
    </Page>
  );
}
