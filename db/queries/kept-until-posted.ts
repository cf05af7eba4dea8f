import { sql } from "kysely";
import type { Db } from "../client.ts";

/**
 * Answers that cost much and stay the same until something is posted (or lettered, where `orMatched` says so): of each question the last answer is
 * kept, for `most` questions, and whoever asks the same meanwhile waits for the same work. The mark is read in the reader's own snapshot: nobody is given what they may not see yet. Within a
 * write, whose statements each see what was committed before them, nothing is kept.
 */
export class KeptUntilPosted<Answer> {
  readonly #most: number;
  readonly #orMatched: boolean;
  readonly #isSmall: (answer: Answer) => boolean;
  readonly #answers = new Map<string, { readonly mark: string; readonly answer: Promise<Answer> }>();

  /** An answer that is not `isSmall` is given to those who wait for it, and not kept: many large ones would fill the memory. */
  constructor(most: number, { orMatched = false, isSmall = () => true }: KeptOptions<Answer> = {}) {
    this.#most = most;
    this.#orMatched = orMatched;
    this.#isSmall = isSmall;
  }

  /** `question` names all that the answer depends on, besides the journal. */
  async of(db: Db, question: string, read: () => Promise<Answer>): Promise<Answer> {
    const { of, posted, matched, isSnapshot } = await markOf(db);
    const mark = this.#orMatched ? `${posted} ${matched}` : posted;
    if (!isSnapshot) return await read();
    const name = `${of} ${question}`;
    const known = this.#answers.get(name);
    // Who read it may have given up: those who waited for it then read for themselves.
    if (known?.mark === mark) return await known.answer.catch(() => this.of(db, question, read));
    const asked = { mark, answer: read() };
    this.#answers.delete(name);
    this.#answers.set(name, asked);
    for (const oldest of [...this.#answers.keys()].slice(0, -this.#most)) this.#answers.delete(oldest);
    const forget = () => {
      if (this.#answers.get(name) === asked) this.#answers.delete(name);
    };
    try {
      const answer = await asked.answer;
      if (!this.#isSmall(answer)) forget();
      return answer;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

interface KeptOptions<Answer> {
  readonly orMatched?: boolean;
  readonly isSmall?: (answer: Answer) => boolean;
}

interface Mark {
  readonly of: string;
  readonly isSnapshot: boolean;
  readonly posted: string;
  readonly matched: string;
}

/**
 * Whose journal it is, and what changes with every posting, with every schedule of payments that is moved without one, and with the trees under
 * which lines are told; apart, what changes with every group of lines that is lettered, or undone.
 */
async function markOf(db: Db): Promise<Mark> {
  const { rows } = await sql<Mark>`
    select concat_ws(' ', (select oid from pg_database where datname = current_database()), current_schema()) as of,
           current_setting('transaction_isolation') <> 'read committed' as "isSnapshot",
           concat_ws(' ', (select coalesce(sum(last_number), 0) from journal_counter),
                          (select count(*) from commitment_change where kind = 'schedule'),
                          (select concat_ws(' ', count(*), count(superseded_at)) from unit_version),
                          (select concat_ws(' ', count(*), count(superseded_at)) from nature_version),
                          (select concat_ws(' ', count(*), count(superseded_at)) from activity_version)) as posted,
           concat_ws(' ', (select max(id) from matching), (select count(*) from matching where undone_at is not null)) as matched`.execute(
    db,
  );
  const [found] = rows;
  if (!found) throw new Error("A statement without a table gives one row.");
  return found;
}
