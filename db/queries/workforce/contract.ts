import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import type { KnownContract } from "#app/domain/workforce/people-plan.ts";
import type { Db } from "../../client.ts";

export interface Person {
  readonly id: string;
  readonly number: string;
  readonly name: string;
}

/** By their staff number; `lock`: whoever writes contracts of theirs waits. */
export async function personNumbered(db: Db, number: string, { lock = false } = {}): Promise<Person | undefined> {
  const found = db.selectFrom("staff_person").select(["id", "number", "name"]).where("number", "=", number);
  return await (lock ? found.forUpdate() : found).executeTakeFirst();
}

export async function peopleNumbered(db: Db, numbers: readonly string[]): Promise<Person[]> {
  return await db
    .selectFrom("staff_person")
    .select(["id", "number", "name"])
    .where(sql<boolean>`number = any(${[...numbers]}::text[])`)
    .execute();
}

export async function insertPeople(db: Db, people: readonly Person[]): Promise<void> {
  for (let from = 0; from < people.length; from += most) {
    await db
      .insertInto("staff_person")
      .values(people.slice(from, from + most))
      .execute();
  }
}

export async function renamePerson(db: Db, number: string, name: string): Promise<void> {
  await db.updateTable("staff_person").set({ name }).where("number", "=", number).execute();
}

/** Somebody without a contract is forgotten. */
export async function forgetPeople(db: Db, numbers: readonly string[]): Promise<void> {
  await sql`delete from staff_person p where p.number = any(${[...numbers]}::text[])
              and not exists (select from staff_contract c where c.person_id = p.id)`.execute(db);
}

export interface HeldContract extends KnownContract {
  readonly personId: string;
  readonly postId: string | null;
}

function contracts(db: Db) {
  return db
    .selectFrom("staff_contract as c")
    .innerJoin("staff_person as p", "p.id", "c.person_id")
    .leftJoin("staff_post as q", "q.id", "c.post_id")
    .select(["c.id", "c.person_id as personId", "c.post_id as postId", "p.number", "q.number as post"])
    .select(["c.unit", "c.activity", "c.category", "c.ratio", "c.first_day as firstDay", "c.last_day as lastDay"])
    .select(["c.profile", "c.data_processing as dataProcessing"]);
}

const told = <Row extends { readonly ratio: number }>({ ratio, ...own }: Row) => ({ ...own, ratio: BigInt(ratio) });

export async function contractById(db: Db, id: string): Promise<HeldContract | undefined> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined;
  const row = await contracts(db).where("c.id", "=", id).executeTakeFirst();
  return row && told(row);
}

/** All the contracts of these people, the latest first. */
export async function contractsOfPeople(db: Db, numbers: readonly string[]): Promise<HeldContract[]> {
  const rows = await contracts(db)
    .where(sql<boolean>`p.number = any(${[...numbers]}::text[])`)
    .orderBy("c.first_day", "desc")
    .execute();
  return rows.map(told);
}

/** All the contracts on these posts, the latest first. */
export async function contractsOnPosts(db: Db, numbers: readonly string[]): Promise<HeldContract[]> {
  const rows = await contracts(db)
    .where(sql<boolean>`q.number = any(${[...numbers]}::text[])`)
    .orderBy("c.first_day", "desc")
    .execute();
  return rows.map(told);
}

/** The contracts that run in these units, whoever holds them, and all the others of the same people and of the same posts. */
export async function contractsAround(
  db: Db,
  { units, numbers, posts }: Record<"units" | "numbers" | "posts", readonly string[]>,
): Promise<HeldContract[]> {
  const rows = await contracts(db)
    .where(
      sql<boolean>`(c.unit = any(${[...units]}::text[]) or p.number = any(${[...numbers]}::text[]) or q.number = any(${[...posts]}::text[]))`,
    )
    .execute();
  return rows.map(told);
}

export interface WrittenContract extends ContractTerms {
  readonly id: string;
  readonly personId: string;
  readonly postId: string | null;
}

export async function insertContracts(db: Db, written: readonly WrittenContract[]): Promise<void> {
  for (let from = 0; from < written.length; from += most) {
    await db
      .insertInto("staff_contract")
      .values(written.slice(from, from + most).map(valuesOf))
      .execute();
  }
}

export async function updateContract(db: Db, contract: WrittenContract): Promise<void> {
  await db.updateTable("staff_contract").set(valuesOf(contract)).where("id", "=", contract.id).execute();
}

export async function deleteContracts(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom("staff_contract").where("id", "in", ids).execute();
}

/** Fewer parameters than a statement may have. */
const most = 1_000;

function valuesOf(own: WrittenContract) {
  const { id, personId, postId, unit, activity, category, ratio, firstDay, lastDay, profile, dataProcessing } = own;
  const days = { first_day: firstDay, last_day: lastDay };
  return {
    id,
    person_id: personId,
    post_id: postId,
    unit,
    activity,
    category,
    ratio: Number(ratio),
    ...days,
    profile,
    data_processing: dataProcessing,
  };
}

/** One line of the list of people: a contract that runs on the day, with whose it is. */
export interface PersonLine {
  readonly contractId: string;
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  readonly ratio: bigint;
  readonly post: string | null;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
}

export interface PeopleAsked {
  readonly units: readonly string[];
  readonly on: Day;
  readonly query?: string | undefined;
  /** The staff number after which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Who is in these units on a day, by staff number. */
export async function peopleLines(db: Db, { units, on, query, after, limit }: PeopleAsked): Promise<PersonLine[]> {
  const sought = query ? `%${query.replaceAll(/[\\%_]/g, "\\$&")}%` : null;
  const { rows } = await sql<Omit<PersonLine, "ratio"> & { ratio: number }>`
    select c.id as "contractId", p.number, p.name, c.unit, c.category, c.ratio, q.number as post, c.first_day as "firstDay", c.last_day as "lastDay"
      from staff_contract c join staff_person p on p.id = c.person_id left join staff_post q on q.id = c.post_id
     where c.unit = any(${[...units]}::text[]) and c.first_day <= ${on}::date and (c.last_day is null or c.last_day >= ${on}::date)
       and (${after ?? null}::text is null or p.number > ${after ?? null}::text)
       and (${sought}::text is null or p.number ilike ${sought} or p.name ilike ${sought})
     order by p.number, c.unit limit ${limit}`.execute(db);
  return rows.map(told);
}

/** One contract with whose it is, for a list of them. */
export interface ContractLine extends Omit<PersonLine, "contractId"> {
  readonly personId: string;
  readonly activity: string;
  readonly profile: string;
}

/** The contracts that run in these units between two days, both included, by staff number. */
export async function contractLines(
  db: Db,
  { units, from, to }: { readonly units: readonly string[]; readonly from: Day; readonly to: Day },
): Promise<ContractLine[]> {
  const { rows } = await sql<Omit<ContractLine, "ratio"> & { ratio: number }>`
    select p.id as "personId", p.number, p.name, c.unit, c.category, c.ratio, q.number as post, c.activity, c.profile,
           c.first_day as "firstDay", c.last_day as "lastDay"
      from staff_contract c join staff_person p on p.id = c.person_id left join staff_post q on q.id = c.post_id
     where c.unit = any(${[...units]}::text[]) and daterange(c.first_day, c.last_day, '[]') && daterange(${from}::date, ${to}::date, '[]')
     order by p.number, c.first_day, c.unit`.execute(db);
  return rows.map(told);
}
