import { useTranslations } from "use-intl";
import { type ComposedKind, formatsOf } from "#app/domain/reports/kind.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";

/** A document as files, each in one click. */
export function FileLinks({ kind, file }: { readonly kind: ComposedKind; readonly file: string }) {
  const words = useTranslations("reports.composed");
  const joined = file.includes("?") ? "&" : "?";
  return (
    <>
      {formatsOf(kind).map((format) => (
        <a key={format} href={`${file}${joined}format=${format}`} className={buttonClass()} download>
          {words(format)}
        </a>
      ))}
    </>
  );
}
