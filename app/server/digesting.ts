import { inboxReader } from "#app/commands/read-notices.ts";
import { type Access, unitsWhere } from "#app/domain/access.ts";
import { type Day, yearOf } from "#app/domain/month.ts";
import type { Database, Db, Organisation } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import { claimDigest, type DigestReader, digestReaders, newAlerts, newNotices } from "#db/queries/digest.ts";
import { awaiting } from "#db/queries/home/awaiting.ts";
import { type DigestContent, digestMessage } from "./digest-message.ts";
import type { MessageSender } from "./mailing.ts";

interface DigestWork {
  readonly database: Database;
  readonly today: Day;
  readonly origin: string;
  /** How messages leave, for an organisation. */
  readonly senderFor: (organisation: Organisation) => MessageSender;
  readonly onFailure: (error: unknown, login: string) => void;
}

const parisian = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", weekday: "short", hour: "2-digit", hourCycle: "h23" });

/** By the clock of Paris, nobody is written to before seven, from eight in the evening, on Saturdays or on Sundays. */
export function isQuiet(at: Date): boolean {
  const parts = new Map(parisian.formatToParts(at).map(({ type, value }) => [type, value]));
  const hour = Number(parts.get("hour"));
  return hour < 7 || hour >= 20 || parts.get("weekday") === "Sat" || parts.get("weekday") === "Sun";
}

/**
 * Tells each person once a day at most what is new for them: alerts of the units that they follow or answer for, notices that they have not read,
 * and what waits. Nothing new: nothing is sent. What fails is tried again at the next call; called again the same day, nobody is told twice.
 */
export async function sendDigests(work: DigestWork): Promise<number> {
  const { database, today } = work;
  let sent = 0;
  for (const organisation of await database.organisations()) {
    const sender = work.senderFor(organisation);
    for (const reader of await database.read(organisation, (db) => digestReaders(db, today))) {
      try {
        if (await sendTo({ ...work, organisation, reader, sender })) sent += 1;
      } catch (error) {
        work.onFailure(error, reader.login);
      }
    }
  }
  return sent;
}

interface OneDigest extends DigestWork {
  readonly organisation: Organisation;
  readonly reader: DigestReader;
  readonly sender: MessageSender;
}

/** The claim and the message are one: a message that does not leave is not said to have left. */
async function sendTo({ database, organisation, today, origin, reader, sender }: OneDigest): Promise<boolean> {
  const access = await database.read(organisation, (db) => accessOf(db, reader.id, today));
  const content = await database.read(organisation, (db) => contentFor(db, reader, access, today));
  const items = content.alerts.length + content.notices.length;
  return await database.write(organisation, async (db) => {
    const claim = (way: "mail" | "file" | "none") => claimDigest(db, { person: reader.id, day: today, items, way });
    if (items === 0) {
      await claim("none");
      return false;
    }
    // The row is taken before anything leaves: whoever comes second waits, and finds it taken.
    if (!(await claim(sender.wayTo(reader)))) return false;
    await sender.send(digestMessage(content, { name: reader.name, locale: reader.locale, origin, day: today }), reader, today);
    return true;
  });
}

const dayMs = 86_400_000;

async function contentFor(db: Db, reader: DigestReader, access: Access, today: Day): Promise<DigestContent> {
  const since = reader.last ?? new Date(Date.now() - dayMs);
  const person = reader.id;
  const followed = new Set([...unitsWhere(access, "execution.ask"), ...unitsWhere(access, "execution.explain")]);
  const read = unitsWhere(access, "execution.read");
  const { units } = inboxReader({ id: person, access });
  return {
    alerts: await newAlerts(db, { person, units: [...followed].filter((unit) => read.has(unit)), since }),
    notices: await newNotices(db, { person, units: units === null ? null : [...units], since }),
    awaiting: await awaiting(db, { access, person, fiscalYear: yearOf(today), today }),
  };
}
