import { addAttachment } from "#app/commands/add-attachment.ts";
import { approveMovement, refuseMovement } from "#app/commands/decide-movement.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import { type SaveMovementInput, saveMovement } from "#app/commands/save-movement.ts";
import { withdrawMovement } from "#app/commands/withdraw-movement.ts";
import type { MovementLine, StagedPlace } from "#app/domain/allotment/movement.ts";
import { firstDayOf, monthOf } from "#app/domain/month.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";
import { onePage } from "../one-page.ts";
import { currentYear, type Progress } from "../plan/calendar.ts";
import { euros } from "../plan/requests.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/**
 * Movements of the year under way, one in each state of a document (« fictif »): asked, refused, withdrawn, begun, and one that was posted then undone,
 * so that no credit ends elsewhere than the plan says.
 */
export async function playMovements(set: StageSet, { today }: Progress): Promise<void> {
  const on = firstDayOf(monthOf(today));
  const write = async (login: Parameters<StageSet["as"]>[0], input: Omit<SaveMovementInput, "fiscalYear" | "on">) =>
    accepted(await saveMovement(set.as(login, today), { ...input, fiscalYear: currentYear, on }), input.reason);
  const between = (from: string, to: string, amount: number) => redeployed(allotted(from), allotted(to), amount);

  const done = await write("programme", {
    ...{ kind: "redeployment", propose: true, reason: "Matériel de collecte repris par Grand Est (fictif)" },
    lines: between("SG-DI", "DR44", 12_000),
  });
  accepted(await approveMovement(set.as("arbitre", today), { movementId: done.movementId }), done.number);
  const reason = "La collecte reste au département de l’informatique (fictif)";
  const undone = accepted(await reverseMovement(set.as("programme", today), { movementId: done.movementId, on, reason }), done.number);
  accepted(await approveMovement(set.as("arbitre", today), { movementId: undone.movementId }), undone.number);

  await write("chef", {
    ...{ kind: "redeployment", propose: true, reason: "Renfort de l’enquête Logement, deuxième semestre (fictif)" },
    lines: between("SG-DI", "DR44", 40_000),
  });
  await write("programme2", {
    ...{ kind: "redeployment", propose: true, reason: "Postes vacants, financement d’une prestation informatique (fictif)" },
    lines: redeployed({ ...allotted("SG-DI"), nature: "21" }, allotted("SG-DI"), 25_000),
  });
  const refused = await write("chef-info", {
    ...{ kind: "redeployment", propose: true, reason: "Renouvellement anticipé de licences (fictif)" },
    lines: between("DR44", "SG-DI", 15_000),
  });
  const why = "À financer sur la dotation de l’unité.";
  accepted(await refuseMovement(set.as("arbitre", today), { movementId: refused.movementId, reason: why }), why);
  const withdrawn = await write("programme2", {
    ...{ kind: "redeployment", propose: true, reason: "Double d’une demande déjà faite (fictif)" },
    lines: between("SG-DI", "DR44", 40_000),
  });
  accepted(
    await withdrawMovement(set.as("programme2", today), { movementId: withdrawn.movementId, reason: "Déjà demandé." }),
    withdrawn.number,
  );
  const virement = await write("programme", {
    ...{ kind: "virement", propose: true, reason: "Participation au schéma directeur immobilier (fictif)" },
    ...{ actReference: `Décret n° ${currentYear}-000 (fictif)`, counterpart: { programme: "218", spendingClass: "nonPersonnel" } },
    lines: opened(350_000),
  });
  const place = { movementId: virement.movementId };
  const content = onePage("Projet de decret de virement, document fictif");
  accepted(await addAttachment(set.as("programme", today), { place, name: "projet-de-decret.pdf", content }), "attachment");
  await write("programme", {
    ...{ kind: "transfer", propose: false, reason: "Enquête confiée par un autre ministère, à compléter (fictif)" },
    counterpart: { programme: "150", spendingClass: "nonPersonnel" },
    lines: opened(90_000),
  });
}

function allotted(unit: string): StagedPlace {
  return unit === "DR44"
    ? { stage: "allotted", unit, nature: "31-COL", activity: "01-ENQ" }
    : { stage: "allotted", unit, nature: "31-INF", activity: "09-INF" };
}

function redeployed(from: StagedPlace, to: StagedPlace, amount: number): MovementLine[] {
  return (["AE", "CP"] as const).map((resource) => ({ resource, amount: euros(amount), from, to }));
}

/** From outside to the programme, on the other titles of its first action. */
function opened(amount: number): MovementLine[] {
  const place = { unit: rootUnit, nature: "HT2", activity: "01" };
  return (["AE", "CP"] as const).map((resource) => ({
    ...{ resource, amount: euros(amount), from: { stage: "voted" as const, ...place }, to: { stage: "unallocated" as const, ...place } },
  }));
}
