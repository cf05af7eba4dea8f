import { useLocation } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Notice } from "./notice.tsx";

/** What the last act left to say: a key of the messages with its values, or the words of a refusal; and an id of its own. */
export type FlashMessage = { readonly id: string } & (
  | { readonly message: string; readonly values: Readonly<Record<string, string | number>> }
  | { readonly refusal: string }
);

/** Said on the page that follows an act, and gone from the next one. */
export function Flash({ flash }: { readonly flash: FlashMessage | null }) {
  const words = useTranslations();
  const { key } = useLocation();
  const shown = useRef<{ readonly id: string; readonly key: string } | null>(null);
  if (!flash) return null;
  if (shown.current?.id !== flash.id) shown.current = { id: flash.id, key };
  if (shown.current.key !== key) return null;
  if ("refusal" in flash) return <Notice kind="refusal" title={flash.refusal} />;
  const message = flash.message as Parameters<typeof words>[0];
  if (!words.has(message)) return null;
  return <Notice kind="success" title={words(message, flash.values)} />;
}
