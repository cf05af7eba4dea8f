import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import type { SheetPlace } from "./use-sheet.ts";

/** The sheet as a workbook, to be worked in elsewhere. */
export function WorkbookLink({ place }: { readonly place: SheetPlace }) {
  const words = useTranslations("sheetImport");
  return (
    <>
      <a className={buttonClass()} href={`/${place.year}/forecast/${place.unit}/workbook?campaign=${place.campaign}`} download>
        {words("workbook")}
      </a>
      <a className={buttonClass()} href={`/${place.year}/forecast/${place.unit}/import?campaign=${place.campaign}`}>
        {words("import")}
      </a>
    </>
  );
}
