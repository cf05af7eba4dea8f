import type { Locale } from "#app/messages/locale.ts";
import { Brand } from "#app/ui/shell/brand.tsx";

/** Where the count of what waits is written by the page's script. */
export const countPlace = "waiting-count";
export const againPlace = "again";

interface OfflinePageProps {
  readonly locale: Locale;
  readonly words: Readonly<Record<"title" | "heading" | "kept" | "waiting" | "back" | "again", string>>;
  readonly style: string;
  readonly script: string;
  readonly nonce: string;
}

/** Told in place of a sheet while there is no network: what was typed is kept, how much of it, and what becomes of it. */
export function OfflinePage({ locale, words, style, script, nonce }: OfflinePageProps) {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words.title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this folder, under the nonce of the response */}
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <p className="brand">
            <Brand /> Enveloppe
          </p>
          <h1>{words.heading}</h1>
          <p>{words.kept}</p>
          <p role="status">
            {words.waiting} <strong id={countPlace}>…</strong>
          </p>
          <p>{words.back}</p>
          <p>
            <button type="button" id={againPlace}>
              {words.again}
            </button>
          </p>
        </main>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this folder, under the nonce of the response */}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
