/** The languages of the interface, the first one being the default. */
export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "fr";

/** Every day and time on screen is told in this zone, wherever the reader is. */
export const timeZone = "Europe/Paris";

export function isLocale(text: string): text is Locale {
  return (locales as readonly string[]).includes(text);
}
