import { describe, expect, test } from "vitest";
import { type FileColumn, fecColumns } from "#app/domain/fec/columns.ts";
import { columnGuessed } from "#app/domain/fec/guess.ts";
import { proposeReading, type ReadingQuestion } from "#app/domain/fec/proposal.ts";
import { repairMojibake, surveyOf } from "#app/domain/fec/survey.ts";

const line = [
  "HA",
  "Achats",
  "1",
  "20250131",
  "606100",
  "Fournitures",
  "",
  "",
  "FA-1",
  "20250130",
  "Papier",
  "120,50",
  "0,00",
  "",
  "",
  "20250201",
];
const strict = `${[fecColumns.join("\t"), [...line, "", ""].join("\t")].join("\n")}\n`;

function proposalOf(text: string | Uint8Array, chosen = {}) {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const survey = surveyOf(bytes);
  return proposeReading(new TextDecoder(survey.charset).decode(bytes), survey, chosen);
}

describe("a file asks", () => {
  test.each<[string, string | Uint8Array, ReadingQuestion[]]>([
    ["nothing when it is written as the law says", strict, []],
    [
      "nothing for a pipe, a byte order mark, CompteAuxNum or another order",
      `\ufeff${strict.replaceAll("\t", "|").replace("CompAuxNum", "CompteAuxNum")}`,
      [],
    ],
    [
      "for its set of characters when it is Windows-1252",
      Buffer.concat([Buffer.from(strict.replace("Papier", "Papier ").slice(0, -1)), Buffer.of(0x92, 0x0a)]),
      ["charset"],
    ],
    ["for its set of characters when it is UTF-16", Buffer.from(`\ufeff${strict}`, "utf16le"), ["charset"]],
    ["for accents converted twice", strict.replace("Papier", "RÃ©glÃ©"), ["mojibake"]],
    ["for a semicolon", strict.replaceAll("\t", ";"), ["separator"]],
    ["for a column of another name", strict.replace("EcritureLib", "Libellé de l'écriture"), ["columns"]],
    ["for a column that is not there", strict.replace("ValidDate", "Saisi le"), ["columns"]],
    ["for a decimal point", strict.replace("120,50", "120.50").replace("0,00", "0.00"), ["decimal"]],
    ["for a decimal sign that cannot be told", strict.replace("120,50", "1.205").replace("0,00", "0"), ["decimal"]],
    ["for days of another form", strict.replaceAll(/(2025)(\d\d)(\d\d)/g, "$3/$2/$1"), ["days"]],
    ["for days that could be American", strict.replaceAll(/2025\d{4}/g, "02/03/2025"), ["days"]],
  ])("%s", (_name, text, questions) => {
    expect(proposalOf(text).questions).toEqual(questions);
  });
});

test.each<[string, FileColumn | undefined]>([
  ["Code journal", "JournalCode"],
  ["Journal", "JournalCode"],
  ["Libellé du journal", "JournalLib"],
  ["N° écriture", "EcritureNum"],
  ["Date comptable", "EcritureDate"],
  ["Numéro de compte", "CompteNum"],
  ["Intitulé du compte", "CompteLib"],
  ["Compte auxiliaire", "CompAuxNum"],
  ["Nom du tiers", "CompAuxLib"],
  ["Réf. pièce", "PieceRef"],
  ["Date de pièce", "PieceDate"],
  ["Libellé", "EcritureLib"],
  ["Montant débit", "Debit"],
  ["Crédit (EUR)", "Credit"],
  ["Lettrage", "EcritureLet"],
  ["Date de lettrage", "DateLet"],
  ["Date de validation", "ValidDate"],
  ["Devise", "Idevise"],
  ["CompteAuxNum", "CompAuxNum"],
  ["Idevise ", "Idevise"],
  ["Commentaire", undefined],
])("« %s » is guessed as %s", (name, column) => {
  expect(columnGuessed(name)).toBe(column);
});

test("a spreadsheet of another shape is proposed whole: separator, columns, decimal sign, days", () => {
  const text = 'Journal;"N° pièce";Date;Compte;Libellé;Débit;Crédit\r\nHA;1;31/01/2025;606100;"Papier; encre";1 120,50;\r\n';
  const { choices, sample, questions } = proposalOf(text);
  expect(choices).toMatchObject({ separator: ";", decimal: ",", dayForm: "JJ/MM/AAAA", charset: "utf-8" });
  expect(choices.columns).toEqual({
    ...{ JournalCode: "Journal", PieceRef: "N° pièce", EcritureDate: "Date", CompteNum: "Compte" },
    ...{ EcritureLib: "Libellé", Debit: "Débit", Credit: "Crédit" },
  });
  expect(sample).toEqual([["HA", "1", "31/01/2025", "606100", "Papier; encre", "1 120,50", ""]]);
  expect(questions).toEqual(["separator", "columns", "days"]);
});

test("what was chosen goes before what was remembered, and that before any guess", () => {
  const bytes = Buffer.from("A;B;C\n1;2;3\n");
  const survey = surveyOf(bytes);
  const remembered = { ...proposalOf("A;B;C\n").choices, decimal: "." as const, columns: { JournalCode: "A", CompteNum: "B" } };
  expect(proposeReading("A;B;C\n1;2;3\n", survey, {}, remembered).choices).toMatchObject({ decimal: ".", columns: remembered.columns });
  const chosen = { columns: { CompteNum: "C" }, decimal: "," as const };
  expect(proposeReading("A;B;C\n1;2;3\n", survey, chosen, remembered).choices).toMatchObject(chosen);
  const otherNames = { ...remembered, columns: { JournalCode: "Z" } };
  expect(proposeReading("A;B;C\n1;2;3\n", survey, {}, otherNames).choices.columns).toEqual({});
});

test("accents that were converted twice are converted back, and nothing else", () => {
  const text = "Réglé à l’échéance, 12 € — œuvre « Ã » 100 % Â";
  const twice = new TextDecoder("windows-1252").decode(Buffer.from("Réglé à l’échéance, 12 € — œuvre"));
  expect(repairMojibake(twice)).toBe("Réglé à l’échéance, 12 € — œuvre");
  expect(repairMojibake(text)).toBe(text);
});
