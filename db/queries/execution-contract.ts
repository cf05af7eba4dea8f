import { sql } from "kysely";
import type { ContractTerms } from "#app/domain/execution/contract.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { lockNamed } from "./named-lock.ts";

/** What a contract says on a day, in the version that is in force then (the first one before it begins). */
export interface StandingContract extends ContractTerms {
  readonly code: string;
  readonly version: number;
  readonly effectiveOn: Day;
}

const termsOf = sql`
  v.contract as code, v.version, v.effective_on::text as "effectiveOn", v.label, v.party, v.unit, v.notified_on::text as "notifiedOn",
  v.ends_on::text as "endsOn", v.minimum, v.maximum, v.note`;

/** The version in force on a day of each contract. */
const standingOn = (on: Day) => sql`
  select distinct on (contract) * from contract_version
   order by contract, (effective_on <= ${on}::date) desc,
            case when effective_on <= ${on}::date then version else -version end desc`;

/** Locks contracts in the order of their codes: two people do not commit the same euro of a maximum. */
export async function lockContracts(db: Db, codes: readonly string[]): Promise<void> {
  await lockNamed(db, "contract", codes);
}

export async function contractOn(db: Db, code: string, on: Day): Promise<StandingContract | undefined> {
  const { rows } = await sql<StandingContract>`
    select ${termsOf} from (${standingOn(on)}) v where v.contract = ${code}`.execute(db);
  return rows[0];
}

/** What the commitments of a contract hold, all years together, withdrawals left out. */
export async function usedOfContract(db: Db, code: string): Promise<Quantity> {
  const { rows } = await sql<{ used: Quantity }>`
    select coalesce(sum(l.committed - l.withdrawn), 0)::bigint as used
      from commitment c join commitment_line l on l.commitment_id = c.id where c.contract = ${code}`.execute(db);
  return rows[0]?.used ?? 0n;
}

export interface ContractRow extends StandingContract {
  readonly partyLabel: string;
  readonly used: Quantity;
  readonly commitments: number;
}

export interface ContractFilter {
  readonly units: readonly string[];
  readonly on: Day;
  readonly query?: string;
  /** Only those that still run on the day. */
  readonly running?: boolean;
  /** The code of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The contracts that these units look after, as they stand on a day, in the order of their numbers. */
export async function contractsPage(
  db: Db,
  { units, on, query = "", running = false, after, limit }: ContractFilter,
): Promise<ContractRow[]> {
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<ContractRow>`
    with standing as materialized (${standingOn(on)})
    select ${termsOf}, p.label as "partyLabel", coalesce(u.used, 0)::bigint as used, coalesce(u.commitments, 0)::int as commitments
      from standing v join party p on p.code = v.party
      left join lateral (select sum(l.committed - l.withdrawn) as used, count(distinct c.id) as commitments
                           from commitment c join commitment_line l on l.commitment_id = c.id where c.contract = v.contract) u on true
     where v.unit = any(${[...units]}::text[])
       and (not ${running} or v.ends_on >= ${on}::date)
       and (${query} = '' or v.label ilike ${words} or v.contract ilike ${words} or p.label ilike ${words})
       and (${after ?? null}::text is null or v.contract > ${after ?? null}::text)
     order by v.contract limit ${limit}`.execute(db);
  return rows;
}

/** Contracts that may be chosen for a commitment on a day: those of these units that run. */
export async function runningContracts(db: Db, units: readonly string[], on: Day): Promise<StandingContract[]> {
  const { rows } = await sql<StandingContract>`
    select ${termsOf} from (${standingOn(on)}) v
     where v.unit = any(${[...units]}::text[]) and ${on}::date between v.notified_on and v.ends_on order by v.contract`.execute(db);
  return rows;
}

export interface ContractVersion extends StandingContract {
  readonly partyLabel: string;
  readonly author: string;
  readonly at: Date;
}

/** Everything that a contract said, the latest first. */
export async function contractVersions(db: Db, code: string): Promise<ContractVersion[]> {
  const { rows } = await sql<ContractVersion>`
    select ${termsOf}, p.label as "partyLabel", a.name as author, v.at
      from contract_version v join party p on p.code = v.party join app_user a on a.id = v.author
     where v.contract = ${code} order by v.version desc`.execute(db);
  return rows;
}

export async function insertContract(db: Db, code: string): Promise<boolean> {
  const row = await db
    .insertInto("contract")
    .values({ code })
    .onConflict((conflict) => conflict.doNothing())
    .returning("code")
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertContractVersion(db: Db, version: StandingContract & { readonly author: bigint }): Promise<void> {
  const { code, effectiveOn, notifiedOn, endsOn, ...own } = version;
  await db
    .insertInto("contract_version")
    .values({ ...own, contract: code, effective_on: effectiveOn, notified_on: notifiedOn, ends_on: endsOn })
    .execute();
}
