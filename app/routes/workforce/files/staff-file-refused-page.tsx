import { useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staffFileAddress, staffFilesAddress } from "../addresses.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";
import { FileRefusedPage } from "./file-refused-page.tsx";

/** Only met when applying or undoing a file of people was refused. */
export function StaffFileRefusedPage({ message }: { readonly message: string | undefined }) {
  const { file: id = "", year: written = "" } = useParams();
  const year = Number(written);
  const words = useTranslations("workforce.files");
  return (
    <FileRefusedPage
      message={message}
      crumbs={[useWorkforceCrumb(year), { label: words("title"), to: staffFilesAddress(year) }]}
      file={staffFileAddress(year, id)}
    />
  );
}
