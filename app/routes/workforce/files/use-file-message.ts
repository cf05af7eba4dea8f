import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { GivenFile } from "./file-history.tsx";

interface ToldFile extends GivenFile {
  readonly appliedAt: Date | null;
  readonly appliedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** Who gave a file, and who applied or undid it. */
export function useFileMessage({ state, at, author, appliedAt, appliedBy, undoneAt, undoneBy }: ToldFile): string {
  const words = useTranslations("workforce.files");
  const format = useFormat();
  return words("fileMessage", {
    ...{ state, at: format.instant(at.toISOString()), author },
    ...{ by: undoneBy ?? appliedBy ?? "", on: format.instant((undoneAt ?? appliedAt ?? at).toISOString()) },
  });
}
