import { sql } from "kysely";
import type { Db } from "../../client.ts";

/** An act that is kept elsewhere as it was made: minutes under their number and digest, a notification with its letters. */
export interface SealedAct {
  readonly id: string;
  readonly kind: "minutes" | "letters";
  readonly number: number;
  /** Of minutes, that of the sitting; of a notification, its day. */
  readonly title: string;
  readonly at: Date;
  readonly author: string;
  /** Hexadecimal; null: what a letter says is read from the journal. */
  readonly sha256: string | null;
}

/** The minutes that were sealed for a year and the notifications of it, the latest first; `number` of a notification is how many letters it has. */
export async function sealedActs(db: Db, year: number, kinds: readonly SealedAct["kind"][]): Promise<SealedAct[]> {
  const { rows } = await sql<SealedAct>`
    select * from (
      select m.sitting_id as id, 'minutes' as kind, m.number, s.title, m.sealed_at as at, u.name as author, encode(m.hash, 'hex') as sha256
        from sitting_minutes m join sitting s on s.id = m.sitting_id join campaign k on k.id = m.campaign join app_user u on u.id = m.sealed_by
       where k.target_year = ${year}
      union all
      select n.id, 'letters', (select count(*)::int from notification_letter l where l.notification_id = n.id), n.notified_on::text, n.at, u.name, null
        from notification n join app_user u on u.id = n.author
       where n.fiscal_year = ${year}) acts
     where kind = any(${[...kinds]}::text[])
     order by at desc, id`.execute(db);
  return rows;
}
