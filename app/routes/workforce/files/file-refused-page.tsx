import { useTranslations } from "use-intl";
import { Notice } from "#app/ui/notice.tsx";
import { type Crumb, Page } from "#app/ui/shell/page.tsx";

interface FileRefusedPageProps {
  readonly message: string | undefined;
  readonly crumbs: readonly Crumb[];
  /** Its page. */
  readonly file: string;
}

/** Why applying or undoing a file was refused, and the way back to it. */
export function FileRefusedPage({ message, crumbs, file }: FileRefusedPageProps) {
  const words = useTranslations("workforce.files");
  return (
    <Page title={words("refusedTitle")} crumbs={crumbs}>
      {message !== undefined && <Notice kind="refusal">{message}</Notice>}
      <a href={file}>{words("back")}</a>
    </Page>
  );
}
