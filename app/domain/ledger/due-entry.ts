import type { Cents } from "../money.ts";
import type { Day } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";
import { applyModel, type EntryModel, fillPlaceholders } from "./entry-model.ts";
import type { ManualEntry } from "./manual-entry.ts";

interface DueFacts {
  readonly name: string;
  readonly model: EntryModel;
  readonly amounts: ReadonlyMap<string, Cents>;
  readonly ordinal: number;
  readonly day: Day;
}

/**
 * The entry of one occurrence of a subscription. Its voucher is the subscription's name and the number of the occurrence: it has no
 * paper of its own. Refused when a line of the model has lost its account.
 */
export function dueEntry({ name, model, amounts, ordinal, day }: DueFacts): Result<ManualEntry> {
  const incomplete = model.lines.findIndex(({ account }) => account === null);
  if (incomplete >= 0) return refuse({ kind: "subscription-incomplete", line: incomplete + 1 });
  const applied = applyModel(model, amounts, day);
  if (!applied.ok) return applied;
  const label = fillPlaceholders(model.label, day) || name;
  const voucher = `${name.slice(0, 50)} n° ${ordinal}`;
  const lines = applied.value.map(({ account, ...line }) => ({ ...line, account: account ?? "", voucher }));
  return accept({ journal: model.journal, date: day, label, lines });
}
