import { describe, expect, it } from "vitest";
import { parsePreferences, serialiseColorScheme, serialiseLocale, serialiseNavigation } from "#app/http/locale.ts";

describe("parsePreferences", () => {
  it.each([
    [null, null, { locale: "fr", colorScheme: "auto", navigation: "full" }],
    ["locale=en; theme=dark; navigation=folded", "fr", { locale: "en", colorScheme: "dark", navigation: "folded" }],
    ["locale=xx; theme=<script>; navigation=no", "en-GB,en;q=0.9", { locale: "en", colorScheme: "auto", navigation: "full" }],
    ["other=1; theme=light", "de, en;q=0.4, fr;q=0.8", { locale: "fr", colorScheme: "light", navigation: "full" }],
    ["", "en;q=0, de", { locale: "fr", colorScheme: "auto", navigation: "full" }],
    [";;=;locale", "*", { locale: "fr", colorScheme: "auto", navigation: "full" }],
  ])("reads cookies %j and languages %j", (cookie, languages, preferences) => {
    expect(parsePreferences(cookie, languages)).toEqual(preferences);
  });

  it("reads back what it writes", () => {
    const pairs = [serialiseLocale("en", true), serialiseColorScheme("dark", true), serialiseNavigation("folded", true)];
    expect(pairs.every((cookie) => /; HttpOnly; Secure$/.test(cookie))).toBe(true);
    expect(serialiseLocale("fr", false)).not.toContain("Secure");
    const header = pairs.map((cookie) => cookie.split(";")[0]).join("; ");
    expect(parsePreferences(header)).toEqual({ locale: "en", colorScheme: "dark", navigation: "folded" });
  });
});
