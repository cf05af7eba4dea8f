import { type ExtractField, type ExtractKind, fieldsOf } from "#app/domain/chorus/kind.ts";

type Said = Readonly<Partial<Record<ExtractField, string>>>;

const coding: Said = {
  financialCentre: "0220-DR44",
  costCentre: "INSDR44075",
  nature: "31",
  functionalDomain: "0220-01",
  activityCode: "022001ENQ",
  fund: "1-1-00001",
  goodsGroup: "21.01.01",
};

/** A few rows of each kind (« fictif »), in the order of its fields; amounts and days as French spreadsheets write them. */
export function sampleRows(kind: ExtractKind, year: number): string[][] {
  return rowsOf(kind, year).map((row) => fieldsOf(kind).map((field) => row[field] ?? ""));
}

function rowsOf(kind: ExtractKind, year: number): readonly Said[] {
  const supplier = { party: "F001", partyName: "Collecte du Ponant (fictif)" };
  switch (kind) {
    case "commitments":
      return [
        {
          ...coding,
          ...supplier,
          number: "2100000101",
          item: "10",
          label: "Collecte, vague 1 (fictif)",
          on: `15/01/${year}`,
          amount: "12000,00",
          outstanding: "7000,00",
          contractNumber: "M-2026-01",
        },
        {
          ...coding,
          ...supplier,
          number: "2100000101",
          item: "20",
          label: "Collecte, vague 2 (fictif)",
          on: `15/01/${year}`,
          amount: "8000,00",
          outstanding: "8000,00",
          contractNumber: "M-2026-01",
        },
        {
          ...coding,
          ...supplier,
          number: "2100000102",
          item: "10",
          label: "Formation (fictif)",
          on: `03/02/${year}`,
          amount: "2450,50",
          outstanding: "2450,50",
        },
      ];
    case "payments":
      return [
        {
          ...coding,
          ...supplier,
          request: "4000000201",
          requestItem: "1",
          number: "2100000101",
          item: "10",
          label: "Facture F-118 (fictif)",
          on: `10/02/${year}`,
          paidOn: `24/02/${year}`,
          amount: "5000,00",
        },
        {
          ...coding,
          ...supplier,
          request: "4000000202",
          requestItem: "1",
          number: "2100000102",
          item: "10",
          label: "Facture F-7 (fictif)",
          on: `12/03/${year}`,
          amount: "1200,25",
        },
      ];
    case "payroll":
      return ["21", "22", "23"].map((nature, index) => {
        return {
          month: `01/${year}`,
          financialCentre: "0220-DR44",
          nature,
          amount: ["84500,00", "39200,40", "1250,00"][index] ?? "",
          functionalDomain: "0220-01",
        };
      });
    case "staffing":
      return [{ month: `01/${year}`, financialCentre: "0220-DR44", nature: "21", staff: "3,25", functionalDomain: "0220-01" }];
    case "credits":
      return [
        { financialCentre: "0220-DR44", nature: "T3", ae: "250000,00", cp: "240000,00", aeUsed: "22450,50", cpUsed: "5000,00" },
        { financialCentre: "0220-DR44", nature: "T2", ae: "900000,00", cp: "900000,00", aeUsed: "124950,40", cpUsed: "124950,40" },
      ];
    case "opening":
      return [
        { account: "515", debit: "1500,00" },
        { account: "401", ...supplier, credit: "1500,00" },
      ];
    case "balance":
      return [
        { account: "611", debit: "5000,00", credit: "0,00" },
        { account: "401", debit: "5000,00", credit: "6200,25" },
      ];
  }
}
