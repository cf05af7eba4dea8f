import { stakesOfMovement } from "#app/domain/allotment/approval.ts";
import { capUses } from "#app/domain/allotment/caps.ts";
import { leavesPersonnel } from "#app/domain/allotment/fungibility.ts";
import { legalPoints } from "#app/domain/allotment/legality.ts";
import { needsApproval } from "#app/domain/allotment/movement-state.ts";
import { roomChanges } from "#app/domain/allotment/redeployment.ts";
import { checkReversible } from "#app/domain/allotment/reversal.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { controllerActsOn } from "#db/queries/allotment.ts";
import { capStates } from "#db/queries/allotment-caps.ts";
import { type MovementDocument, movementDocument } from "#db/queries/allotment-movement.ts";
import { unitRooms } from "#db/queries/allotment-places.ts";
import { decisionTables, movementMandate, tableOn } from "#db/queries/arbitration/authority.ts";
import { classesOf } from "#db/queries/execution-reference.ts";

/** The document of the address, as the reader may see it: the page of one that does not exist otherwise. */
export async function movementAt({ db, year, params, access, person, today, notFound }: LoaderScene): Promise<MovementDocument> {
  const units = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const document = await movementDocument(db, { id: params.movement ?? "", year, units, reader: person.id });
  if (!document) throw notFound("movement", params.movement ?? "");
  return document;
}

/** What the rules say of a document while it is not over, what it would change, and who may do what with it. */
export async function judged(scene: LoaderScene, document: MovementDocument) {
  const { db, year, access, person, today } = scene;
  const { kind, lines, state, origin, earmarked, actReference, reverses, authorId, author } = document;
  const classOf = await classesOf(
    db,
    lines.flatMap(({ from, to }) => [from.nature, to.nature]),
  );
  const acts = await controllerActsOn(db, document.id);
  const isOpen = state === "draft" || state === "proposed";
  const reversal = reverses !== null;
  const uses = isOpen ? capUses({ kind, origin: origin ?? undefined, earmarked, reversal, lines }, classOf) : [];
  const states = await capStates(db, year, uses);
  const caps = states.map((own, index) => ({ state: own, asked: uses[index]?.amount ?? 0n }));
  const seen = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const changes = kind === "redeployment" && isOpen ? roomChanges(lines, await unitRooms(db, year, seen), classOf) : [];
  const stakes = stakesOfMovement(lines, classOf);
  const units = [...new Set(lines.flatMap(({ from, to }) => [from.unit, to.unit]))];
  const actor = { id: person.id, access };
  const mandate = await movementMandate(db, { actor, today }, { units, stakes, author: { id: authorId, name: author } });
  const number = documentNumber("MV", year, document.number);
  const reversible = checkReversible({
    ...{ number, kind, state, isReversal: reversal, isOfScenario: document.isOfScenario },
    reversedBy: document.reversedBy === null ? null : documentNumber("MV", year, document.reversedBy.number),
  });
  return {
    ...{ number, changes, stakes, acts: acts.map(({ at, ...act }) => ({ ...act, at: at.toISOString() })) },
    points: isOpen ? legalPoints({ kind, lines, actReference, acts, caps, changes, reversal }, classOf) : [],
    rules: (tableOn(await decisionTables(db), today)?.rules ?? []).filter(({ phase }) => phase === "movement"),
    needsController: leavesPersonnel(lines, classOf),
    needsSecond: needsApproval(kind),
    mayDecide: state === "proposed" && mandate.ok,
    onBehalfOf: mandate.ok ? (mandate.value.onBehalfOf?.name ?? null) : null,
    isReversible: reversible.ok,
  };
}
