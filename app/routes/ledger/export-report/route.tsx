import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { exportFindings, exportNamed } from "#db/queries/ledger/exports.ts";
import { exportComparisonAddress, exportDescriptionAddress, exportFileAddress, exportsAddress, ledgerCrumbs } from "../addresses.ts";
import { isUuid } from "../export-address.ts";
import { VerdictPill } from "../exports/verdict-pill.tsx";
import { ExportFacts } from "./export-facts.tsx";
import { FindingTable } from "./finding-table.tsx";
import { ReplacedTable } from "./replaced-table.tsx";

/** One kept file: what it holds, how it was written, and what was found in it before it left. */
export const loader = guard.loader({ capability: "ledger.export", whole: true }, async (scene) => {
  const { db, params, year, notFound } = scene;
  const id = params["file"] ?? "";
  const [file, found] = isUuid(id) ? [await exportNamed(db, year, id), await exportFindings(db, id)] : [];
  if (!file || !found) throw notFound("file", id);
  return { year, file, found };
});

export default function ExportReportPage() {
  const { year, file, found } = useLoaderData<typeof loader>();
  const words = useTranslations("exports");
  const ledgerWords = useTranslations("ledger");
  const { verdict, descriptionId } = file;
  return (
    <Page
      title={file.name}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: words("title"), to: exportsAddress(year) })}
      message={verdict === null ? words("report.unchecked") : words(`report.says.${verdict}`)}
      marks={verdict !== null && <VerdictPill verdict={verdict} />}
      actions={
        <>
          <a href={exportFileAddress(year, file.id)} download className={buttonClass("primary")}>
            {words("report.download")}
          </a>
          {descriptionId !== null && (
            <a href={exportDescriptionAddress(year, file.id)} download className={buttonClass()}>
              {words("report.description")}
            </a>
          )}
          {file.kind === "fec" && (
            <Link to={exportComparisonAddress(year, { a: file.id })} className={buttonClass()}>
              {words("compare.link")}
            </Link>
          )}
        </>
      }
    >
      <ExportFacts file={file} found={found} />
      {found.replaced.length > 0 && (
        <Section title={words("replaced.title")}>
          <Notice kind="warning" title={words("replaced.sentence", { count: found.replaced.length })} />
          <ReplacedTable replaced={found.replaced} />
        </Section>
      )}
      {verdict !== null && (
        <Section title={words("report.findings")}>
          <FindingTable findings={found.findings} />
        </Section>
      )}
    </Page>
  );
}
