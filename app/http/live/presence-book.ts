import { type Guest, presentTo } from "#app/domain/forecast/presence.ts";
import type { Database, Organisation } from "#db/client.ts";
import { namesOf } from "#db/queries/forecast/live.ts";
import type { EventSink } from "./event-stream.ts";

interface Spot {
  readonly organisation: number;
  readonly sheet: string;
}
interface Reader {
  readonly organisation: Organisation;
  readonly sheet: string;
  readonly person: { readonly id: bigint; readonly name: string };
  readonly sink: EventSink;
}

/** What was not said again for so long is of a process that died: a stream says that it is there every quarter of a minute. */
const forgottenAfterMs = 45_000;
const togetherMs = 150;

/** Who is in which sheet, in this process and in the others; kept in memory alone, and told to those who are there too. */
export class PresenceBook {
  readonly #database: Database;
  readonly #readers: () => Iterable<Reader>;
  readonly #sheets = new Map<string, Map<string, Guest>>();
  readonly #places = new Map<string, Spot>();
  readonly #names = new Map<string, string>();
  readonly #due = new Map<string, NodeJS.Timeout>();

  constructor(database: Database, readers: () => Iterable<Reader>) {
    this.#database = database;
    this.#readers = readers;
  }

  find(organisation: number, stream: string): (Guest & { readonly sheet: string }) | undefined {
    const spot = this.#places.get(stream);
    const guest = spot && this.#sheets.get(nameOf(spot))?.get(stream);
    return spot?.organisation === organisation && guest ? { ...guest, sheet: spot.sheet } : undefined;
  }

  note({ organisation, sheet, stream, person, cell }: Spot & Omit<Guest, "seenAt">): void {
    const spot = { organisation, sheet };
    const guests = this.#sheets.get(nameOf(spot)) ?? new Map<string, Guest>();
    const before = guests.get(stream);
    this.#sheets.set(nameOf(spot), guests.set(stream, { stream, person, cell, seenAt: Date.now() }));
    this.#places.set(stream, spot);
    if (before?.cell !== cell) this.#tellSoon(spot);
  }

  forget({ stream }: { readonly stream: string }): void {
    const spot = this.#places.get(stream);
    if (!spot) return;
    this.#places.delete(stream);
    const guests = this.#sheets.get(nameOf(spot));
    guests?.delete(stream);
    if (guests?.size === 0) this.#sheets.delete(nameOf(spot));
    this.#tellSoon(spot);
  }

  sweep(): void {
    const since = Date.now() - forgottenAfterMs;
    for (const guests of this.#sheets.values())
      for (const { stream, seenAt } of guests.values()) if (seenAt < since) this.forget({ stream });
  }

  /** What happens in the same instant is told at once. */
  #tellSoon(spot: Spot): void {
    const name = nameOf(spot);
    if (this.#due.has(name)) return;
    const timer = setTimeout(() => {
      this.#due.delete(name);
      // A name that cannot be read now is told with the next move.
      this.#tell(spot).catch(() => undefined);
    }, togetherMs);
    this.#due.set(name, timer.unref());
  }

  async #tell(spot: Spot): Promise<void> {
    const readers = [...this.#readers()].filter((own) => own.sheet === spot.sheet && own.organisation.number === spot.organisation);
    const [first] = readers;
    if (!first) return;
    for (const { person } of readers) this.#names.set(`${spot.organisation} ${person.id}`, person.name);
    const guests = [...(this.#sheets.get(nameOf(spot))?.values() ?? [])];
    await this.#learnNames(first.organisation, guests);
    for (const { person, sink } of readers) {
      const people = presentTo(person.id, guests).map(({ person: id, cells }) => {
        return { id: String(id), name: this.#names.get(`${spot.organisation} ${id}`) ?? "", cells };
      });
      sink.send({ name: "people", data: people });
    }
  }

  async #learnNames(organisation: Organisation, guests: readonly Guest[]): Promise<void> {
    const unknown = guests.map(({ person }) => person).filter((id) => !this.#names.has(`${organisation.number} ${id}`));
    if (unknown.length === 0) return;
    const names = await this.#database.read(organisation, (db) => namesOf(db, unknown));
    for (const [id, name] of names) this.#names.set(`${organisation.number} ${id}`, name);
  }
}

function nameOf({ organisation, sheet }: Spot): string {
  return `${organisation} ${sheet}`;
}
