const anywhere = "http://local.invalid";

/** `text` when it is a path of this application (`/2026/home?unit=SG`), else the home page: a link never leads a visitor elsewhere. */
export function localPath(text: string | null | undefined, otherwise = "/"): string {
  if (!text?.startsWith("/") || !URL.canParse(text, anywhere)) return otherwise;
  const url = new URL(text, anywhere);
  return url.origin === anywhere && !url.pathname.startsWith("//") ? url.pathname + url.search : otherwise;
}
