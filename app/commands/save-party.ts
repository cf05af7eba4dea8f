import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { describeParty, insertParty, insertPartyVersion, lockParty, type PartyDescribed } from "#db/queries/execution-party.ts";
import { type CommandContext, runCommand } from "./run.ts";

export type PartyInput = PartyDescribed;
export interface ChangePartyInput extends PartyInput {
  /** The version that was on the screen; 0 where none was kept yet. */
  readonly seenVersion: number;
}
export interface ClosePartyInput {
  readonly code: string;
  readonly seenVersion: number;
  readonly closed: boolean;
}
export interface SavedParty {
  readonly code: string;
  readonly version: number;
}

/** Makes a party known: a code that nobody bears yet, a name, what it is, and its SIRET where it has one. */
export async function addParty(context: CommandContext, input: PartyInput): Promise<Result<SavedParty>> {
  return await runCommand(context, { name: "add-party", capability: "execution.refer" }, input, async (db, touch) => {
    const fault = partyFault(input);
    if (fault) return refuse(fault);
    if (!(await insertParty(db, input))) return refuse({ kind: "already-exists", what: "party", id: input.code });
    await insertPartyVersion(db, { ...input, version: 1, act: "add", author: context.actor.id });
    touch({ kind: "party", id: input.code, detail: { ...input } });
    return accept({ code: input.code, version: 1 });
  });
}

/** Describes a party anew; what it said before is kept, version by version. The label of a closed exercise stays the one that it closed with. */
export async function changeParty(context: CommandContext, input: ChangePartyInput): Promise<Result<SavedParty>> {
  const { seenVersion, ...party } = input;
  return await runCommand(context, { name: "change-party", capability: "execution.refer" }, input, async (db, touch) => {
    const fault = partyFault(party);
    if (fault) return refuse(fault);
    const saved = await nextVersion(db, context, { party, seenVersion, act: "change" });
    if (saved.ok) touch({ kind: "party", id: party.code, detail: { ...party } });
    return saved;
  });
}

/** Closes a party, which then receives no commitment any more, or opens it again. */
export async function closeParty(context: CommandContext, input: ClosePartyInput): Promise<Result<SavedParty>> {
  const { code, seenVersion, closed } = input;
  return await runCommand(context, { name: "close-party", capability: "execution.refer" }, input, async (db, touch) => {
    const saved = await nextVersion(db, context, { party: { code }, seenVersion, act: closed ? "close" : "reopen" });
    if (saved.ok) touch({ kind: "party", id: code, detail: { closed } });
    return saved;
  });
}

interface NextVersion {
  readonly party: PartyInput | { readonly code: string };
  readonly seenVersion: number;
  readonly act: "change" | "close" | "reopen";
}

async function nextVersion(db: Db, { actor }: CommandContext, { party, seenVersion, act }: NextVersion): Promise<Result<SavedParty>> {
  const { code } = party;
  const standing = await lockParty(db, code);
  if (!standing) return refuse({ kind: "not-found", what: "party", id: code });
  const { version, closed } = standing;
  if (version !== seenVersion) return refuse({ kind: "stale", what: "party", seen: BigInt(seenVersion), current: BigInt(version) });
  if (act !== "change" && closed === (act === "close"))
    return refuse({ kind: "wrong-state", what: "party", state: closed ? "closed" : "open", expected: [closed ? "open" : "closed"] });
  const { label, kind, siret } = "label" in party ? party : standing;
  const described = { code, label, kind, siret };
  await describeParty(db, described, act === "close" || (act === "change" && closed));
  await insertPartyVersion(db, { ...described, version: version + 1, act, author: actor.id });
  return accept({ code, version: version + 1 });
}

function partyFault({ label, siret }: PartyInput) {
  if (label.trim() === "") return { kind: "wrong-form", fields: { label: "required" } } as const;
  return siret === null || /^\d{14}$/.test(siret) ? undefined : ({ kind: "wrong-form", fields: { siret: "siret" } } as const);
}
