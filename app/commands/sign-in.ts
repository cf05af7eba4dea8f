import { randomBytes, randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Database, Organisation } from "#db/client.ts";
import { writeAudit } from "#db/queries/command.ts";
import { endSession, openSession } from "#db/queries/session.ts";
import {
  type Attempt,
  type Credentials,
  credentialsOf,
  lockTries,
  noteSuccess,
  noteTry,
  triesBefore,
} from "#db/queries/sign-in-attempt.ts";
import { longestPassword, verifyPassword } from "./password.ts";

export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly address: string;
  /** The device that this browser proved to be, where this login has signed in before. */
  readonly device?: string | undefined;
  /** The session that the browser held until now: it ends, so that a token planted before the sign-in is worth nothing after. */
  readonly replacing?: string | undefined;
}

export interface SignedIn {
  readonly token: string;
  /** To remember in this browser. */
  readonly device: string;
  readonly locale: "fr" | "en";
}

/** Failed tries in 15 minutes: of one account by one group of devices, and of one address over all accounts (decision 0022). */
export const mostTries = { ofAccount: 10, ofAddress: 100 } as const;

/**
 * Opens a session for whoever knows the password. No actor yet, hence no `runCommand`: the try is counted first, in a transaction
 * of its own, then the password is verified, for a time that does not say whether the login exists.
 */
export async function signIn(database: Database, organisation: Organisation, input: SignIn): Promise<Result<SignedIn>> {
  const attempt: Attempt = {
    login: input.login.trim().toLowerCase().slice(0, 64),
    address: input.address.slice(0, 64),
    device: input.device ?? null,
  };
  const counted = await countTry(database, organisation, attempt);
  if (!counted.ok) return counted;
  const { credentials, id } = counted.value;
  const known = await verifyPassword(credentials?.passwordHash, input.password.slice(0, longestPassword));
  if (!known || !credentials || input.password.length > longestPassword) return refuse({ kind: "sign-in-failed" });
  const token = randomBytes(32).toString("base64url");
  const device = input.device ?? randomUUID();
  await database.write(organisation, async (db) => {
    if (input.replacing !== undefined) await endSession(db, input.replacing);
    await openSession(db, { token, userId: credentials.id });
    await noteSuccess(db, id, { ...attempt, device });
    await writeAudit(db, {
      actor: credentials.id,
      action: "sign-in",
      unit: null,
      objectKind: "session",
      objectId: null,
      detail: { address: attempt.address, device },
      key: null,
    });
  });
  return accept({ token, device, locale: credentials.locale });
}

async function countTry(
  database: Database,
  organisation: Organisation,
  attempt: Attempt,
): Promise<Result<{ id: bigint; credentials: Credentials | undefined }>> {
  return await database.write(organisation, async (db) => {
    await lockTries(db, organisation.number, attempt);
    const { ofAccount, ofAddress, minutesLeft } = await triesBefore(db, attempt);
    const tooMany = ofAccount >= mostTries.ofAccount || (attempt.device === null && ofAddress >= mostTries.ofAddress);
    if (tooMany) return refuse({ kind: "sign-in-throttled", minutes: minutesLeft });
    const id = await noteTry(db, attempt);
    return accept({ id, credentials: await credentialsOf(db, attempt.login) });
  });
}
