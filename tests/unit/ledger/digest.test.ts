import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type CanonicalEntry, canonicalEntry } from "#app/domain/ledger/digest.ts";
import type { LineDraft } from "#app/domain/ledger/entry.ts";

const line: Required<LineDraft> = {
  account: "606100",
  unit: "SG-INFO",
  nature: "31",
  activity: "01-ENQ",
  beneficiaryUnit: "DR75",
  party: "F0001",
  resource: "EUR",
  debit: 123_456n,
  credit: 0n,
  label: "é € 🏛",
  voucher: "FA-12",
  voucherDate: "2026-03-15",
  origin: "transfer",
  currency: "USD",
  currencyAmount: -133_000n,
  document: "payment",
  documentId: "00000000-0000-4000-8000-0000000000d1",
};
const entry: CanonicalEntry = {
  book: "general",
  journal: "TR",
  fiscalYear: 2026,
  period: 3,
  entryDate: "2026-03-31",
  validatedOn: "2026-04-01",
  label: "Règlement",
  eventId: "00000000-0000-4000-8000-000000000001",
  actor: 7n,
  reverses: { id: 99n, fiscalYear: 2025, journal: "OD", number: 12n },
  sourceNumber: "A-1",
  lines: [line, { account: "515", resource: "EUR", debit: 0n, credit: 123_456n }],
};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const text = (value: string) => {
  const content = Buffer.from(value, "utf8");
  return content.length.toString(16).padStart(8, "0") + content.toString("hex");
};
const whole = (value: bigint) => `00000008${BigInt.asUintN(64, value).toString(16).padStart(16, "0")}`;
const none = "ffffffff";

test("the bytes are those of the documented order", () => {
  const head = `01${text("general")}${text("TR")}${whole(2026n)}${whole(3n)}${text("2026-03-31")}${text("2026-04-01")}${text("Règlement")}`;
  const rest = `${text(entry.eventId)}${whole(7n)}${whole(2025n)}${text("OD")}${whole(12n)}${text("A-1")}${whole(2n)}`;
  const first = [
    ...[
      whole(1n),
      text("606100"),
      text("SG-INFO"),
      text("31"),
      text("01-ENQ"),
      text("DR75"),
      text("F0001"),
      text("EUR"),
      whole(123_456n),
      whole(0n),
    ],
    ...[text("é € 🏛"), text("FA-12"), text("2026-03-15"), text("transfer"), text("USD"), whole(-133_000n), text("payment")],
    text(line.documentId ?? ""),
  ];
  const second = [whole(2n), text("515"), none, none, none, none, none, text("EUR"), whole(0n), whole(123_456n), ...Array(8).fill(none)];
  expect(hex(canonicalEntry(entry))).toBe(head + rest + first.join("") + second.join(""));
});

describe("golden vectors: SHA-256 of the canonical bytes", () => {
  test.each<[string, CanonicalEntry, string]>([
    ["everything given", entry, "88df9914f41b4d032fc470c186d7b77a48a1ef5b36118e5a900b8710b79d49b4"],
    ["nothing but what is required", bare(), "3dba7c2e2eb30c2b9314992a65ee4753e2e028d8983e0dcf980f9bc7f31b651a"],
    ["letters beyond ASCII", { ...bare(), label: "é € 🏛" }, "c53d6ecdf30ebd96e1f188d7ed16adb9761b120bcc058efd13242f0a6b5929ee"],
    ["U+0000", { ...bare(), label: "a\u0000b" }, "8e805c963eb90dd91bac76cfe870767c9bd6de948df61eabc456e885fc08bf1b"],
    [
      "more than the first buffer holds",
      { ...bare(), label: "x".repeat(5_000) },
      "6cc87758648bb48fcf2ebb6a8e9597de58f0655f3405d42ef896fd710100f904",
    ],
  ])("%s", (_name, given, digest) => {
    expect(createHash("sha256").update(canonicalEntry(given)).digest("hex")).toBe(digest);
  });
});

describe("one tamper in any column changes the bytes", () => {
  const heads: Partial<CanonicalEntry>[] = [
    { book: "budget" },
    { journal: "TRX" },
    { fiscalYear: 2027 },
    { period: 4 },
    { entryDate: "2026-03-30" },
    { validatedOn: null },
    { label: "Reglement" },
    { eventId: "00000000-0000-4000-8000-000000000002" },
    { actor: 8n },
    { reverses: null },
    { reverses: { id: 99n, fiscalYear: 2024, journal: "OD", number: 12n } },
    { reverses: { id: 99n, fiscalYear: 2025, journal: "O", number: 12n } },
    { reverses: { id: 99n, fiscalYear: 2025, journal: "OD", number: 13n } },
    { sourceNumber: null },
    { lines: entry.lines.toReversed() },
    { lines: entry.lines.slice(0, 1) },
  ];
  const lines = (Object.keys(line) as (keyof LineDraft)[]).map((field): Partial<LineDraft> => {
    const value = line[field];
    return { [field]: typeof value === "bigint" ? value + 1n : `${value}x` };
  });
  const tampered = [
    ...heads.map((change): CanonicalEntry => ({ ...entry, ...change })),
    ...lines.map((change): CanonicalEntry => ({ ...entry, lines: [{ ...line, ...change }, ...entry.lines.slice(1)] })),
  ];

  test("and no two tampers give the same", () => {
    const seen = new Set([entry, ...tampered].map((given) => hex(canonicalEntry(given))));
    expect(seen.size).toBe(1 + 16 + 17);
  });

  test("nor does what one field loses when its neighbour gains it", () => {
    const moved = { ...entry, lines: [{ ...line, account: "60610", unit: "0SG-INFO" }, ...entry.lines.slice(1)] };
    expect(hex(canonicalEntry(moved))).not.toBe(hex(canonicalEntry(entry)));
  });

  test("but the identifier of the reversed entry is not in it: it is not what a reader sees", () => {
    const other = { ...entry, reverses: { id: 100n, fiscalYear: 2025, journal: "OD", number: 12n } };
    expect(hex(canonicalEntry(other))).toBe(hex(canonicalEntry(entry)));
  });
});

function bare(): CanonicalEntry {
  return {
    book: "general",
    journal: "OD",
    fiscalYear: 2026,
    period: 1,
    entryDate: "2026-01-01",
    validatedOn: null,
    label: "a",
    eventId: "00000000-0000-4000-8000-000000000001",
    actor: null,
    lines: [
      { account: "606", resource: "EUR", debit: 1n, credit: 0n },
      { account: "408", resource: "EUR", debit: 0n, credit: 1n },
    ],
  };
}
