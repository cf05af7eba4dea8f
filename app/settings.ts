import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import type { Solver } from "#app/domain/arbitration/proposal/solver.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { LiveHub } from "#app/http/live/hub.ts";
import type { Database } from "#db/client.ts";
import { writePrivately } from "#db/embedded/secrets.ts";

/** What the environment decides, checked once at start. */
export interface Settings {
  /** Absent: the embedded PostgreSQL, under `dataDir`. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Where the files of anchors are written: best on another host. */
  readonly anchorDir: string;
  readonly host: string;
  readonly port: number;
  /** Absent on the embedded database until `sessionSecretOf` makes it. */
  readonly sessionSecret?: string;
  /** Scheme, host and port that browsers use; requests that claim another origin are refused. */
  readonly origin: string;
  /** Whether an empty database receives the demo organisation and its accounts. */
  readonly demo: boolean;
  readonly demoToday?: Day;
  readonly logLevel: (typeof logLevels)[number];
  /** The mail server of the daily message, and whom it comes from; absent: the message is written to a file of `dataDir`. */
  readonly smtp?: { readonly url: string; readonly from: string };
}

/** What each request is served with. */
export interface Services {
  readonly settings: Settings & { readonly sessionSecret: string };
  readonly database: Database;
  /** What open pages are told as it happens. */
  readonly live: LiveHub;
  /** What finds proposals, out of the thread that serves pages. */
  readonly solver: Solver;
  today(): Day;
  /** The accounts that the sign-in page offers: of the demo, and of nothing else. */
  readonly demoAccounts: readonly DemoAccount[];
}

/** An account of the demo, whose password everybody may read. */
export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The settings, or one sentence for each that is wrong. Empty counts as absent. */
export function readSettings(environment: Environment): { settings: Settings } | { faults: string[] } {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const read = shape.safeParse(present);
  if (!read.success) return { faults: [...new Set(read.error.issues.map((issue) => issue.message))] };
  const { DATABASE_URL, DATA_DIR, ANCHOR_DIR, HOST, PORT, SESSION_SECRET, ORIGIN, DEMO, DEMO_TODAY, LOG_LEVEL, SMTP_URL, MAIL_FROM } =
    read.data;
  const demo = DEMO === undefined ? DATABASE_URL === undefined : DEMO === "1";
  const faults = contradictions({ databaseUrl: DATABASE_URL, sessionSecret: SESSION_SECRET, demo, demoToday: DEMO_TODAY });
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined))
    faults.push("SMTP_URL and MAIL_FROM go together: a message has a server and a sender.");
  if (faults.length > 0) return { faults };
  return {
    settings: {
      ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
      dataDir: path.resolve(DATA_DIR),
      anchorDir: path.resolve(ANCHOR_DIR ?? path.join(DATA_DIR, "anchors")),
      host: HOST,
      port: PORT,
      ...(SESSION_SECRET === undefined ? {} : { sessionSecret: SESSION_SECRET }),
      origin: ORIGIN ?? `http://localhost:${PORT}`,
      demo,
      ...(DEMO_TODAY === undefined ? {} : { demoToday: DEMO_TODAY }),
      logLevel: LOG_LEVEL,
      ...(SMTP_URL === undefined || MAIL_FROM === undefined ? {} : { smtp: { url: SMTP_URL, from: MAIL_FROM } }),
    },
  };
}

/** Names in a `.env` file that mean nothing here: a misspelt setting would otherwise be silently ignored. */
export function unknownNames(envFile: string): string[] {
  return Object.keys(parseEnv(envFile))
    .filter((name) => !known.has(name))
    .map((name) => `.env sets ${name}, which is not a setting of Enveloppe (${[...Object.keys(shape.shape)].join(", ")}).`);
}

/** Reads `.env` and the environment, which wins; says each fault on standard error and ends the process when there is one. */
export function loadSettings(): Settings {
  const faults: string[] = [];
  if (existsSync(".env")) {
    faults.push(...unknownNames(readFileSync(".env", "utf8")));
    process.loadEnvFile(".env");
  }
  const read = readSettings(process.env);
  if ("faults" in read) faults.push(...read.faults);
  if (faults.length === 0 && "settings" in read) return read.settings;
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exit(1);
}

/** The secret given, or the one of the embedded database: made once, kept in a file that only its owner reads. */
export function sessionSecretOf(settings: Settings): string {
  if (settings.sessionSecret !== undefined) return settings.sessionSecret;
  const file = path.join(settings.dataDir, "session-secret");
  if (!existsSync(file)) {
    mkdirSync(settings.dataDir, { recursive: true, mode: 0o711 });
    writePrivately(file, randomBytes(48).toString("base64url"));
  }
  return readFileSync(file, "utf8");
}

/** The day in Paris, where the books are kept, unless the demo pins it. */
export function clockOf(settings: Settings): () => Day {
  const paris = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });
  return () => settings.demoToday ?? paris.format(new Date());
}

const shape = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, "DATABASE_URL must read postgres://user:password@host:port/database.")
    .optional(),
  DATA_DIR: z.string().default(".data"),
  ANCHOR_DIR: z.string().optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "HOST must be an address or a host name, such as 127.0.0.1.")
    .default("127.0.0.1"),
  PORT: z
    .string()
    .default("3000")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, "PORT must be a number from 1 to 65535.")
    .transform(Number),
  SESSION_SECRET: z.string().min(32, "SESSION_SECRET must have 32 characters or more.").optional(),
  ORIGIN: z.string().refine(isOrigin, "ORIGIN must be a scheme and a host alone, such as https://enveloppe.example.fr.").optional(),
  DEMO: z.enum(["0", "1"], "DEMO must be 0 or 1.").optional(),
  DEMO_TODAY: z.string().refine(isDay, "DEMO_TODAY must be a day such as 2026-09-15.").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "SMTP_URL must read smtp://user:password@host:port, or smtps://….")
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*<?[^\s@<>]+@[^\s@<>]+>?$/, "MAIL_FROM must be an address, such as Enveloppe <enveloppe@example.fr>.")
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(", ")}.`).default("info"),
});

/** Settings, and what Node itself reads from the same file. */
const known = new Set([...Object.keys(shape.shape), "NODE_ENV", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "TZ"]);

function contradictions(given: {
  databaseUrl: string | undefined;
  sessionSecret: string | undefined;
  demo: boolean;
  demoToday: Day | undefined;
}): string[] {
  const faults: string[] = [];
  if (given.databaseUrl !== undefined && given.demo) {
    faults.push("DEMO=1 is refused with DATABASE_URL: demo accounts have known passwords, and live on the embedded database only.");
  }
  if (given.databaseUrl !== undefined && given.sessionSecret === undefined) {
    faults.push("SESSION_SECRET is required with DATABASE_URL: give 32 random characters or more, the same to every process.");
  }
  if (given.demoToday !== undefined && !given.demo) faults.push("DEMO_TODAY pins the clock of the demo, and is refused without DEMO=1.");
  return faults;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}
