import { data, type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { draftReaderFor } from "#app/commands/ledger-reach.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { manualJournals } from "#app/domain/ledger/manual-entry.ts";
import { fieldOfRefusal } from "#app/domain/ledger/typing/read-entry.ts";
import { workingDay } from "#app/domain/ledger/typing/typed-day.ts";
import { isDay } from "#app/domain/month.ts";
import { atField } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { journalsAmong } from "#db/queries/ledger/choices.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { entryModels } from "#db/queries/ledger/entry-model.ts";
import { type Exercise, exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { habitsOf } from "#db/queries/ledger/habit.ts";
import { entryAddress, ledgerCrumbs, newEntryAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import { EntryDesk } from "./entry-desk.tsx";
import { entryChoices, fieldErrors, onTypedLine, readTexts, readWithCodes } from "./read-entry.ts";
import { amountsIn, blankEntry, copyOf, modelled, type Proposal } from "./start-entry.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, person, today, year, url, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const journals = await journalsAmong(db, year, manualJournals);
  const habits = await habitsOf(db, year, person.id, manualJournals);
  const place = { base: workingDay(habits.last?.day ?? null, today, exercise), today, exercise };
  const asked = url.searchParams.get("journal") ?? habits.last?.journal;
  const proposal = { journal: journals.find(({ code }) => code === asked)?.code ?? "OD", nextVouchers: habits.nextVouchers };
  const models = await entryModels(db);
  const draft = await draftIn(scene);
  return {
    year,
    place,
    login: person.login,
    commandKey: newKey(),
    newDraftId: newKey(),
    attachmentKey: newKey(),
    draft: {
      id: draft?.id ?? newKey(),
      version: draft?.version ?? 0n,
      deleted: draft?.deletedAt !== null && draft !== undefined,
      posted: draft?.postedAs ?? null,
    },
    start: draft?.body ?? (await startOf(scene, { exercise, proposal, place, models })),
    attachments: draft ? await attachmentsOf(db, { draftId: draft.id }) : [],
    nextVouchers: habits.nextVouchers,
    fewest: url.searchParams.get("lines") === "many" ? manyLines : fewLines,
    model: models.find(({ id }) => id === url.searchParams.get("model")) ?? null,
    models,
    journals: [...journals].sort((left, right) => orderOf(left.code) - orderOf(right.code)),
    choices: await entryChoices(db, access, place.base),
  };
});

const fewLines = 6;
const manyLines = 24;

/** Saving a draft changes nothing that the page shows; only a new address, or an act of this page, asks for it again. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formAction === undefined || formAction.includes("/entries/new") ? defaultShouldRevalidate : false;
}

export const action = guard.action({ capability: "ledger.post", whole: true }, async (scene) => {
  const { form, context, access, today, year, locale, refused, redirect } = scene;
  const texts = readTexts(form, locale);
  if (!texts.ok) return refused(texts.refusal, texts.submission);
  const exercise = await scene.read((db) => exerciseNamed(db, year));
  if (!exercise) throw scene.notFound("year", String(year));
  const base = String(form.get("base") ?? "");
  const place = { base: isDay(base) ? base : workingDay(null, today, exercise), today, exercise };
  const read = await scene.read((db) => readWithCodes(db, access, texts.typed, place));
  if (!read.ok) {
    const [first] = read.faults;
    const lastResult = texts.submission.reply({ fieldErrors: fieldErrors(read.faults, locale) });
    return data({ refusal: { kind: first?.refusal.kind ?? "wrong-form", message: "" }, lastResult }, { status: 422 });
  }
  const draft = draftOf(form);
  const posted = await postManualEntry(context, { ...read.entry, ...(draft ? { draft } : {}) });
  if (!posted.ok) {
    const field = fieldOfRefusal(posted.refusal, read.entry, read.positions);
    const refusal = onTypedLine(posted.refusal, read.positions);
    if (field === undefined) return refused(refusal, texts.submission);
    return refused(refusal, atField(texts.submission, field));
  }
  const { fiscalYear, id, journal, number } = posted.value;
  const another = form.get("verb") === "another";
  const next = another ? `${newEntryAddress(fiscalYear)}?journal=${encodeURIComponent(journal)}` : entryAddress(fiscalYear, id);
  return redirect(next, "ledger.entryPosted", { entry: `${journal}-${number}` });
});

export default function NewEntryPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("ledger");
  const entryWords = useTranslations("entryForm");
  const { year, place, draft } = page;
  return (
    <Page title={words("newEntry.title")} crumbs={ledgerCrumbs(words("title"), year)} message={words("newEntry.sentence")}>
      {place.exercise.status === "closed" && <Notice kind="warning" title={words("newEntry.closed", { year: String(year) })} />}
      {(draft.posted || draft.deleted) && (
        <Notice kind="warning" title={entryWords("draftOver")}>
          {draft.posted
            ? entryWords("draftPosted", { entry: `${draft.posted.journal}-${draft.posted.number}` })
            : entryWords("draftDeleted")}
        </Notice>
      )}
      <EntryDesk key={page.commandKey} {...page} answer={answer} />
    </Page>
  );
}

async function draftIn({ db, person, access, today, url, year, notFound }: LoaderScene) {
  const id = url.searchParams.get("draft");
  if (id === null) return undefined;
  const draft = isUuid(id) ? await draftById(db, id, await draftReaderFor(db, { id: person.id, access }, today)) : undefined;
  if (draft?.fiscalYear !== year) throw notFound("draft", id);
  return draft;
}

interface Start {
  readonly exercise: Exercise;
  readonly proposal: Proposal;
  readonly place: { readonly base: string; readonly today: string; readonly exercise: Exercise };
  readonly models: Awaited<ReturnType<typeof entryModels>>;
}

/** What the form starts from: an entry to copy, a model to apply, else nothing but what was used last. */
async function startOf({ db, url, notFound }: LoaderScene, { proposal, place, models }: Start) {
  const copied = url.searchParams.get("copy");
  if (copied !== null) {
    const entry = /^\d{1,18}$/.test(copied) ? await entryById(db, BigInt(copied)) : undefined;
    if (entry?.book !== "general") throw notFound("entry", copied);
    return copyOf(entry, proposal, place, url.searchParams.get("date"));
  }
  const model = models.find(({ id }) => id === url.searchParams.get("model"));
  return model ? modelled(model, amountsIn(url.searchParams, model), proposal, place) : blankEntry(proposal, place);
}

function draftOf(form: FormData) {
  const id = String(form.get("draft") ?? "");
  const seen = String(form.get("draftVersion") ?? "");
  return isUuid(id) && /^\d{1,18}$/.test(seen) ? { id, seen: BigInt(seen) } : undefined;
}

function orderOf(code: string): number {
  return (manualJournals as readonly string[]).indexOf(code);
}
