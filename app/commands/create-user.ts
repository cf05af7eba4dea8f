import type { Grant } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertGrants, insertUser, unknownUnits } from "#db/queries/people.ts";
import { hashPassword } from "./password.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface UserInput {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly locale: "fr" | "en";
  readonly grants: readonly Grant[];
}

const loginPattern = /^[a-z0-9][a-z0-9._-]{1,39}$/;

/** Makes a local account with its roles. Refused: a login of the wrong form or already taken, a unit that nobody knows. */
export async function createUser(context: CommandContext, input: UserInput): Promise<Result<{ userId: bigint }>> {
  const { login, name, password, locale, grants } = input;
  const stored = { login, name, locale, grants };
  return await runCommand(context, { name: "create-user", capability: "admin.users" }, stored, async (db, touch) => {
    if (!loginPattern.test(login)) return refuse({ kind: "wrong-form", fields: { login: "login" } });
    const [stray] = await unknownUnits(
      db,
      grants.map(({ unit }) => unit),
    );
    if (stray !== undefined) return refuse({ kind: "unknown-code", dimension: "unit", code: stray });
    const userId = await insertUser(db, { login, name, locale, passwordHash: await hashPassword(password) });
    if (userId === undefined) return refuse({ kind: "already-exists", what: "user", id: login });
    await insertGrants(db, userId, grants);
    touch({ kind: "user", id: userId.toString(), detail: stored });
    return accept({ userId });
  });
}
