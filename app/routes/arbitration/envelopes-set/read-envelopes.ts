import { z } from "zod";
import type { EnvelopeValue, PlacedEnvelope } from "#app/commands/set-envelope.ts";
import { envelopeYears, reckonedBases } from "#app/domain/arbitration/hypothesis.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { amountField, choiceField, optionalAmountField, uuidField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";
import { measuresSet, placeIn } from "./place.ts";

const act = z.object({ campaign: uuidField(), act: choiceField(["manual", "lift", ...reckonedBases]) });
const reckoned = act.extend({ rate: wholeNumberField({ minimum: -10_000, maximum: 100_000 }) });

/** What was typed or chosen, as envelopes to set: those of every year of the page, AE and CP together on personnel. */
export function readEnvelopes(form: FormData, url: URL, year: number, locale: Locale) {
  const place = placeIn(url.searchParams);
  const chosen = readForm(form, act, locale);
  if (!chosen.ok) return chosen;
  const years = Array.from({ length: envelopeYears }, (_, index) => year + index);
  const of = (valueFor: (targetYear: number) => EnvelopeValue | undefined): PlacedEnvelope[] =>
    years.flatMap((targetYear) => {
      const value = valueFor(targetYear);
      if (!value) return [];
      return measuresSet(place).map((resource) => ({
        spendingClass: place.spendingClass,
        scope: place.scope,
        targetYear,
        resource,
        value,
      }));
    });
  const { campaign, act: which } = chosen.value;
  const read = (envelopes: PlacedEnvelope[]) => ({ ...chosen, value: { campaign, act: which, envelopes } });
  if (which === "lift") return read(of(() => ({ amount: null })));
  const floors = readForm(form, byYear(years, "floor", place.measure), locale);
  if (!floors.ok) return floors;
  if (which === "manual") {
    const amounts = readForm(form, byYear(years, "amount", place.measure), locale);
    if (!amounts.ok) return amounts;
    const required = readForm(form, z.object({ [`amount${year}`]: amountField(place.measure, { sign: "notNegative" }) }), locale);
    if (!required.ok) return required;
    return read(of((own) => manual(amounts.value[`amount${own}`], floors.value[`floor${own}`])));
  }
  const rated = readForm(form, reckoned, locale);
  if (!rated.ok) return rated;
  return read(of((own) => ({ basis: which, rate: rated.value.rate, floor: floors.value[`floor${own}`] ?? null })));
}

function byYear(years: readonly number[], name: string, measure: BudgetResource) {
  return z.object(Object.fromEntries(years.map((own) => [`${name}${own}`, optionalAmountField(measure, { sign: "notNegative" })])));
}

function manual(amount: Quantity | undefined, floor: Quantity | undefined): EnvelopeValue | undefined {
  return amount === undefined ? undefined : { amount, floor: floor ?? null };
}
