import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { askExplanation } from "#app/commands/act-on-alert.ts";
import { chooseDigest } from "#app/commands/choose-digest.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { evaluateAlerts } from "#app/commands/evaluate-alerts.ts";
import { giveLanding } from "#app/commands/set-landing.ts";
import { action as choose, loader as chosen } from "#app/routes/settings/notifications/route.tsx";
import { type DigestMessage, digestMessage } from "#app/server/digest-message.ts";
import { isQuiet, sendDigests } from "#app/server/digesting.ts";
import { type Addressee, messageSender } from "#app/server/mailing.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, worldOn } from "../security/world.ts";

let organisation: SmallOrganisation;
let dataDir = "";
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "enveloppe-digest-"));
  organisation = await smallOrganisation();
  await allot(organisation, 100_000_000n);
  const lines = [{ ...dr, amount: 60_000_000n, schedule: [{ year: 2026, amount: 60_000_000n }] }];
  must(await commitExpenses(await staff(), { commitments: [{ on: "2026-05-01", label: "Avis", party: "FOUR1", lines }] }));
  await elsewhere();
});
afterEach(async () => {
  await organisation.close();
  await rm(dataDir, { recursive: true, force: true });
});

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const elsewhere = () => organisation.as("elsewhere", { role: "unitHead", unit: "DPT" });

/** An alert of DR44, and a question about it. */
async function alert() {
  const landing = { year: 2026, unit: "DR44", spendingClass: "nonPersonnel", resource: "AE", seenVersion: 0 } as const;
  must(await giveLanding(await head(), { ...landing, amount: 120_000_000n, reason: "Marché." }));
  must(await evaluateAlerts(await organisation.system(), { year: 2026 }));
  must(await askExplanation(await staff(), { year: 2026, unit: "DR44", resource: "AE", text: "Pourquoi ?" }));
}

interface Sent extends DigestMessage {
  readonly login: string;
}

async function send(day = today, fails: (login: string) => boolean = () => false): Promise<{ sent: Sent[]; failed: string[] }> {
  const sent: Sent[] = [];
  const failed: string[] = [];
  await sendDigests({
    ...{ database: organisation.database, today: day, origin: "https://enveloppe.example" },
    senderFor: () => ({
      wayTo: () => "file",
      send: async (message: DigestMessage, { login }: Addressee) => {
        if (fails(login)) throw new Error("the mail server is away");
        sent.push({ ...message, login });
      },
    }),
    onFailure: (_, login) => failed.push(login),
  });
  return { sent, failed };
}

test("one message a day for each person, with what is new, and nothing of units that are not theirs", async () => {
  await alert();
  const { sent } = await send();
  expect(sent.map(({ login }) => login).sort()).toEqual(["head", "staff"]);
  const own = sent.find(({ login }) => login === "head");
  expect(own?.subject).toContain("15/06/2026");
  expect(own?.text).toMatch(/Bonjour head,[\s\S]*DR Grand Est \(AE\) · explication demandée · Atterrissage/);
  expect(own?.text).toContain("https://enveloppe.example/2026/execution/alerts/");
  expect(own?.text).toContain("vous demande une explication");
  expect(sent.find(({ login }) => login === "elsewhere")).toBeUndefined();
  expect((await send()).sent).toEqual([]);
  // The day after, nothing is new: what is known was told.
  expect((await send("2026-06-16")).sent).toEqual([]);
});

test("nobody is told twice by two processes, and what did not leave is sent later", async () => {
  await alert();
  const failing = await send(today, (login) => login === "head");
  expect(failing.failed).toEqual(["head"]);
  expect(failing.sent.map(({ login }) => login)).toEqual(["staff"]);
  const [one, other] = await Promise.all([send(), send()]);
  expect([...one.sent, ...other.sent].map(({ login }) => login)).toEqual(["head"]);
});

test("it is switched off in one's settings, and speaks the language that one chose", async () => {
  await alert();
  must(await chooseDigest(await staff(), { wanted: false, email: null, locale: "fr" }));
  must(await chooseDigest(await head(), { wanted: true, email: null, locale: "en" }));
  const { sent } = await send();
  expect(sent.map(({ login }) => login)).toEqual(["head"]);
  expect(sent[0]?.text).toContain("Hello head,");
  expect(sent[0]?.text).toContain("explanation asked");
  expect(await chooseDigest(await head(), { wanted: true, email: "a@b.fr, c@d.fr", locale: "en" })).toMatchObject({
    refusal: { kind: "not-an-email" },
  });
});

test("its settings are a plain form", async () => {
  const world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const token = await world.session((await head()).actor.id);
  const address = "/settings/notifications";
  const sent = (own: Record<string, string>) =>
    outcomeOf(choose(posting(world, address, { locale: "fr", email: "", ...own }, { token }) as never));
  expect(await sent({ wanted: "no", email: "head@@example.fr" })).toMatchObject({ status: 422, kind: "not-an-email" });
  expect(await sent({ wanted: "no", email: "head@example.fr" })).toMatchObject({ location: address });
  expect(await chosen(reading(world, address, { token }) as never)).toMatchObject({ choice: { wanted: false, email: "head@example.fr" } });
});

test("without a mail server a message is a file of its organisation and day; a login leads nowhere else", async () => {
  const sender = messageSender({ dataDir }, "insee");
  const message = { subject: "Enveloppe, 15/06/2026 : été", text: "Bonjour" };
  const to = { login: "../../c.martin", name: "C. Martin", email: null };
  expect(sender.wayTo(to)).toBe("file");
  await sender.send(message, to, today);
  const written = await readFile(path.join(dataDir, "digests/insee/2026-06-15/__.._c.martin.eml"), "utf8");
  expect(written).toMatch(/^From: /m);
  expect(written).toMatch(/^Subject: =\?UTF-8\?/m);
});

test("with one it leaves by SMTP, for whoever gave an address", async () => {
  const received: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString("utf8").split("\r\n").filter(Boolean)) {
        received.push(line);
        if (inData) {
          if (line === ".") {
            inData = false;
            socket.write("250 kept\r\n");
          }
        } else if (line === "DATA") {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 fine\r\n");
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  const sender = messageSender({ dataDir, smtp: { url: `smtp://127.0.0.1:${port}`, from: "Enveloppe <enveloppe@example.fr>" } }, "insee");
  const to = { login: "head", name: "Tête", email: "head@example.fr" };
  expect([sender.wayTo(to), sender.wayTo({ ...to, email: null })]).toEqual(["mail", "file"]);
  await sender.send({ subject: "Essai", text: "Bonjour" }, to, today);
  server.close();
  expect(received).toContain("RCPT TO:<head@example.fr>");
  expect(received).toContain("Subject: Essai");
});

test.each([
  ["2026-06-15T04:59:00Z", true, "before seven in summer"],
  ["2026-06-15T05:00:00Z", false, "at seven in summer"],
  ["2026-12-15T05:30:00Z", true, "before seven in winter"],
  ["2026-12-15T06:00:00Z", false, "at seven in winter"],
  ["2026-06-15T17:59:00Z", false, "before eight in the evening"],
  ["2026-06-15T18:00:00Z", true, "from eight in the evening"],
  ["2026-06-13T10:00:00Z", true, "on a Saturday"],
  ["2026-06-14T10:00:00Z", true, "on a Sunday"],
  ["2026-06-14T22:30:00Z", true, "on a Monday after midnight, which is Sunday elsewhere"],
])("at %s it is quiet: %s, %s", (at, quiet) => {
  expect(isQuiet(new Date(at))).toBe(quiet);
});

test("what is many is named in part and counted", () => {
  const notice = (id: bigint) => ({ id, kind: "notified", unitLabel: null, campaign: null, author: "C. Martin", values: {} }) as const;
  const content = { alerts: [], notices: Array.from({ length: 11 }, (_, index) => notice(BigInt(index))), awaiting: [] };
  const { text, subject } = digestMessage(content, { name: "A", locale: "en", origin: "https://e.example", day: today });
  expect(subject).toContain("11 pieces of news");
  expect(text).toContain("… and 3 more");
});
