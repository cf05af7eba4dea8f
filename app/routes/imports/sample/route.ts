import { type ExtractField, type ExtractKind, fieldsOf, isExtractKind } from "#app/domain/chorus/kind.ts";
import { csvText, spreadsheetFormat } from "#app/domain/csv.ts";
import { guard } from "#app/http/guard.ts";
import { contentDisposition, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { sampleRows } from "./sample-rows.ts";

/** A file of a kind with its usual heads and a few rows that are not real: it may be filled in and given back as it is. */
export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { params, notFound, locale, year, url } = scene;
  const kind = params["kind"] ?? "";
  if (!isExtractKind(kind)) throw notFound("file", kind);
  const words = translatorFor(locale, "extracts");
  const heads = fieldsOf(kind).map((field) => headOf(kind, field));
  const rows = sampleRows(kind, year);
  const fileName = `modele-${kind}`;
  if (url.searchParams.get("format") === "csv") {
    return new Response(csvText([heads, ...rows], spreadsheetFormat), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": contentDisposition(`${fileName}.csv`),
        "Cache-Control": "private, no-store",
      },
    });
  }
  const columns = heads.map((head, index) => ({ key: `c${index}`, head, kind: "text" as const, width: 22 }));
  return await tableFileResponse(scene, {
    locale,
    fileName,
    title: words("samples.sheet", { kind: words(`kinds.${kind}`) }),
    facts: [],
    columns,
    rows,
  });
});

/** The head by which the mapping knows a column by itself. */
function headOf(kind: ExtractKind, field: ExtractField): string {
  if (field === "on") return kind === "payments" ? "Date DP" : "Date";
  if (field === "amount")
    return { commitments: "Montant engagé", payments: "Montant DP", payroll: "Montant brut" }[kind as "payroll"] ?? "Montant";
  return heads[field];
}

const heads: Readonly<Record<ExtractField, string>> = {
  number: "N° EJ",
  item: "Poste EJ",
  request: "N° DP",
  requestItem: "Poste DP",
  label: "Libellé",
  party: "Code fournisseur",
  partyName: "Nom fournisseur",
  on: "Date",
  paidOn: "Date de paiement",
  month: "Mois",
  amount: "Montant",
  outstanding: "Reste à payer",
  financialCentre: "Centre financier",
  costCentre: "Centre de coûts",
  nature: "Compte budgétaire",
  functionalDomain: "Domaine fonctionnel",
  activityCode: "Activité",
  fund: "Fonds",
  functionalTranche: "Tranche fonctionnelle",
  goodsGroup: "Groupe de marchandises",
  contractNumber: "N° marché",
  staff: "ETPT",
  ae: "AE ouvertes",
  cp: "CP ouverts",
  aeUsed: "AE consommées",
  cpUsed: "CP consommés",
  account: "Compte",
  debit: "Débit",
  credit: "Crédit",
  balance: "Solde",
};
