import { createHash } from "node:crypto";
import { type Access, type Capability, mayDo } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Database, Db, Organisation } from "#db/client.ts";
import { claimCommand, concludeCommand } from "#db/queries/command.ts";
import { refusalOfFailure } from "#db/refusals.ts";
import { fromStored, toStored } from "./stored-value.ts";

/** Who asks, where, when, and under which idempotency key (made when the form was rendered). */
export interface CommandContext {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly actor: Actor;
  readonly key: string;
  readonly today: Day;
}
export interface Actor {
  readonly id: bigint;
  readonly login: string;
  readonly access: Access;
}

export interface CommandDeclaration {
  /** The command's file name, which is what the audit says. */
  readonly name: string;
  /** « signed-in »: whoever has a session; the command then looks at whose the thing is. */
  readonly capability: Capability | "signed-in";
  /** The unit on which the capability must be held; absent: anywhere (the command then checks each unit that it touches). */
  readonly unit?: string | undefined;
}

/** What the audit says was touched, beside the command's name and input. */
export interface Touched {
  readonly kind: string;
  readonly id: string;
  readonly unit?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * One business change in one transaction: capability, idempotency, work, audit, outcome. A refusal rolls everything back, the key included.
 * The same key with the same input gives the first outcome again; with another input `key-reused`; by another person `not-found`.
 */
export async function runCommand<Value>(
  context: CommandContext,
  declaration: CommandDeclaration,
  input: unknown,
  work: (db: Db, touch: (touched: Touched) => void) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const denied = denial(context.actor.access, declaration);
  if (denied) return refuse(denied);
  const requestHash = hashOf(declaration.name, input);
  try {
    return await context.database.write(context.organisation, async (db) => {
      const claim = await claimCommand(db, { key: context.key, name: declaration.name, actor: context.actor.id, requestHash });
      if (claim.kind === "taken") return replay<Value>(claim, context.actor.id, requestHash, context.key);
      const touched: Touched[] = [];
      const result = await work(db, (object) => touched.push(object));
      if (!result.ok) throw new Rollback(result.refusal);
      const audit = (touched.length > 0 ? touched : [undefined]).map((object) => auditRow(context, declaration, object, input));
      await concludeCommand(db, { key: context.key, outcome: toStored(result.value), audit });
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) return refuse(error.refusal);
    const refusal = refusalOfFailure(error);
    if (refusal) return refuse(refusal);
    throw error;
  }
}

/** A missing capability is `forbidden`; a unit out of reach is `not-found`, as one that does not exist. */
export function denial(access: Access, { capability, unit }: CommandDeclaration): Refusal | undefined {
  if (capability === "signed-in") return undefined;
  if (!mayDo(access, capability)) return { kind: "forbidden", capability };
  if (unit !== undefined && !mayDo(access, capability, unit)) return { kind: "not-found", what: "unit", id: unit };
  return undefined;
}

class Rollback extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

function replay<Value>(
  claim: { actor: bigint; requestHash: Uint8Array; outcome: unknown },
  actor: bigint,
  requestHash: Uint8Array,
  key: string,
): Result<Value> {
  if (claim.actor !== actor) return refuse({ kind: "not-found", what: "command", id: key });
  if (!Buffer.from(claim.requestHash).equals(Buffer.from(requestHash))) return refuse({ kind: "key-reused" });
  return { ok: true, value: fromStored(claim.outcome) as Value };
}

function hashOf(name: string, input: unknown): Uint8Array {
  return createHash("sha256")
    .update(name)
    .update("\u0000")
    .update(JSON.stringify(toStored(input)))
    .digest();
}

function auditRow({ actor, key }: CommandContext, { name, unit }: CommandDeclaration, touched: Touched | undefined, input: unknown) {
  return {
    actor: actor.id,
    action: name,
    unit: touched?.unit ?? unit ?? null,
    objectKind: touched?.kind ?? null,
    objectId: touched?.id ?? null,
    detail: toStored(touched?.detail ?? input ?? {}),
    key,
  };
}
