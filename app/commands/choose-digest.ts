import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type DigestChoice, digestChoice, saveDigestChoice } from "#db/queries/digest.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Whether one wants the daily message, at which address, in which language: of oneself alone. Without an address it is kept as a file. */
export async function chooseDigest(context: CommandContext, input: DigestChoice): Promise<Result<DigestChoice>> {
  return await runCommand(context, { name: "choose-digest", capability: "signed-in" }, input, async (db, touch) => {
    const email = input.email?.trim() ?? "";
    if (email !== "" && !isAddress(email)) return refuse({ kind: "not-an-email", text: email });
    const before = await digestChoice(db, context.actor.id);
    const after = { ...input, email: email === "" ? null : email };
    await saveDigestChoice(db, context.actor.id, after);
    touch({ kind: "user", id: context.actor.login, detail: { before, after } });
    return accept(after);
  });
}

/** One address, of which nothing could be taken for another header or another recipient. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/.test(text);
}
