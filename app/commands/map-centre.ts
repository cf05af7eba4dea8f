import { createHash, randomUUID } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { usualChoices } from "#app/domain/chorus/choices.ts";
import { bareCode, type CentreKind, CodeFinder } from "#app/domain/chorus/codes.ts";
import type { KnownItem } from "#app/domain/chorus/item.ts";
import { type ExtractKind, posts } from "#app/domain/chorus/kind.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { CentreOfUnit } from "#app/domain/reference/nomenclature.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { moveLines } from "#db/queries/chorus/documents.ts";
import { holdImports, lastPostedOf, markPosted, saveChorusImport, saveExtractCheck } from "#db/queries/chorus/import.ts";
import { saveChanges, saveEvents, updateItems, type WaitingItem, waitingItems } from "#db/queries/chorus/item.ts";
import { knownCodes, pendingUnit } from "#db/queries/chorus/reference.ts";
import { exercise, exercisesOf } from "#db/queries/execution-reference.ts";
import { keptCentres } from "#db/queries/reference.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { emptyReport } from "./check-extract.ts";
import { extractEvents, type PlannedChange } from "./extract-events.ts";
import { applyNomenclature } from "./load-nomenclature.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { toStored } from "./stored-value.ts";

export interface CentreMapping {
  readonly kind: CentreKind;
  readonly centre: string;
  readonly unit: string;
  /** From that day on; what was mapped before stays true until it. */
  readonly from: Day;
  /** The exercise in which what waits is given to its unit. */
  readonly fiscalYear: number;
}

export interface MappedCentre {
  /** How many things that waited on « À affecter » have come to their unit. */
  readonly moved: number;
}

/**
 * Says which unit a centre of Chorus stands for, from a day on, and gives that unit what waits for it on « À affecter »: in both books, as an
 * import of its own, which is undone like the others.
 */
export async function mapCentre(context: CommandContext, input: CentreMapping): Promise<Result<MappedCentre>> {
  return await runCommand(context, { name: "map-centre", capability: "execution.import" }, input, async (db, touch) => {
    const centre = input.centre.normalize("NFC").trim();
    if (bareCode(centre) === "") return refuse({ kind: "wrong-form", fields: { centre: "required" } });
    await allowLongStatements(db);
    await holdImports(db);
    const mapped = await applyNomenclature(db, { centres: await revised(db, { ...input, centre }) });
    if (!mapped.ok) return mapped;
    const moved = await giveWaiting(db, context, input);
    if (!moved.ok) return moved;
    touch({ kind: "centre", id: centre, unit: input.unit, detail: { ...input, centre, moved: moved.value } });
    return accept({ moved: moved.value });
  });
}

/** The new description of a centre; the one that it follows ends the day before. */
async function revised(db: Db, { kind, centre, unit, from }: CentreMapping): Promise<CentreOfUnit[]> {
  const own = (await keptCentres(db)).filter((kept) => kept.kind === kind && kept.centre === centre);
  const standing = own.find(({ from: first = "", until = "9999" }) => first < from && from < until);
  const next = own.flatMap(({ from: first }) => (first !== undefined && first > from ? [first] : [])).sort()[0];
  const same = own.find((kept) => kept.from === from);
  const added = { kind, centre, unit, from, until: same?.until ?? next };
  return standing ? [{ kind, centre, unit: standing.unit, from: standing.from, until: from }, added] : [added];
}

async function giveWaiting(db: Db, context: CommandContext, { fiscalYear }: CentreMapping): Promise<Result<number>> {
  const days = await exercise(db, fiscalYear);
  if (!days) return refuse({ kind: "unknown-year", date: `${fiscalYear}-01-01` });
  const pending = await pendingUnit(db, days.lastDay);
  if (pending === undefined) return accept(0);
  const codes = new CodeFinder({ ...(await knownCodes(db, days.lastDay)), pendingUnit: pending });
  const found = (await waitingItems(db, pending)).flatMap((item) => {
    const [managing, benefiting] = [
      codes.unitOf("financialCentre", item.financialCentre, item.on),
      codes.unitOf("costCentre", item.costCentre, item.on),
    ];
    const unit = managing ?? benefiting;
    return unit === undefined ? [] : [{ item, place: { ...item.place, unit, beneficiaryUnit: benefiting ?? unit } }];
  });
  let moved = 0;
  for (const [kind, own] of grouped(found, ({ item }) => item.kind)) {
    const changes = own.map(
      ({ item, place }): PlannedChange => ({
        kind: item.kind,
        key: item.key,
        row: null,
        before: knownOf(item),
        after: { ...knownOf(item), place },
      }),
    );
    const given = await writeMoves(db, context, { kind: kind as ExtractKind, changes, codes, days });
    if (!given.ok) return given;
    moved += changes.length;
  }
  return accept(moved);
}

function knownOf({ kind: _kind, key: _key, financialCentre: _centre, costCentre: _cost, ...item }: WaitingItem): KnownItem {
  return item;
}

interface Moves {
  readonly kind: ExtractKind;
  readonly changes: readonly PlannedChange[];
  readonly codes: CodeFinder;
  readonly days: { readonly year: number; readonly firstDay: Day; readonly lastDay: Day };
}

/** An import of its own, as if an extract had said the same things with another centre. */
async function writeMoves(db: Db, context: CommandContext, { kind, changes, codes, days }: Moves): Promise<Result<null>> {
  const last = await lastPostedOf(db, [kind]);
  const asOf = last?.fiscalYear === days.year ? last.asOf : context.today > days.lastDay ? days.lastDay : context.today;
  const years = await exercisesOf(db, [asOf]);
  if (!years.ok) return years;
  const id = randomUUID();
  const name = "Rattachement des centres aux unités";
  const content = Buffer.from(JSON.stringify(changes.map(({ key, after }) => [key, after.place.unit])));
  const sha256 = createHash("sha256").update(content).digest();
  const head = { id, kind, site: last?.site ?? "", fiscalYear: days.year, asOf, name, sha256, content, choices: usualChoices };
  const book = deflateRawSync(JSON.stringify({ kind: "text", sheets: [] }));
  await saveChorusImport(db, { ...head, book, author: context.actor.id });
  const report = toStored({ ...emptyReport, rows: changes.length, changed: changes.length });
  await saveExtractCheck(db, id, { asOf, choices: usualChoices, report, digest: sha256 });
  const asked = { importId: id, changes: posts(kind) ? changes : [], asOf, exercise: days, codes, title: name, lock: true };
  const planned = await extractEvents(db, asked);
  if (!planned.ok) return planned;
  const { events } = planned.value;
  const posted = await postEvents(
    db,
    context,
    events.map(({ entries }) => entries),
  );
  if (!posted.ok) return posted;
  await updateItems(
    db,
    { kind, site: head.site, importId: id },
    changes.map(({ key, before, after }) => {
      return { key, stands: before, state: after, documentId: before?.documentId ?? null, line: before?.line ?? null };
    }),
  );
  if (kind === "commitments") {
    const lines = changes.flatMap(({ before, after }) =>
      before?.documentId == null || before.line === null
        ? []
        : [{ documentId: before.documentId, line: before.line, amount: after.amount, place: after.place }],
    );
    await moveLines(db, { importId: id, fiscalYear: days.year, on: asOf, reason: name, author: context.actor.id }, lines);
  }
  await saveChanges(
    db,
    id,
    changes.map((change, index) => ({ ...change, ordinal: index + 1 })),
  );
  const ranks = (moves: (typeof events)[number]["moves"]) => [...new Set(moves.map(({ change }) => change + 1))];
  await saveEvents(
    db,
    id,
    events.map(({ eventId, unit, on, moves }, index) => ({ eventId, ordinal: index + 1, unit, on, undoes: false, changes: ranks(moves) })),
  );
  await markPosted(db, id, { by: context.actor.id, report });
  return accept(null);
}
