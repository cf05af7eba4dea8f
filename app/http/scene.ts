import type { data } from "@remix-run/node";
import type { CommandContext } from "#app/commands/run.ts";
import type { Access, Capability, Role } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Services } from "#app/settings.ts";
import type { Db, Organisation } from "#db/client.ts";
import type { Submission } from "./form.ts";
import type { AppLoadContext } from "./load-context.ts";
import type { RefusalKind } from "./refusal.ts";

export interface Person {
  readonly id: bigint;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What every loader and action knows. */
interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly today: Day;
  /** Of the path (`/:year/…`), known to the organisation; of today where the path has none. */
  readonly year: number;
  readonly locale: Locale;
  readonly services: Services;
  /** Of the response: see `AppLoadContext`. */
  /** Of this response: what an inline script or style bears to be let through. */
  readonly nonce: string;
  readonly drained?: AppLoadContext["drained"];
  /** The idempotency key of a form, made when the form is rendered. */
  newKey(): string;
  /** Of a file that our own pages show in a frame: only once what it answers is decided. */
  frame(): void;
}

/** Who asks, in which organisation, and what that person may do today. */
interface Known {
  readonly organisation: Organisation;
  readonly person: Person;
  readonly access: Access;
  mayDo(capability: Capability, unit?: string): boolean;
  /** To throw: the page of a thing that does not exist, which is also that of a thing out of reach. */
  notFound(what: string, id: string): Response;
}

/** A loader's world: one read-only snapshot. */
export interface LoaderScene extends Asked, Known {
  readonly db: Db;
  /** Whether what the loader requires is still held: for an answer that lasts, asked from time to time. */
  mayStay(): Promise<boolean>;
}

/** What a refused action answers: the words, and the form as it was typed. */
export interface RefusedForm {
  readonly refusal: { readonly kind: RefusalKind; readonly message: string };
  readonly lastResult: ReturnType<Submission["reply"]>;
}
export type RefusedAnswer = ReturnType<typeof data<RefusedForm>>;

interface Answering {
  readonly form: FormData;
  refused(refusal: Refusal, submission?: Submission): RefusedAnswer;
  /** To another page of this application, which shows the refusal once: for an address without a page of its own. */
  refusedOn(to: string, refusal: Refusal): Response;
  /** To another page of this application; `message` is a key of the messages, shown there once. */
  redirect(to: string, message?: string, values?: Readonly<Record<string, string | number>>): Response;
}

/** An action's world: the form, and what a command needs. */
export interface ActionScene extends Asked, Known, Answering {
  readonly context: CommandContext;
  read<Value>(work: (db: Db) => Promise<Value>): Promise<Value>;
}

/** A page for everybody: what it shows of a person, it asks for. */
export interface PublicScene extends Asked {
  /** `work` in the snapshot of the person who is signed in; undefined for a stranger. */
  signedIn<Value>(work: (scene: LoaderScene) => Promise<Value>): Promise<Value | undefined>;
}

export interface PublicActionScene extends Asked, Answering {
  /** Where the request comes from, as the nearest trusted proxy says. */
  readonly address: string;
}
