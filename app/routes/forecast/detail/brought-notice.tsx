import { useTranslations } from "use-intl";
import type { DetailLine } from "#app/domain/forecast/detail.ts";
import { Notice } from "#app/ui/notice.tsx";
import { OriginLink } from "../../means/origin-link.tsx";

/** Where lines under the cell were brought from, each origin once; nothing where all of them were typed. */
export function BroughtNotice({ lines }: { readonly lines: readonly DetailLine[] }) {
  const words = useTranslations("requests.detail");
  const origins = new Map(lines.flatMap(({ origin }) => (origin ? [[`${origin.kind} ${origin.code}`, origin] as const] : [])));
  if (origins.size === 0) return null;
  return (
    <Notice kind="information" title={words("origin")}>
      {words("brought")}{" "}
      {[...origins].map(([name, origin]) => (
        <span key={name}>
          <OriginLink origin={origin} />{" "}
        </span>
      ))}
    </Notice>
  );
}
