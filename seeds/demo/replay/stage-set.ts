import { randomUUID } from "node:crypto";
import { createUser } from "#app/commands/create-user.ts";
import type { Actor, CommandContext } from "#app/commands/run.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Day } from "#app/domain/month.ts";
import type { Result } from "#app/domain/result.ts";
import type { Database, Organisation } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import { type DemoLogin, demoAccounts, grantsOf } from "../people.ts";

/** Who may be made to act, and when: the demo plays its people, each with the rights of that person. */
export interface StageSet {
  readonly database: Database;
  readonly organisation: Organisation;
  as(login: DemoLogin, today: Day): CommandContext;
  system(today: Day): Promise<CommandContext>;
}

/** Which commitment of the journal each planned one became. */
export type Commitments = Map<string, string>;

/** Creates the people and learns what each may do. */
export async function castPeople(database: Database, organisation: Organisation, today: Day): Promise<StageSet> {
  const system = async (day: Day) => await systemContext(database, organisation, day);
  const ids = new Map<string, bigint>();
  for (const account of demoAccounts) {
    const { login, name, password } = account;
    const created = await createUser(await system(today), { login, name, password, locale: "fr", grants: grantsOf(account) });
    ids.set(login, accepted(created, `account ${login}`).userId);
  }
  const actors = await database.read(organisation, async (db) => {
    const found = new Map<string, Actor>();
    for (const [login, id] of ids) found.set(login, { id, login, access: await accessOf(db, id, today) });
    return found;
  });
  const as = (login: DemoLogin, day: Day): CommandContext => {
    const actor = actors.get(login);
    if (!actor) throw new Error(`${login} is not in the cast`);
    return { database, organisation, actor, key: randomUUID(), today: day };
  };
  return { database, organisation, as, system };
}

/** The demo's own plan is never refused: a refusal is a fault of the plan, said with its numbers. */
export function accepted<Value>(result: Result<Value>, step: string): Value {
  if (result.ok) return result.value;
  const numbers = JSON.stringify(result.refusal, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  throw new Error(`The demo was refused at « ${step} »: ${numbers}`);
}
