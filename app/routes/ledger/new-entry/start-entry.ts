import { applyModel, fillPlaceholders } from "#app/domain/ledger/entry-model.ts";
import { isManualJournal } from "#app/domain/ledger/manual-entry.ts";
import { readTypedAmount } from "#app/domain/ledger/typing/typed-amount.ts";
import { type DayPlace, readTypedDay } from "#app/domain/ledger/typing/typed-day.ts";
import { emptyLine, type TypedEntry, typedDay, typedLine } from "#app/domain/ledger/typing/typed-entry.ts";
import type { Cents } from "#app/domain/money.ts";
import type { LedgerEntry } from "#db/queries/ledger/entry.ts";
import type { StoredModel } from "#db/queries/ledger/entry-model.ts";

/** What is proposed before anything is typed. */
export interface Proposal {
  readonly journal: string;
  readonly nextVouchers: Readonly<Record<string, string>>;
}

export function blankEntry({ journal, nextVouchers }: Proposal, place: DayPlace): TypedEntry {
  return { journal, date: typedDay(place.base), voucher: nextVouchers[journal] ?? "", label: "", complementary: false, lines: [] };
}

/** An entry of the books typed again, at the day asked for (in short, if one likes), under the next voucher. */
export function copyOf(entry: LedgerEntry, proposal: Proposal, place: DayPlace, asked: string | null): TypedEntry {
  const journal = isManualJournal(entry.journal) ? entry.journal : proposal.journal;
  const day = asked === null ? undefined : readTypedDay(asked, place);
  return {
    ...blankEntry({ ...proposal, journal }, place),
    date: day?.ok ? typedDay(day.value) : typedDay(place.base),
    label: entry.label,
    lines: entry.lines.map((line) => typedLine({ ...line, voucher: null })),
  };
}

/** The amounts that an address gives to a model: `?model=…&p.montant=1200*1,2`; those that are missing or unreadable are not there. */
export function amountsIn(search: URLSearchParams, { parameters }: StoredModel): Map<string, Cents> {
  const amounts = new Map<string, Cents>();
  for (const { name, proposed } of parameters) {
    const read = readTypedAmount(search.get(`p.${name}`) ?? proposed);
    if (read.ok) amounts.set(name, read.value);
  }
  return amounts;
}

/** A model with its amounts; without them, its lines with the amounts still to be typed. */
export function modelled(model: StoredModel, amounts: ReadonlyMap<string, Cents>, proposal: Proposal, place: DayPlace): TypedEntry {
  const applied = applyModel(model, amounts, place.base);
  const lines = applied.ok
    ? applied.value.map(typedLine)
    : model.lines.map(({ account, party, unit, label }) => ({
        ...emptyLine,
        account: account ?? "",
        party: party ?? "",
        unit: unit ?? "",
        label: fillPlaceholders(label ?? "", place.base),
      }));
  const head = blankEntry({ ...proposal, journal: isManualJournal(model.journal) ? model.journal : proposal.journal }, place);
  return { ...head, label: fillPlaceholders(model.label, place.base), lines };
}
