import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import type { Day } from "#app/domain/month.ts";
import type { DigestMessage } from "./digest-message.ts";

/** Whom a message goes to; without an address it is kept as a file. */
export interface Addressee {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
}

export interface MessageSender {
  /** How a message would leave. */
  wayTo(to: Addressee): "mail" | "file";
  send(message: DigestMessage, to: Addressee, day: Day): Promise<void>;
}

interface MailSettings {
  readonly dataDir: string;
  readonly smtp?: { readonly url: string; readonly from: string };
}

const fileSender = "Enveloppe <enveloppe@localhost>";

/** By the mail server where one is set and the person gave an address; else a file for each person and day, in the folder of the organisation. */
export function messageSender({ dataDir, smtp }: MailSettings, organisation: string): MessageSender {
  const server = smtp && createTransport(smtp.url);
  const wayTo = ({ email }: Addressee) => (server && email !== null ? "mail" : "file");
  const send = async ({ subject, text }: DigestMessage, { login, name, email }: Addressee, day: Day) => {
    if (server && smtp && email !== null) {
      await server.sendMail({ from: smtp.from, to: { name, address: email }, subject, text });
      return;
    }
    const composed = await createTransport({ streamTransport: true, buffer: true, newline: "unix" }).sendMail({
      ...{ from: smtp?.from ?? fileSender, to: { name, address: email ?? `${addressPart(login)}@localhost` }, subject, text },
    });
    const folder = path.join(dataDir, "digests", addressPart(organisation), day);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, `${addressPart(login)}.eml`), composed.message as Buffer, { mode: 0o600 });
  };
  return { wayTo, send };
}

/** A login as part of a path or of an address: what could lead elsewhere is left out. */
function addressPart(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").replaceAll(/^\.+/g, "_");
}
