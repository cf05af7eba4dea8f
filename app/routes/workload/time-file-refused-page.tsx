import { useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FileRefusedPage } from "../workforce/files/file-refused-page.tsx";
import { timeFileAddress, timeFilesAddress } from "./addresses.ts";
import { useWorkloadCrumb } from "./workload-crumb.ts";

/** Only met when applying or undoing a file of time was refused. */
export function TimeFileRefusedPage({ message }: { readonly message: string | undefined }) {
  const { file: id = "", year: written = "" } = useParams();
  const year = Number(written);
  const words = useTranslations("workload.timeFiles");
  return (
    <FileRefusedPage
      message={message}
      crumbs={[useWorkloadCrumb(year), { label: words("title"), to: timeFilesAddress(year) }]}
      file={timeFileAddress(year, id)}
    />
  );
}
