import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import type { ExpensePlace } from "#app/commands/expense-to-join.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { loader as readOfCommitment } from "#app/routes/execution/commitment-attachment/route.ts";
import { action as removeFromCommitment } from "#app/routes/execution/commitment-attachment-removal/route.ts";
import { action as joinToCommitment } from "#app/routes/execution/commitment-attachments/route.ts";
import { loader as readOfRequest } from "#app/routes/execution/payment-request-attachment/route.ts";
import { loader as readOfLedger } from "#app/routes/ledger/attachment/route.ts";
import { missingGuards } from "#db/check/guards.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, reading, sending, type World, worldOn } from "../security/world.ts";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
let organisation: SmallOrganisation;
let commitment: ExpensePlace;
let bill: ExpensePlace;
let world: World;
const tokens = { head: "", neighbour: "", staff: "", accountant: "" };

/** DR44 commits 600.00 and is asked for 200.00 of them. */
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  const line = { ...dr, amount: 60_000n, schedule: [{ year: 2026, amount: 60_000n }] };
  const order = { on: "2026-02-10", label: "Terrain", party: "FOUR1", lines: [line] };
  const [made] = must(await commitExpenses(await organisation.system(), { commitments: [order] }));
  const commitmentId = made?.commitmentId ?? "";
  const asked = { flow: 3 as const, commitmentId, line: 1, on: "2026-03-10", amount: 20_000n };
  const [request] = must(await requestPayments(await organisation.system(), { requests: [asked] }));
  commitment = { commitmentId };
  bill = { paymentRequestId: request?.paymentRequestId ?? "" };
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.head = await world.session((await head()).actor.id);
  tokens.neighbour = await world.session((await neighbour()).actor.id);
  tokens.staff = await world.session((await staff()).actor.id);
  tokens.accountant = await world.session((await organisation.as("books", { role: "accountant", unit: "INSEE" })).actor.id);
});
afterAll(() => organisation.close());

const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const neighbour = () => organisation.as("neighbour", { role: "unitHead", unit: "DPT" });
const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const add = async (by: CommandContext, place: ExpensePlace, name = "facture.png") => await addAttachment(by, { place, name, content: png });
const kept = async (place: ExpensePlace) =>
  await organisation.database.read(organisation.organisation, async (db) =>
    (await attachmentsOf(db, place)).map(({ name, removal }) => [name, removal?.reason ?? null]),
  );

test("a file is joined to a commitment by those who commit for one of its units, once, and to a request by those who ask for payments", async () => {
  must(await add(await head(), commitment, "bon.png"));
  expect(await add(await head(), commitment, "bon.png")).toMatchObject({ refusal: { kind: "attachment-twice" } });
  expect(await add(await neighbour(), commitment)).toMatchObject({ refusal: { kind: "not-found", what: "commitment" } });
  expect(await add(await head(), bill)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await add(await staff(), bill));
  expect([await kept(commitment), await kept(bill)]).toEqual([[["bon.png", null]], [["facture.png", null]]]);
  expect(await add(await staff(), { commitmentId: "00000000-0000-4000-8000-000000000000" })).toMatchObject({
    refusal: { kind: "not-found" },
  });
  expect(await add(await staff(), { paymentRequestId: "nowhere" })).toMatchObject({
    refusal: { kind: "not-found", what: "paymentRequest" },
  });
});

test("what an expense bears is marked as removed, with a reason, at its own address alone", async () => {
  const { id } = must(await other());
  const remove = async (place: ExpensePlace, reason: string, by = staff) => await removeAttachment(await by(), { id, place, reason });
  expect(await remove(bill, " ")).toMatchObject({ refusal: { kind: "reason-required" } });
  expect(await remove(commitment, "Doublon")).toMatchObject({ refusal: { kind: "not-found", what: "attachment" } });
  expect(await remove(bill, "Doublon", head)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await remove(bill, "Doublon"));
  expect(await remove(bill, "Encore")).toMatchObject({ refusal: { kind: "not-found" } });
  expect(await kept(bill)).toContainEqual(["avoir.pdf", "Doublon"]);
});

/** Other bytes than those that are joined already. */
async function other() {
  const content = Buffer.from("%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");
  return await addAttachment(await staff(), { place: bill, name: "avoir.pdf", content });
}

const idOf = (place: ExpensePlace) => ("commitmentId" in place ? place.commitmentId : place.paymentRequestId);
const pageOf = (place: ExpensePlace) => `/2026/execution/${"commitmentId" in place ? "commitments" : "payment-requests"}/${idOf(place)}`;
const fileOf = (place: ExpensePlace, attachment: string, token: string, query = "") =>
  reading(world, `${pageOf(place)}/attachments/${attachment}${query}`, {
    token,
    params: { year: "2026", id: idOf(place), attachment },
  }) as never;
const page = (name: string) => Buffer.from(`%PDF-1.4\n% ${name}\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n`);
/** A file of its own on the commitment. */
const joined = async (name: string) => must(await addAttachment(await head(), { place: commitment, name, content: page(name) })).id;
const auditOf = async (id: string) =>
  (
    await world.run(
      `select a.action, u.login as who, nullif(a.detail->>'reason', '') as reason
         from audit a join app_user u on u.id = a.actor where a.object_id = $1 order by a.id`,
      [id],
    )
  ).map((row) => ({ ...row }));

test("a file is read to the byte, as what its content is, by whoever sees a unit of the document, at its own address alone", async () => {
  const id = await joined("Devis n° 7.pdf");
  const shown = await readOfCommitment(fileOf(commitment, id, tokens.head));
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(page("Devis n° 7.pdf"));
  const says = (answer: Response) => ["content-type", "content-disposition", "cache-control"].map((name) => answer.headers.get(name));
  const name = `filename="Devis n 7.pdf"; filename*=UTF-8''${encodeURIComponent("Devis n° 7.pdf")}`;
  expect(says(shown)).toEqual(["application/pdf", `inline; ${name}`, "private, no-store"]);
  const kept = await readOfCommitment(fileOf(commitment, id, tokens.staff, "?download"));
  expect(says(kept)[1]).toBe(`attachment; ${name}`);
  const nobody = { status: 404, kind: "not-found" };
  expect(await outcomeOf(readOfCommitment(fileOf(commitment, id, tokens.neighbour)))).toMatchObject(nobody);
  expect(await outcomeOf(readOfRequest(fileOf(bill, id, tokens.staff)))).toMatchObject(nobody);
  expect(await outcomeOf(readOfCommitment(fileOf(commitment, "nothing", tokens.head)))).toMatchObject(nobody);
});

test("the books show no file of an expense: there it is not found", async () => {
  const id = await joined("Bon de commande.pdf");
  const asked = reading(world, `/2026/ledger/attachments/${id}`, { token: tokens.accountant, params: { year: "2026", attachment: id } });
  expect(await outcomeOf(readOfLedger(asked as never))).toMatchObject({ status: 404, kind: "not-found" });
});

test("what is no paper, nothing, or too large is refused by its content and its size", async () => {
  const before = await kept(commitment);
  const join = async (name: string, content: Uint8Array) => await addAttachment(await head(), { place: commitment, name, content });
  expect(await join("facture.pdf", Buffer.from("<html></html>"))).toMatchObject({ refusal: { kind: "attachment-type", name: "facture" } });
  expect(await join("vide.pdf", Buffer.alloc(0))).toMatchObject({ refusal: { kind: "attachment-empty" } });
  const large = Buffer.concat([page("gros"), Buffer.alloc(largestAttachmentBytes)]);
  expect(await join("gros.pdf", large)).toMatchObject({ refusal: { kind: "attachment-too-large", limitBytes: largestAttachmentBytes } });
  expect(await kept(commitment)).toEqual(before);
});

describe("the form without a script", () => {
  const params = () => ({ year: "2026", id: idOf(commitment) });
  const send = (content: Uint8Array, name: string, headers = {}) => {
    const file = new File([Buffer.from(content)], name);
    return joinToCommitment(
      sending(world, `${pageOf(commitment)}/attachments`, { file }, { token: tokens.head, params: params(), headers }) as never,
    );
  };
  const remove = (attachment: string, reason: string) => {
    const asking = { token: tokens.head, params: { ...params(), attachment } };
    return removeFromCommitment(sending(world, `${pageOf(commitment)}/attachments/${attachment}/removal`, { reason }, asking) as never);
  };

  test("joins and removes, and comes back to the page of the document; the audit says who, and why", async () => {
    const joining = await send(page("Sans script"), "Sans script.pdf");
    expect([joining.status, joining.headers.get("location")]).toEqual([302, pageOf(commitment)]);
    const [own] = await world.run(
      "select a.id from attachment a join file f on f.id = a.file_id where f.name = 'Sans script.pdf' and a.commitment_id = $1",
      [idOf(commitment)],
    );
    const id = String(own?.["id"]);
    const removal = await remove(id, "Remplacé");
    expect([removal.status, removal.headers.get("location")]).toEqual([302, pageOf(commitment)]);
    expect(await auditOf(id)).toEqual([
      { action: "add-attachment", who: "head", reason: null },
      { action: "remove-attachment", who: "head", reason: "Remplacé" },
    ]);
  });

  test("is told what was refused on the page of the document, and not in JSON", async () => {
    const id = await joined("Gardé.pdf");
    for (const answer of [await remove(id, " "), await send(Buffer.from("bonjour"), "a.pdf")]) {
      expect([answer.status, answer.headers.get("location")]).toEqual([302, pageOf(commitment)]);
      expect(answer.headers.get("set-cookie")).toMatch(/^flash=/);
    }
    expect(await kept(commitment)).toContainEqual(["Gardé.pdf", null]);
  });

  test("a script is told in JSON, with the status of the refusal", async () => {
    const answer = await send(Buffer.from("bonjour"), "a.pdf", { accept: "application/json" });
    expect([answer.status, (await answer.json()).refusal.kind]).toEqual([422, "attachment-type"]);
  });
});

test("the check of the database misses the guard of what an expense bears, once it is lifted", async () => {
  const missing = async () => (await world.database.read(world.organisation, missingGuards)).map(({ place }) => place);
  expect(await missing()).toEqual([]);
  await world.run("alter table attachment disable trigger kept_of_expense");
  expect(await missing()).toEqual(["attachment · kept_of_expense"]);
  await world.run("alter table attachment enable trigger kept_of_expense");
});
