import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Anchor, type AnchorSet, readAnchorLine } from "#app/domain/ledger/anchor.ts";
import type { Db } from "../client.ts";
import type { AnchoredSeals } from "./audit-seals.ts";
import type { LedgerFault, Report } from "./report.ts";
import type { Chain } from "./stored-entry.ts";

/** A point of a chain that was anchored, and the set that did it. */
export interface Anchored extends Anchor {
  readonly set: bigint;
}

/** What a file of anchors gives: its lines, and the organisation that it should be of. */
export interface AnchorFile {
  readonly organisation: string;
  readonly content: string;
}

/** Every point that was anchored, by chain and in number order: of the database, and of a file kept elsewhere when one is given. */
export class AnchoredPoints {
  readonly #points = new Map<string, Anchored[]>();
  readonly #chains = new Map<string, Chain>();
  readonly #seals: { lastId: bigint; hash: string; set: bigint }[] = [];

  add(set: AnchorSet): void {
    if (set.audit) this.#seals.push({ ...set.audit, set: set.id });
    for (const anchor of set.anchors) {
      const key = keyOf(anchor);
      const points = this.#points.get(key) ?? [];
      this.#points.set(key, points);
      this.#chains.set(key, { fiscalYear: anchor.fiscalYear, journal: anchor.journal });
      points.push({ ...anchor, set: set.id });
    }
  }

  /** Chains that were anchored: one of them may have vanished from the tables. */
  chains(): Chain[] {
    return [...this.#chains.values()];
  }

  seals(): AnchoredSeals {
    return this.#seals;
  }

  /** In number order; sets in their own order where a chain had not moved. */
  of(chain: Chain): readonly Anchored[] {
    const points = this.#points.get(keyOf(chain)) ?? [];
    return points.toSorted((left, right) => Number(left.lastNumber - right.lastNumber) || Number(left.set - right.set));
  }

  /** Sets in their own order: a later one that is behind an earlier one says that the chain once went back. */
  regressions(): LedgerFault[] {
    return [...this.#points.values()].flatMap((points) => {
      const inOrder = points.toSorted((left, right) => Number(left.set - right.set));
      return inOrder.flatMap(({ fiscalYear, journal, lastNumber, set }, index): LedgerFault[] => {
        const before = inOrder[index - 1]?.lastNumber ?? 0n;
        return lastNumber < before ? [{ kind: "anchor-regressed", fiscalYear, journal, number: lastNumber, before, set }] : [];
      });
    });
  }
}

/**
 * Reads the anchors of the database and of `file`. A set of the file that the database lost, or keeps otherwise, is a fault, and its
 * points count: the file is the witness.
 */
export async function anchoredPoints(db: Db, file: AnchorFile | undefined, report: Report): Promise<AnchoredPoints> {
  const points = new AnchoredPoints();
  const kept = await keptSets(db, report);
  for (const { set } of kept.values()) points.add(set);
  if (file) {
    for (const { set, line } of setsOfFile(file, report)) {
      const own = kept.get(set.id);
      if (own?.line === line) continue;
      report.add({ kind: own ? "anchor-altered" : "anchor-lost", set: set.id });
      points.add(set);
    }
  }
  for (const fault of points.regressions()) report.add(fault);
  return points;
}

interface SetWithLine {
  readonly set: AnchorSet;
  readonly line: string;
}

/** The sets of the database, each held against its digest, the set before it, and the rows that repeat it. */
async function keptSets(db: Db, report: Report): Promise<Map<bigint, SetWithLine>> {
  const rows = await sql<{ id: bigint; line: string; digest: Buffer; head: string; repeated: string | null }>`
    select s.id, s.line, s.digest,
           concat_ws('|', s.reason, (extract(epoch from s.taken_at) * 1000000)::bigint, s.audit_last, encode(s.audit_hash, 'hex')) as head,
           (select string_agg(concat_ws('|', a.fiscal_year, a.journal, a.last_number, encode(a.hash, 'hex'), a.debits::text), E'\\n'
                              order by a.fiscal_year, a.journal collate "C") from anchor a where a.set_id = s.id) as repeated
      from anchor_set s order by s.id`.execute(db);
  const kept = new Map<bigint, SetWithLine>();
  let expected = 1n;
  let previous: string | null = null;
  for (const { id, line, digest, head, repeated } of rows.rows) {
    for (; expected < id; expected += 1n) report.add({ kind: "anchor-lost", set: expected });
    expected = id + 1n;
    const set = readAnchorLine(line);
    const whole = set && set.id === id && sha256(line) === digest.toString("hex") && (previous === null || set.previous === previous);
    if (!whole || head !== headOf(set) || (repeated ?? "") !== rowsOf(set)) report.add({ kind: "anchor-altered", set: id });
    if (set) kept.set(id, { set, line });
    previous = digest.toString("hex");
  }
  return kept;
}

/** What the row of a set should repeat of its line. */
function headOf({ reason, takenAt, audit }: AnchorSet): string {
  const sealed = audit ? [audit.lastId, audit.hash] : [];
  return [reason, BigInt(Date.parse(takenAt)) * 1000n, ...sealed].join("|");
}

/** What the rows of a set should repeat of its line, as `jsonb` writes amounts: keys by length, then by letters. */
function rowsOf({ anchors }: AnchorSet): string {
  const ordered = anchors.toSorted((left, right) => left.fiscalYear - right.fiscalYear || (left.journal < right.journal ? -1 : 1));
  return ordered
    .map(({ fiscalYear, journal, lastNumber, hash, debits }) => {
      const keys = Object.keys(debits).toSorted((left, right) => left.length - right.length || (left < right ? -1 : 1));
      const amounts = keys.map((key) => `"${key}": "${debits[key]}"`).join(", ");
      return [fiscalYear, journal, lastNumber, hash, `{${amounts}}`].join("|");
    })
    .join("\n");
}

/** The sets of the file in its order; each line cites the one before. */
function setsOfFile({ organisation, content }: AnchorFile, report: Report): SetWithLine[] {
  const found: SetWithLine[] = [];
  let previous: string | undefined;
  const lines = content.split("\n");
  for (const [index, line] of lines.entries()) {
    // A line that a crash cut short stands before the same line, whole.
    if (line === "" || lines[index + 1]?.startsWith(line)) continue;
    const fileLine = index + 1;
    const set = readAnchorLine(line);
    if (!set) report.add({ kind: "anchor-line-unreadable", fileLine });
    else if (set.organisation !== organisation) report.add({ kind: "anchor-foreign", fileLine, organisation: set.organisation });
    else {
      if (previous !== undefined && set.previous !== previous) report.add({ kind: "anchor-line-broken", fileLine, set: set.id });
      found.push({ set, line });
    }
    previous = sha256(line);
  }
  return found;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function keyOf({ fiscalYear, journal }: Chain): string {
  return `${fiscalYear} ${journal}`;
}
