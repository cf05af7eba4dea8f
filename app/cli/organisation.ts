import { createOrganisation } from "#app/commands/create-organisation.ts";
import type { CliCommand } from "./ledger.ts";
import { readOptions, requiredText } from "./options.ts";
import { wordsOf } from "./refusal-words.ts";

export const organisationCreate: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["name", "siren"], words: ["SLUG"] }, terminal);
  const input = {
    slug: given.words[0] ?? "",
    name: requiredText(given, "name", terminal),
    siren: requiredText(given, "siren", terminal),
  };
  return async ({ access }) => {
    const created = await createOrganisation(access, input);
    if (created.ok) {
      terminal.message(terminal.say("created", { slug: created.value.slug }));
      terminal.result(created.value.slug);
      return 0;
    }
    terminal.message(terminal.say("refused", { why: wordsOf(created.refusal, terminal) }));
    return 1;
  };
};

/** Connecting brings the schemas to the present version: there is nothing left to do. */
export const migrateAll: CliCommand = (args, terminal) => {
  readOptions(args, {}, terminal);
  return async () => {
    terminal.message(terminal.say("migrated"));
    return 0;
  };
};
