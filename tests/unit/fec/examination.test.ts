import { describe, expect, test } from "vitest";
import { FecExamination, type FecExpectation } from "#app/domain/fec/examination/examination.ts";
import { hasSirenKey } from "#app/domain/fec/examination/siren.ts";
import { type exportSeverity, officialVerdict } from "#app/domain/fec/severity.ts";
import { type FecVariant, usualVariant } from "#app/domain/fec/variant.ts";

const expected: FecExpectation = { name: "120027016FEC20251231.txt", siren: "120027016", firstDay: "2025-01-01", lastDay: "2025-12-31" };
const header =
  "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

/** An opening, a purchase and its payment, matched: lines 2 to 7 of the file. */
const sound = [
  header,
  "AN\tÀ-nouveaux\tAN-1\t20250101\t515\tTrésor\t\t\tBAL\t20250101\tÀ-nouveaux\t1000,00\t0,00\t\t\t20250102\t\t",
  "AN\tÀ-nouveaux\tAN-1\t20250101\t101\tCapital\t\t\tBAL\t20250101\tÀ-nouveaux\t0,00\t1000,00\t\t\t20250102\t\t",
  "HA\tAchats\tHA-1\t20250131\t606\tAchats\t\t\tF1\t20250130\tPapier\t12,05\t0,00\t\t\t20250201\t\t",
  "HA\tAchats\tHA-1\t20250131\t401\tFournisseurs\tF1\tPapeterie\tF1\t20250130\tPapier\t0,00\t12,05\tA\t20250302\t20250201\t\t",
  "TR\tTrésor\tTR-1\t20250302\t401\tFournisseurs\tF1\tPapeterie\tV1\t20250302\tPaiement\t12,05\t0,00\tA\t20250302\t20250302\t\t",
  "TR\tTrésor\tTR-1\t20250302\t515\tTrésor\t\t\tV1\t20250302\tPaiement\t0,00\t12,05\t\t\t20250302\t\t",
];

function examined(content: string | Uint8Array, variant: FecVariant = usualVariant, given: Partial<FecExpectation> = {}) {
  const examination = new FecExamination({ variant, expected: { ...expected, ...given } });
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  // In pieces of seven bytes: nothing depends on where the bytes are cut.
  for (let from = 0; from < bytes.length; from += 7) examination.push(bytes.subarray(from, from + 7));
  return examination.finish();
}

const fileOf = (lines: readonly string[], lineEnd = "\r\n") => lines.map((line) => line + lineEnd).join("");
const line = (place: number, change: (text: string) => string) => fileOf(sound.with(place - 1, change(sound[place - 1] ?? "")));
const field = (place: number, index: number, value: string) => line(place, (text) => text.split("\t").with(index, value).join("\t"));
const rewritten = (change: (cells: string[]) => string[], separator = "\t") =>
  fileOf(sound.map((text) => change(text.split("\t")).join(separator)));
const directed = rewritten((cells) => {
  const [debit, credit] = [cells[11] ?? "", cells[12] ?? ""];
  if (debit === "Debit") return cells.with(11, "Montant").with(12, "Sens");
  return debit === "0,00" ? cells.with(11, credit).with(12, "C") : cells.with(12, "D");
});

describe("what the law admits is conforming", () => {
  test.each<[string, string | Uint8Array, FecVariant?]>([
    ["tabs, CR LF, UTF-8", fileOf(sound)],
    ["bars, LF", rewritten((cells) => cells, "|").replaceAll("\r", "")],
    ["ISO 8859-15", Buffer.from(fileOf(sound), "latin1"), { ...usualVariant, charset: "iso-8859-15" }],
    ["Montant and Sens", directed, { ...usualVariant, direction: "direction" }],
  ])("%s", (_, content, variant) => {
    expect(examined(content, variant)).toMatchObject({
      verdict: "conforming",
      lines: 6,
      entries: 3,
      debit: 102410n,
      credit: 102410n,
      findings: [],
    });
  });
});

/** One row for each case of the table of the official tool's verdicts, and for what it does not look at: ours beside its own. */
const cases: readonly (readonly [
  name: string,
  content: string | Uint8Array,
  rule: Parameters<typeof exportSeverity>[0],
  line: number,
  ours: "faulty" | "reserved",
  official: ReturnType<typeof officialVerdict>,
])[] = [
  ["UTF-8 with a byte order mark", `\ufeff${fileOf(sound)}`, "byte-order-mark", 1, "reserved", "passes"],
  ["trailing separators", rewritten((cells) => [...cells, ""]), "trailing-separator", 1, "reserved", "passes"],
  ["a minus before", field(4, 11, "-12,05"), "amount-negative", 4, "faulty", "passes"],
  ["a minus behind", field(4, 11, "12,05-"), "amount-negative", 4, "faulty", "passes"],
  ["a nineteenth column", rewritten((cells) => [...cells, "x"]), "columns-extra", 1, "reserved", "passes"],
  ["a missing column", rewritten((cells) => cells.toSpliced(4, 1)), "column-missing", 1, "faulty", "refuses"],
  ["a misnamed header", fileOf(sound.with(0, header.replace("Idevise", "Idevise "))), "column-renamed", 1, "faulty", "refuses"],
  ["an empty PieceRef", field(4, 8, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty ValidDate", field(4, 15, ""), "validation-missing", 4, "faulty", "refuses"],
  ["an empty PieceDate", field(4, 9, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty JournalCode", field(4, 0, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty JournalLib", field(4, 1, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty EcritureNum", field(4, 2, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty EcritureLib", field(4, 10, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty EcritureDate", field(4, 3, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty CompteNum", field(4, 4, ""), "field-empty", 4, "faulty", "refuses"],
  ["an empty CompteLib", field(4, 5, ""), "field-empty", 4, "faulty", "refuses"],
  ["a decimal point", field(4, 11, "12.05"), "amount-form", 4, "faulty", "refuses"],
  ["a thousands separator", field(2, 11, "1 000,00"), "amount-form", 2, "faulty", "refuses"],
  ["month 13", field(4, 3, "20251331"), "date-impossible", 4, "faulty", "partly"],
  ["a field too many", line(4, (text) => text.replace("Papier", "Pa\tpier")), "field-count", 4, "faulty", "refuses"],
  ["a field missing", line(4, (text) => text.replace("Papier\t", "")), "field-count", 4, "faulty", "refuses"],
  ["a blank line", fileOf(sound.toSpliced(3, 0, "")), "line-blank", 4, "faulty", "refuses"],
  ["semicolons", rewritten((cells) => cells, ";"), "separator", 1, "faulty", "refuses"],
  ["account 40A", field(4, 4, "40A"), "account-form", 4, "faulty", "alerts"],
  ["neither debit nor credit", field(4, 11, "0,00"), "amount-missing", 4, "faulty", "alerts"],
  ["both sides", field(4, 12, "12,05"), "two-sides", 4, "faulty", "alerts"],
  ["year 1899", field(4, 3, "18990131"), "date-impossible", 4, "faulty", "partly"],
  ["an entry that does not balance", field(4, 11, "12,06"), "entry-unbalanced", 4, "faulty", "passes"],
  ["a file that does not balance", field(4, 11, "12,06"), "file-unbalanced", 0, "faulty", "passes"],
  ["30 February", field(4, 3, "20250230"), "date-impossible", 4, "faulty", "partly"],
  ["15/01/2025", field(4, 3, "15/01/2025"), "date-form", 4, "faulty", "passes"],
  ["2025-01-15", field(4, 9, "2025-01-15"), "date-form", 4, "faulty", "passes"],
  [
    "columns in another order",
    rewritten((cells) => [cells[1] ?? "", cells[0] ?? "", ...cells.slice(2)]),
    "columns-reordered",
    1,
    "faulty",
    "passes",
  ],
  ["a gap in the numbers", fileOf(sound.map((text) => text.replace("HA-1", "HA-2"))), "number-gap", 4, "faulty", "passes"],
  [
    "a number that comes back",
    fileOf([...sound, ...sound.slice(3, 5).map((text) => text.replaceAll("\tA\t20250302", "\t\t"))]),
    "number-order",
    8,
    "faulty",
    "passes",
  ],
  ["a number of two journals", fileOf(sound.map((text) => text.replace("TR-1", "HA-2"))), "number-shared", 6, "faulty", "passes"],
  ["à-nouveaux that do not come first", fileOf([header, ...sound.slice(3), ...sound.slice(1, 3)]), "opening-late", 6, "faulty", "passes"],
  ["a day outside the exercise", field(4, 3, "20260131"), "date-outside-exercise", 4, "faulty", "passes"],
  ["half a matching", field(6, 13, ""), "matching-unbalanced", 5, "faulty", "passes"],
  ["a matching without its day", field(5, 14, ""), "matching-undated", 5, "faulty", "passes"],
  ["a day of matching without its code", field(4, 14, "20250302"), "matching-without-code", 4, "faulty", "passes"],
  ["a bar inside a text", field(4, 10, "Pa|pier"), "separator-in-text", 4, "faulty", "passes"],
  ["spaces around a field", field(4, 10, " Papier"), "field-padded", 4, "faulty", "passes"],
  ["two labels of an account", field(6, 5, "Autres"), "label-changed", 6, "faulty", "passes"],
  ["a party without a label", field(5, 7, ""), "party-incomplete", 5, "faulty", "passes"],
  [
    "a party outside class 4",
    fileOf(sound.with(3, (sound[3] ?? "").replace("Achats\t\t\t", "Achats\tF1\tPapeterie\t"))),
    "party-outside-class-4",
    4,
    "reserved",
    "passes",
  ],
  ["an amount in a currency without it", field(4, 16, "10,00"), "currency-incomplete", 4, "faulty", "passes"],
  ["validated before its day", field(7, 15, "20250301"), "validation-before-entry", 7, "faulty", "passes"],
  [
    "validations out of order",
    fileOf([...sound.slice(0, 3), ...sound.slice(5), ...sound.slice(3, 5)]),
    "validation-order",
    6,
    "faulty",
    "passes",
  ],
  ["an entry with two days", field(5, 3, "20250130"), "entry-dates", 5, "faulty", "passes"],
  ["an entry with two validations", field(5, 15, "20250202"), "entry-validations", 5, "faulty", "passes"],
  ["an expense in the à-nouveaux", field(3, 4, "601"), "opening-with-result", 3, "faulty", "passes"],
  ["a file that was cut", Buffer.from(fileOf(sound)).subarray(0, -80), "file-truncated", 7, "faulty", "refuses"],
  ["a voucher later than its entry", field(4, 9, "20250203"), "voucher-date-later", 4, "reserved", "passes"],
  ["bytes of another charset", Buffer.from(fileOf(sound), "latin1"), "charset", 1, "faulty", "passes"],
  ["no entry at all", `${header}\r\n`, "file-empty", 0, "faulty", "refuses"],
];

test.each(cases)("%s: found, at its line, beside the official verdict", (_, content, rule, place, ours, official) => {
  const { findings, verdict } = examined(content);
  const found = findings.find((finding) => finding.rule === rule);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(found?.first[0]?.line).toBe(place);
  expect(verdict).toBe(ours);
  expect(officialVerdict(rule)).toBe(official);
});

describe("beyond the file", () => {
  test("its name is made of the SIREN and the closing day; the SIREN has a key", () => {
    expect(hasSirenKey("120027016")).toBe(true);
    expect(hasSirenKey("120027017")).toBe(false);
    expect(hasSirenKey("12002701")).toBe(false);
    const other = examined(fileOf(sound), usualVariant, { name: "fec.txt", siren: "120027017" });
    expect(other.findings.map(({ rule }) => rule)).toEqual(["file-name", "siren-key"]);
  });

  test("the totals of each account are those of the books", () => {
    const accounts = new Map([
      ["101", { debit: 0n, credit: 100_000n }],
      ["401", { debit: 1_205n, credit: 1_205n }],
      ["515", { debit: 100_000n, credit: 1_205n }],
      ["606", { debit: 1_205n, credit: 0n }],
    ]);
    expect(examined(fileOf(sound), usualVariant, { accounts }).verdict).toBe("conforming");
    accounts.set("606", { debit: 1_206n, credit: 0n }).set("641", { debit: 5n, credit: 0n });
    const { findings } = examined(fileOf(sound), usualVariant, { accounts });
    expect(findings).toMatchObject([{ rule: "books-differ", count: 2 }]);
    expect(findings[0]?.first.map(({ value, expected: wanted }) => [value, wanted])).toEqual([
      ["606 12,05 0,00", "12,06 0,00"],
      ["641 0,00 0,00", "0,05 0,00"],
    ]);
  });
});

const xml: FecVariant = { format: "xml", direction: "sides" };
const nested = `<?xml version="1.0" encoding="UTF-8"?>
<comptabilite><exercice><DateCloture>2025-12-31</DateCloture>
<journal><JournalCode>OD</JournalCode><JournalLib>Divers &amp; autres</JournalLib>
<ecriture><EcritureNum>OD-1</EcritureNum><EcritureDate>2025-01-31</EcritureDate><EcritureLib>Papier</EcritureLib><PieceRef>F1</PieceRef><PieceDate>2025-01-30</PieceDate><ValidDate>2025-02-01</ValidDate>
<ligne><CompteNum>606</CompteNum><CompteLib>Achats</CompteLib><Debit>12.05</Debit></ligne>
<ligne><CompteNum>515</CompteNum><CompteLib>Trésor</CompteLib><Montantdevise>-10.00</Montantdevise><Idevise>USD</Idevise><Credit>12.05</Credit><EcritureLib>Autre</EcritureLib></ligne>
</ecriture></journal></exercice></comptabilite>
`;

describe("the nested file", () => {
  const named = { name: "120027016FEC20251231.xml" };
  test("of the official structure is conforming", () => {
    expect(examined(nested, xml, named)).toMatchObject({ verdict: "conforming", lines: 2, entries: 1, debit: 1205n, findings: [] });
    const turned = nested
      .replace("<Debit>12.05</Debit>", "<Montant>12.05</Montant><Sens>D</Sens>")
      .replace("<Credit>12.05</Credit>", "<Montant>12.05</Montant><Sens>C</Sens>");
    expect(examined(turned, { ...xml, direction: "direction" }, named)).toMatchObject({ verdict: "conforming", credit: 1205n });
  });

  test.each([
    [
      "elements in another order",
      nested.replace(
        "<EcritureNum>OD-1</EcritureNum><EcritureDate>2025-01-31</EcritureDate>",
        "<EcritureDate>2025-01-31</EcritureDate><EcritureNum>OD-1</EcritureNum>",
      ),
      "xml-structure",
    ],
    ["one line alone", nested.replace(/<ligne><CompteNum>515.*<\/ligne>\n/, ""), "xml-structure"],
    ["a line without an amount", nested.replace("<Debit>12.05</Debit>", ""), "xml-structure"],
    ["a missing element", nested.replace("<PieceRef>F1</PieceRef>", ""), "xml-structure"],
    ["an unknown element", nested.replace("<PieceRef>", "<Autre>x</Autre><PieceRef>"), "xml-structure"],
    ["an element that is not closed", nested.replace("</journal>", ""), "xml-structure"],
    ["a file that was cut", nested.slice(0, -40), "xml-structure"],
    ["another closing day", nested.replace("2025-12-31", "2025-12-30"), "xml-structure"],
    ["another root", nested.replaceAll("comptabilite", "compta"), "xml-structure"],
    ["a decimal comma", nested.replace("<Debit>12.05", "<Debit>12,05"), "amount-form"],
    ["a day without hyphens", nested.replace("2025-01-31", "20250131"), "date-form"],
    ["sides that differ", nested.replace("<Debit>12.05", "<Debit>12.06"), "entry-unbalanced"],
  ] as const)("with %s is faulty", (_, content, rule) => {
    const { findings, verdict } = examined(content, xml, named);
    expect(findings.map((finding) => finding.rule)).toContain(rule);
    expect(verdict).toBe("faulty");
  });
});
