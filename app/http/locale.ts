import { defaultLocale, isLocale, type Locale } from "#app/messages/locale.ts";

/** « auto » follows the system; it is what a reader has who never chose. */
export const colorSchemes = ["auto", "light", "dark"] as const;
export type ColorScheme = (typeof colorSchemes)[number];

export const navigationWidths = ["full", "folded"] as const;
export type NavigationWidth = (typeof navigationWidths)[number];

/** What a reader chose about the look of the pages; kept in three cookies, which hold no secret and identify nobody. */
export interface Preferences {
  readonly locale: Locale;
  readonly colorScheme: ColorScheme;
  readonly navigation: NavigationWidth;
}

const localeCookie = "locale";
const colorSchemeCookie = "theme";
const navigationCookie = "navigation";
const oneYearSeconds = 31_536_000;

/** The cookies win over `Accept-Language`; an unknown value counts as absent. */
export function parsePreferences(cookieHeader: string | null, acceptLanguage: string | null = null): Preferences {
  const cookies = cookiesOf(cookieHeader ?? "");
  const locale = cookies.get(localeCookie) ?? "";
  const colorScheme = cookies.get(colorSchemeCookie) ?? "";
  return {
    locale: isLocale(locale) ? locale : preferredLocale(acceptLanguage ?? ""),
    colorScheme: isColorScheme(colorScheme) ? colorScheme : "auto",
    navigation: cookies.get(navigationCookie) === "folded" ? "folded" : "full",
  };
}

export function serialiseLocale(locale: Locale, secure: boolean): string {
  return serialise(localeCookie, locale, secure);
}

export function serialiseColorScheme(colorScheme: ColorScheme, secure: boolean): string {
  return serialise(colorSchemeCookie, colorScheme, secure);
}

export function serialiseNavigation(navigation: NavigationWidth, secure: boolean): string {
  return serialise(navigationCookie, navigation, secure);
}

export function isColorScheme(text: string): text is ColorScheme {
  return (colorSchemes as readonly string[]).includes(text);
}

export function isNavigationWidth(text: string): text is NavigationWidth {
  return (navigationWidths as readonly string[]).includes(text);
}

function serialise(name: string, value: string, secure: boolean): string {
  return `${name}=${value}; Path=/; Max-Age=${oneYearSeconds}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(";").map((pair) => pair.split("="));
  return new Map(pairs.map(([name = "", value = ""]) => [name.trim(), value.trim()]));
}

/** The first language of the header, by weight, that the interface speaks. */
function preferredLocale(acceptLanguage: string): Locale {
  const ranges = acceptLanguage.split(",").map((range) => {
    const [tag = "", ...parameters] = range.trim().split(";");
    const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
    return { language: tag.toLowerCase().split("-")[0] ?? "", weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
  });
  const best = ranges
    .filter(({ language, weight }) => isLocale(language) && weight > 0)
    .sort((left, right) => right.weight - left.weight)[0];
  return best && isLocale(best.language) ? best.language : defaultLocale;
}
