import { createHash, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileResponse } from "#app/http/file-response.ts";
import { FileKeeper, fileContent, type KeptFile, partBytes } from "#db/queries/file.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let kept: KeptFile;
const content = randomBytes(2 * partBytes + 12_345);

beforeAll(async () => {
  books = await smallBooks();
  const id = randomUUID();
  const [author] = await books.superuser<
    { id: string }[]
  >`select min(id)::text as id from ${books.superuser(books.organisation.schemaName)}.app_user`;
  kept = await books.database.write(books.organisation, async (db) => {
    const keeper = new FileKeeper(db, id);
    for (let from = 0; from < content.length; from += 300_000) await keeper.write(content.subarray(from, from + 300_000));
    return await keeper.finish({
      id,
      purpose: "ledgerExport",
      name: "Grand livre 2026 « été ».csv",
      mediaType: "text/csv",
      author: BigInt(author?.id ?? 0),
      detail: {},
    });
  });
});
afterAll(() => books.close());

const answer = async (range: string | null, condition?: string) => {
  const headers = new Headers({ ...(range === null ? {} : { range }), ...(condition === undefined ? {} : { "if-range": condition }) });
  const response = fileResponse(new Request("http://localhost/file", { headers }), { ...books, file: kept });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

test("a file of several parts comes back byte for byte, with its digest", async () => {
  expect(kept.sizeBytes).toBe(content.length);
  expect(kept.sha256).toBe(createHash("sha256").update(content).digest("hex"));
  const parts = await books.database.read(books.organisation, async (db) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of fileContent(db, kept.id)) chunks.push(chunk);
    return chunks;
  });
  expect(parts).toHaveLength(3);
  expect(Buffer.concat(parts).equals(content)).toBe(true);
});

test("a download is whole, named in every alphabet, and its type is not guessed", async () => {
  const { response, bytes } = await answer(null);
  expect(response.status).toBe(200);
  expect(bytes.equals(content)).toBe(true);
  expect(response.headers.get("content-length")).toBe(String(content.length));
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(kept.name)}`);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test.each([
  ["bytes=0-0", 0, 1],
  ["bytes=1048570-1048585", 1_048_570, 1_048_586],
  ["bytes=1500000-", 1_500_000, content.length],
  ["bytes=-10", content.length - 10, content.length],
  ["bytes=2000000-99999999", 2_000_000, content.length],
])("a download goes on where it stopped: %s", async (range, from, until) => {
  const { response, bytes } = await answer(range);
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${from}-${until - 1}/${content.length}`);
  expect(bytes.equals(content.subarray(from, until))).toBe(true);
});

test("a range of another file, or one that cannot be read, is answered with the whole; one beyond the end with 416", async () => {
  expect((await answer("bytes=5-9", '"another"')).response.status).toBe(200);
  expect((await answer("bytes=5-9", `"${kept.sha256}"`)).response.status).toBe(206);
  for (const range of ["bytes=a-b", "bytes=0-1,4-5", "items=0-1", "bytes=-", "bytes=9-5"])
    expect((await answer(range)).response.status, range).toBe(200);
  const beyond = await answer(`bytes=${content.length}-`);
  expect(beyond.response.status).toBe(416);
  expect(beyond.response.headers.get("content-range")).toBe(`bytes */${content.length}`);
});

test("half a file is no file: parts without their row do not commit, and what is kept is not altered", async () => {
  const half = books.database.write(books.organisation, async (db) => {
    await new FileKeeper(db, randomUUID()).write(Buffer.alloc(partBytes));
  });
  await expect(half).rejects.toMatchObject({ code: "23503" });
  const schema = books.organisation.schemaName;
  await expect(books.superuser.unsafe(`delete from ${schema}.file_part`)).rejects.toMatchObject({ code: "42501" });
});
