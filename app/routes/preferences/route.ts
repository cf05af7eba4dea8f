import { guard } from "#app/http/guard.ts";
import { localPath } from "#app/http/local-path.ts";
import { isColorScheme, isNavigationWidth, serialiseColorScheme, serialiseLocale, serialiseNavigation } from "#app/http/locale.ts";
import { isLocale } from "#app/messages/locale.ts";

/** Language, theme, width of the navigation: cookies of the browser, for whoever sits at it. Unknown values change nothing. */
export const action = guard.action({ capability: "public" }, async ({ form, redirect, services }) => {
  const secure = services.settings.origin.startsWith("https:");
  const response = redirect(localPath(textOf(form, "returnTo")));
  const [locale, theme, navigation] = [textOf(form, "locale"), textOf(form, "theme"), textOf(form, "navigation")];
  if (isLocale(locale)) response.headers.append("Set-Cookie", serialiseLocale(locale, secure));
  if (isColorScheme(theme)) response.headers.append("Set-Cookie", serialiseColorScheme(theme, secure));
  if (isNavigationWidth(navigation)) response.headers.append("Set-Cookie", serialiseNavigation(navigation, secure));
  return response;
});

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
