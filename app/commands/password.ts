import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the memory and time that OWASP gives as a minimum: about 70 ms on one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A longer one would only cost time. */
export const longestPassword = 256;

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize("NFKC"), cost);
}

/** Without a hash (unknown login, account without a password) the work is the same and the answer is no. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody()), password.normalize("NFKC"));
  return matches && typeof passwordHash === "string";
}

let made: Promise<string> | undefined;

/** The hash of a password that nobody has; made once. */
function nobody(): Promise<string> {
  made ??= hashPassword(randomBytes(24).toString("base64url"));
  return made;
}
