import { useNonce } from "./nonce.ts";

const followSystem =
  'document.documentElement.setAttribute("data-mantine-color-scheme",matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light")';

/**
 * Tells Mantine's own colours the system's scheme before the first paint. The tokens need no script, and a chosen scheme
 * is already written on `<html>` by the server.
 */
export function ColorSchemeStart({ colorScheme }: { readonly colorScheme: "auto" | "light" | "dark" }) {
  const nonce = useNonce();
  if (colorScheme !== "auto") return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, under the nonce of the response
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: followSystem }} />;
}
