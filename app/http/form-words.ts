import type { $ZodRawIssue } from "zod/v4/core";
import type { Refusal } from "#app/domain/refusal.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { wordsOf } from "./refusal.ts";

/** Why a field is refused, when zod has no word for it: a refusal of the domain, or a key of the messages `form`. */
export type Fault =
  | { readonly refusal: Refusal }
  | { readonly words: "unstorable" | "negative" | "zero" | "whole-number" | "wrong-code" | "not-a-month" | "nothing-ticked" };

/** One sentence at the field. */
export function wordsOfIssue(issue: $ZodRawIssue, locale: Locale): string {
  const say = translatorFor(locale, "form");
  const text = typeof issue.input === "string" ? issue.input : "";
  const fault = faultOf(issue);
  if (fault) return "refusal" in fault ? wordsOf(fault.refusal, locale) : say(fault.words, { text });
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? say("required") : say("invalid");
    case "too_small":
      if (issue.origin !== "string") return say("too-small", { limit: String(issue.minimum) });
      return Number(issue.minimum) <= 1 ? say("required") : say("too-short", { limit: Number(issue.minimum) });
    case "too_big":
      return issue.origin === "string"
        ? say("too-long", { limit: Number(issue.maximum) })
        : say("too-large", { limit: String(issue.maximum) });
    case "invalid_value":
    case "invalid_union":
      return text === "" ? say("required") : say("choice");
    case "invalid_format":
      return text === "" ? say("required") : say("wrong-identifier");
    default:
      return say("invalid");
  }
}

function faultOf(issue: $ZodRawIssue): Fault | undefined {
  if (issue.code !== "custom") return undefined;
  const { params } = issue as { readonly params?: { readonly fault?: Fault } };
  return params?.fault;
}
