import { randomUUID } from "node:crypto";
import { grouped } from "#app/domain/grouped.ts";
import type { Database, Organisation } from "#db/client.ts";
import type { LiveChannel, LiveChannelOptions } from "#db/live-channel.ts";
import { revisionsOf } from "#db/queries/forecast/live.ts";
import type { EventSink } from "./event-stream.ts";
import { type LiveMessageText, readMessage } from "./messages.ts";
import { PresenceBook } from "./presence-book.ts";

/** Who looks at which sheet, from which revision. */
export interface Watch {
  readonly organisation: Organisation;
  /** The sheet, or the sitting: what stands at a revision. */
  readonly sheet: string;
  readonly person: { readonly id: bigint; readonly name: string };
  /** What the page has read already. */
  readonly since: bigint;
  /** Whether the person still holds a session and the right to see the sheet. */
  readonly mayStay: () => Promise<boolean>;
}

export interface LiveLimits {
  /** Streams of one person, whatever the session. */
  readonly ofPerson: number;
  readonly inAll: number;
}

export interface LiveRhythm {
  /** Rights are looked at again, and the silence is broken. */
  readonly beatMs: number;
  readonly pulseMs: number;
  /** While the notifications are not heard. */
  readonly pollMs: number;
}

interface Stream extends Watch {
  readonly id: string;
  readonly sink: EventSink;
  /** The last revision that was told. */
  told: bigint;
}

const usualLimits: LiveLimits = { ofPerson: 12, inAll: 1_000 };
const usualRhythm: LiveRhythm = { beatMs: 15_000, pulseMs: 10_000, pollMs: 2_000 };

/**
 * What the windows that show a sheet are told as it happens: that it stands at another revision, that its lines may be written in or not, who else is
 * there. No figure passes here: each page reads what changed, as its reader may. One process hears the others by `LiveChannel`; while it does not,
 * because the connection is lost or a pooler holds the notifications back, it looks at the revisions itself.
 */
export class LiveHub {
  readonly #database: Database;
  readonly #limits: LiveLimits;
  readonly #rhythm: LiveRhythm;
  readonly #id = randomUUID();
  readonly #streams = new Map<string, Stream>();
  readonly #presence: PresenceBook;
  #channel: LiveChannel | undefined;
  readonly #timers: NodeJS.Timeout[] = [];
  #pulse = "";
  #hears = false;
  #ended = false;

  constructor(database: Database, options: { limits?: Partial<LiveLimits>; rhythm?: Partial<LiveRhythm> } = {}) {
    this.#database = database;
    this.#limits = { ...usualLimits, ...options.limits };
    this.#rhythm = { ...usualRhythm, ...options.rhythm };
    this.#presence = new PresenceBook(database, () => this.#streams.values());
  }

  /** Begins to hear the other processes. Without it a hub tells only what it is told by `hear`. */
  start(open: (options: LiveChannelOptions) => LiveChannel): void {
    const { beatMs, pulseMs, pollMs } = this.#rhythm;
    this.#channel = open({ onText: (text) => this.#hearChannel(text), onListening: () => this.#takeUp() });
    this.#timers.push(
      setInterval(() => this.#beat(), beatMs),
      setInterval(() => this.#feelPulse(), pulseMs),
      setInterval(() => this.#hears || void this.#catchUp(this.#streams.values()), pollMs),
    );
    for (const timer of this.#timers) timer.unref();
  }

  /** Undefined: there are too many already, of this person or in all, or the process is ending. */
  join(watch: Watch, sink: EventSink): { readonly id: string; leave(): void } | undefined {
    const own = [...this.#streams.values()].filter(({ person }) => person.id === watch.person.id).length;
    if (this.#ended || own >= this.#limits.ofPerson || this.#streams.size >= this.#limits.inAll) return undefined;
    const stream: Stream = { ...watch, id: randomUUID(), sink, told: watch.since };
    this.#streams.set(stream.id, stream);
    sink.send({ name: "hello", data: { stream: stream.id } });
    this.#say({ ...placeOf(stream), kind: "here", stream: stream.id, person: String(stream.person.id), cell: null });
    // Whatever was committed before the stream was there.
    void this.#catchUp([stream]);
    return { id: stream.id, leave: () => this.#leave(stream) };
  }

  /** The person went to another cell; a stream of somebody else, or that is over, is left alone. */
  move({ organisation, stream, person, cell }: { organisation: number; stream: string; person: bigint; cell: string | null }): void {
    const guest = this.#presence.find(organisation, stream);
    if (guest?.person !== person) return;
    this.#say({ organisation, sheet: guest.sheet, kind: "here", stream, person: String(person), cell });
  }

  /** What a process said, this one included. */
  hear(text: string): void {
    const message = readMessage(text);
    if (message?.kind === "revision") for (const stream of this.#at(message)) tell(stream, message.revision);
    else if (message?.kind === "standing") for (const { sink } of this.#at(message)) sink.send({ name: "standing", data: null });
    else if (message?.kind === "here") this.#presence.note(message);
    else if (message?.kind === "gone") this.#presence.forget(message);
    else if (message?.kind === "who") this.#sayWhoIsHere();
    else if (message?.token === this.#pulse) this.#hear(true);
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** Whether what the other processes say arrives here. */
  get hears(): boolean {
    return this.#hears;
  }

  /** Lets every reader go, and nobody in any more. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    for (const { sink } of [...this.#streams.values()]) sink.end();
    await this.#channel?.close();
  }

  #leave({ id, organisation, sheet }: Stream): void {
    this.#streams.delete(id);
    this.#say({ kind: "gone", organisation: organisation.number, sheet, stream: id });
  }

  /** What this process said itself comes back; but for its pulse it has been heard already. */
  #hearChannel(text: string): void {
    const message = readMessage(text);
    if (message?.from !== this.#id || message.kind === "pulse") this.hear(text);
  }

  /** To this process at once, and to the others when they can be reached. */
  #say(message: LiveMessageText): void {
    const text = JSON.stringify({ ...message, from: this.#id });
    this.hear(text);
    if (!this.#ended || message.kind === "gone") this.#channel?.announce(text).catch(() => undefined);
  }

  *#at({ organisation, sheet }: { organisation: number; sheet: string }): Iterable<Stream> {
    for (const stream of this.#streams.values()) if (stream.sheet === sheet && stream.organisation.number === organisation) yield stream;
  }

  #takeUp(): void {
    void this.#catchUp(this.#streams.values());
    this.#feelPulse();
    this.#channel?.announce(JSON.stringify({ kind: "who", from: this.#id })).catch(() => undefined);
  }

  /** Says something to itself; not heard before the next time, nothing is. */
  #feelPulse(): void {
    if (this.#pulse !== "") this.#hear(false);
    this.#pulse = randomUUID();
    this.#channel?.announce(JSON.stringify({ kind: "pulse", token: this.#pulse, from: this.#id })).catch(() => this.#hear(false));
  }

  #hear(heard: boolean): void {
    if (heard) this.#pulse = "";
    this.#hears = heard;
  }

  #beat(): void {
    for (const stream of [...this.#streams.values()]) {
      stream.sink.beat();
      stream.mayStay().then(
        (may) => may || stream.sink.end(),
        () => undefined, // The database does not answer: neither does any other page.
      );
    }
    this.#sayWhoIsHere();
    this.#presence.sweep();
  }

  #sayWhoIsHere(): void {
    for (const stream of this.#streams.values()) {
      const cell = this.#presence.find(stream.organisation.number, stream.id)?.cell ?? null;
      this.#say({ ...placeOf(stream), kind: "here", stream: stream.id, person: String(stream.person.id), cell });
    }
  }

  /** Looks at where the sheets stand: what was committed while nothing was heard is told like the rest. */
  async #catchUp(streams: Iterable<Stream>): Promise<void> {
    const byOrganisation = grouped([...streams], ({ organisation }) => organisation.slug);
    for (const own of byOrganisation.values()) {
      const [first] = own;
      if (!first) continue;
      const sheets = [...new Set(own.map(({ sheet }) => sheet))];
      const revisions = await this.#database.read(first.organisation, (db) => revisionsOf(db, sheets)).catch(() => undefined);
      for (const stream of own) tell(stream, revisions?.get(stream.sheet) ?? 0n);
    }
  }
}

function tell(stream: Stream, revision: bigint): void {
  if (revision <= stream.told) return;
  stream.told = revision;
  stream.sink.send({ name: "revision", data: String(revision), id: String(revision) });
}

function placeOf({ organisation, sheet }: Watch): { organisation: number; sheet: string } {
  return { organisation: organisation.number, sheet };
}
