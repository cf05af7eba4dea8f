import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  amountField,
  choiceField,
  codeField,
  dayField,
  optionalAmountField,
  optionalCodeField,
  textField,
  tickField,
  uuidField,
  wholeNumberField,
} from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

function read(field: z.ZodType, typed: string | undefined, locale: "fr" | "en" = "fr"): unknown {
  const result = readForm(form(typed === undefined ? {} : { field: typed }), z.object({ field }), locale);
  return result.ok ? result.value.field : { refused: result.refusal.fields["field"] };
}

const empty = { refused: "Ce champ est à remplir." };
const euros = amountField("EUR");
const positive = amountField("CP", { sign: "positive" });

describe("a field is read as people type it", () => {
  it.each([
    ["1 234,56", euros, 123_456n],
    ["(1 200)", euros, -120_000n],
    ["0", euros, 0n],
    ["0,5", amountField("ETPT"), 600n],
    ["1,25", amountField("DAY"), 125n],
    ["", optionalAmountField("EUR"), undefined],
    ["  ", optionalAmountField("EUR"), undefined],
    ["0", optionalAmountField("EUR"), 0n],
    ["31/03/2026", dayField(), "2026-03-31"],
    ["1/3/2026", dayField(), "2026-03-01"],
    ["2026-03-31", dayField(), "2026-03-31"],
    [" DR-13 ", codeField(), "DR-13"],
    ["", optionalCodeField(), undefined],
    ["e\u0301te\u0301\r\n2", textField(), "été\n2"],
    ["<script>", textField(), "<script>"],
    ["7", wholeNumberField({ minimum: 1, maximum: 12 }), 7],
    ["fr", choiceField(["fr", "en"]), "fr"],
    ["on", tickField(), true],
    [undefined, tickField(), false],
  ])("%j", (typed, field: z.ZodType, value) => {
    expect(read(field, typed)).toEqual(value);
  });
});

describe("a fault is said at the field", () => {
  it.each([
    [undefined, euros, empty],
    ["", euros, empty],
    ["", dayField(), empty],
    ["", codeField(), empty],
    ["", textField(), empty],
    ["   ", textField(), empty],
    ["", uuidField(), empty],
    ["", choiceField(["fr", "en"]), empty],
    ["", wholeNumberField({ minimum: 1, maximum: 12 }), empty],
    ["douze", euros, { refused: "« douze » n’est pas un nombre. Écrivez par exemple 1 234,56." }],
    ["1,234", optionalAmountField("EUR"), { refused: expect.stringContaining("deux façons") }],
    ["1e6", euros, { refused: expect.stringContaining("n’est pas un nombre") }],
    ["-1", positive, { refused: "Le montant doit être positif." }],
    ["0", positive, { refused: "Le montant ne peut pas être nul." }],
    ["-1", amountField("CP", { sign: "notNegative" }), { refused: "Le montant doit être positif." }],
    ["30/02/2026", dayField(), { refused: expect.stringContaining("30/02/2026") }],
    ["<b>", codeField(), { refused: expect.stringContaining("n’est pas un code") }],
    ["x".repeat(41), codeField(), { refused: expect.stringContaining("n’est pas un code") }],
    ["x".repeat(6), textField({ maximum: 5 }), { refused: "Le texte est trop long : 5 caractères au plus." }],
    ["a\u202eb", textField(), { refused: expect.stringContaining("caractère invisible") }],
    ["a\u0007b", textField(), { refused: expect.stringContaining("caractère invisible") }],
    ["1", uuidField(), { refused: expect.stringContaining("ne désigne rien") }],
    ["de", choiceField(["fr", "en"]), { refused: "Choisissez l’une des valeurs proposées." }],
    ["1,5", wholeNumberField({ minimum: 1, maximum: 12 }), { refused: "Écrivez un nombre entier." }],
    ["13", wholeNumberField({ minimum: 1, maximum: 12 }), { refused: "La valeur est trop grande : 12 au plus." }],
  ])("%j", (typed, field: z.ZodType, fault) => {
    expect(read(field, typed)).toEqual(fault);
  });

  it("in English too", () => {
    expect(read(euros, "", "en")).toEqual({ refused: "This field has to be filled in." });
    expect(read(euros, "twelve", "en")).toEqual({ refused: expect.stringContaining("is not a number") });
  });
});

it("keeps what was typed, nested lines included, and names each wrong field", () => {
  const schema = z.object({ label: textField(), lines: z.array(z.object({ amount: euros })).min(1) });
  const result = readForm(form({ label: "Loyer", "lines[0].amount": "12", "lines[1].amount": "x" }), schema, "fr");
  expect(result.ok).toBe(false);
  expect(Object.keys(!result.ok ? result.refusal.fields : {})).toEqual(["lines[1].amount"]);
  expect(result.submission.reply()).toMatchObject({
    initialValue: { label: "Loyer", lines: [{ amount: "12" }, { amount: "x" }] },
    error: { "lines[1].amount": [expect.any(String)] },
  });
});

it("lets no field name reach a prototype", () => {
  const result = readForm(
    form({ label: "a", "__proto__.polluted": "1", "constructor.prototype.polluted": "1" }),
    z.object({ label: textField() }),
    "fr",
  );
  expect(result.ok).toBe(true);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
