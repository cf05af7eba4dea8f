import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { saveDraft } from "#app/commands/save-draft.ts";
import { largestAttachmentBytes } from "#app/domain/ledger/attachment.ts";
import { emptyLine } from "#app/domain/ledger/typing/typed-entry.ts";
import { type AttachmentPlace, attachmentSlice, attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let entryId: bigint;

beforeAll(async () => {
  books = await smallBooks();
  const [posted] = await books.post(generalEntry("OD", "2026-03-10", "Écriture", ["606", 700n], ["401", -700n]));
  entryId = posted?.id ?? 0n;
});
afterAll(() => books.close());

const pdf = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

test("a file joined to an entry is kept to the byte, with its digest, and leaves the entry's own digest alone", async () => {
  const before = await digest();
  const content = pdf("facture");
  const added = await add({ entryId }, "Facture n° 12.PDF", content);
  expect(added).toMatchObject({ ok: true, value: { name: "Facture n° 12.pdf", mediaType: "application/pdf", sizeBytes: content.length } });
  const [kept] = await listed({ entryId });
  expect(kept).toMatchObject({ name: "Facture n° 12.pdf", author: "accountant", removal: null, entryId, draftId: null });
  const bytes = await books.database.read(books.organisation, (db) => attachmentSlice(db, kept?.id ?? "", 0, 1_000_000));
  expect(Buffer.compare(bytes, content)).toBe(0);
  expect(await digest()).toBe(before);
});

describe("a file is what its content says, whatever its name claims", () => {
  test.each<[string, string, Buffer, object]>([
    ["a program called .pdf", "facture.pdf", program(), { kind: "attachment-type", name: "facture", found: "application/x-msdownload" }],
    ["a page called .png", "scan.png", Buffer.from("<html><script>alert(1)</script></html>"), { kind: "attachment-type", found: null }],
    [
      "a drawing with scripts",
      "a.svg",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      { kind: "attachment-type" },
    ],
    ["an archive", "a.pdf", Buffer.from("504b03041400000000000000", "hex"), { kind: "attachment-type", found: "application/zip" }],
    ["nothing", "vide.pdf", Buffer.alloc(0), { kind: "attachment-empty", name: "vide" }],
    ["20 MiB and a byte", "gros.pdf", large(1), { kind: "attachment-too-large", limitBytes: largestAttachmentBytes }],
  ])("%s is refused", async (_, name, content, refusal) => {
    const before = await listed({ entryId });
    expect(await add({ entryId }, name, content)).toEqual({ ok: false, refusal: expect.objectContaining(refusal) });
    expect(await listed({ entryId })).toHaveLength(before.length);
  });

  test("20 MiB exactly are kept, and an image called .pdf is kept as the image that it is", async () => {
    expect(await add({ entryId }, "juste.pdf", large(0))).toMatchObject({ ok: true, value: { sizeBytes: largestAttachmentBytes } });
    expect(await add({ entryId }, "scan.pdf", png)).toMatchObject({ ok: true, value: { name: "scan.png", mediaType: "image/png" } });
    expect(await add({ entryId }, "encore.png", png)).toEqual({ ok: false, refusal: { kind: "attachment-twice", name: "encore.png" } });
  });
});

test("what is joined to a draft follows the entry that it becomes; what was taken off does not", async () => {
  const draftId = await draft();
  const kept = await add({ draftId }, "gardé.pdf", pdf("gardé"));
  const dropped = await add({ draftId }, "ôté.pdf", pdf("ôté"));
  if (!kept.ok || !dropped.ok) throw new Error("refused");
  expect(await removeAttachment(books.as("accountant"), { id: dropped.value.id, reason: "" })).toMatchObject({ ok: true });
  const posted = await postManualEntry(books.as("accountant"), {
    ...{ journal: "OD", date: "2026-03-15", label: "Avec pièce", draft: { id: draftId, seen: 1n } },
    lines: [
      { account: "606", debit: 5n, credit: 0n },
      { account: "401", debit: 0n, credit: 5n },
    ],
  });
  if (!posted.ok) throw new Error(posted.refusal.kind);
  expect((await listed({ entryId: posted.value.id })).map(({ name }) => name)).toEqual(["gardé.pdf"]);
  expect(await add({ draftId }, "tard.pdf", pdf("tard"))).toMatchObject({ ok: false, refusal: { kind: "draft-posted" } });
});

test("of a posted entry a paper is marked as removed with a reason, once, and stays", async () => {
  const added = await add({ entryId }, "erreur.pdf", pdf("erreur"));
  if (!added.ok) throw new Error(added.refusal.kind);
  const { id } = added.value;
  expect(await remove(id, " ")).toEqual({ ok: false, refusal: { kind: "reason-required" } });
  expect(await remove(id, "Facture d’un autre fournisseur")).toMatchObject({ ok: true });
  expect(await remove(id, "Encore")).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
  expect((await listed({ entryId })).find((one) => one.id === id)?.removal).toMatchObject({
    by: "accountant",
    reason: "Facture d’un autre fournisseur",
  });
  expect(await add({ entryId }, "erreur.pdf", pdf("erreur"))).toMatchObject({ ok: true });
});

describe("the database itself keeps what is tied to an entry", () => {
  test.each([
    "delete from attachment",
    "update attachment set entry_id = null where entry_id is not null",
    "update attachment set file_id = (select id from file limit 1), author = author + 1",
    "update attachment set removed_at = null, removed_by = null where removed_at is not null",
    "update attachment set removal_reason = 'x' where removed_at is not null",
    "truncate attachment",
  ])("%s", async (statement) => {
    const state = await books.superuser
      .begin(async (sql) => {
        await sql.unsafe(statement);
        throw new Error("nobody refused");
      })
      .catch((error: unknown) => (error as { code?: string }).code);
    expect(state).toBe("42501");
  });

  test("a removal without a reason", async () => {
    const attempt = books.superuser`update attachment set removed_at = now(), removed_by = author where entry_id is not null and removed_at is null`;
    await expect(attempt).rejects.toMatchObject({ code: "23514" });
  });
});

test.each(["auditor", "programmeStaff"] as const)("a %s joins nothing", async (role) => {
  const answer = await addAttachment(books.as(role), { place: { entryId }, name: "a.pdf", content: pdf(role) });
  expect(answer).toEqual({ ok: false, refusal: { kind: "forbidden", capability: "ledger.post" } });
});

function program(): Buffer {
  return Buffer.concat([Buffer.from("MZ\u0090\u0000", "latin1"), Buffer.alloc(400)]);
}

function large(more: number): Buffer {
  return Buffer.concat([pdf("gros"), Buffer.alloc(largestAttachmentBytes - pdf("gros").length + more)]);
}

async function add(place: AttachmentPlace, name: string, content: Uint8Array) {
  return await addAttachment(books.as("accountant"), { place, name, content });
}

async function remove(id: string, reason: string) {
  return await removeAttachment(books.as("accountant"), { id, reason });
}

async function listed(place: AttachmentPlace) {
  return await books.database.read(books.organisation, (db) => attachmentsOf(db, place));
}

async function digest() {
  return (await books.database.read(books.organisation, (db) => entryById(db, entryId)))?.digest;
}

async function draft(): Promise<string> {
  const id = randomUUID();
  const body = { journal: "OD", date: "15/03/2026", voucher: "", label: "Avec pièce", complementary: false, lines: [emptyLine] };
  await saveDraft(books.as("accountant"), { id, fiscalYear: 2026, body, seen: 0n });
  return id;
}
