import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { messagesOf, translatorFor } from "#app/messages/index.ts";

/** Every key with its text: `shell.items.home` → « Accueil ». */
function flat(messages: object, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flat(value as object, `${prefix}${key}.`),
  );
}

/** The ICU arguments of a message, those inside the branches of plurals and choices too: what both languages must be given. */
function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  // Between apostrophes a brace is only a brace.
  let rest = text.replaceAll(/'[{}][^']*'/g, "");
  const message = () => {
    while (rest !== "" && !rest.startsWith("}")) {
      const argument = /^\{\s*(\w+)\s*(?:,\s*(\w+)\s*,?)?/.exec(rest);
      rest = rest.slice(argument?.[0].length ?? 1);
      if (argument?.[1] === undefined) continue;
      found.add(argument[1]);
      if (argument[2] === "plural" || argument[2] === "select") branches();
      rest = rest.slice(rest.indexOf("}") + 1);
    }
  };
  const branches = () => {
    for (let key = /^\s*[\w=]+\s*\{/.exec(rest); key !== null; key = /^\s*[\w=]+\s*\{/.exec(rest)) {
      rest = rest.slice(key[0].length);
      message();
      rest = rest.slice(1);
    }
  };
  message();
  return [...found].sort();
}

/** What surrounds every page. */
const onEveryPage = /^(common|shell|states|stages|units|resources|roles|glossary|demo|figure)\./;

const fr = new Map(flat(messagesOf("fr")));
const en = new Map(flat(messagesOf("en")));

describe("messages", () => {
  it("have the same keys in both languages", () => {
    expect([...en.keys()].sort()).toEqual([...fr.keys()].sort());
  });

  it("take the same arguments in both languages, and none is empty", () => {
    const different = [...fr].filter(([key, text]) => argumentsOf(text).join() !== argumentsOf(en.get(key) ?? "").join());
    expect(different.map(([key]) => key)).toEqual([]);
    expect([...fr, ...en].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  it("keep French punctuation on its line, and use the typographic apostrophe", () => {
    const loose = [...fr].filter(([key, text]) => onEveryPage.test(key) && / [:;!?%»]|« |\w'\w/.test(text));
    expect(loose.map(([key]) => key)).toEqual([]);
  });

  it("count in words", () => {
    expect(translatorFor("fr", "common")("errorSummary", { count: 1 })).toBe("Une erreur est à corriger");
    expect(translatorFor("en", "common")("errorSummary", { count: 3 })).toBe("There are 3 errors to correct");
  });
});

describe("the interface", () => {
  it("has no French word outside the messages", () => {
    const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
    expect(files.length).toBeGreaterThan(20);
    const offences = files.flatMap((file) => {
      const text = withoutComments(readFileSync(path.join("app", file), "utf8")).replaceAll(ownName, "");
      return text.split("\n").flatMap((line, index) => (/[à-öø-ÿœÀ-ÖØ-ßŒ«»]/.test(line) ? [`app/${file}:${index + 1}`] : []));
    });
    expect(offences).toEqual([]);
  });
});

/** A language says its own name, whatever the language of the page. */
const ownName = '"Français"';

/** The same lines, comments blanked. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " ")).replace(/(^|\s)\/\/.*$/gm, "");
}
