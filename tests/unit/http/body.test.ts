import { describe, expect, it } from "vitest";
import { readBody } from "#app/http/body.ts";

const urlencoded = "application/x-www-form-urlencoded";

function posted(body: BodyInit, contentType?: string): Request {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  return new Request("http://localhost/", { method: "POST", body, headers });
}

function multipart(fields: Readonly<Record<string, string | File>>): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return posted(form);
}

describe("a form that is read", () => {
  it.each([
    ["urlencoded", posted("label=%C3%A9t%C3%A9&label=2", urlencoded)],
    ["urlencoded, with its charset", posted("label=%C3%A9t%C3%A9", `${urlencoded};charset=UTF-8`)],
    ["multipart", multipart({ label: "été" })],
  ])("%s", async (_name, request) => {
    const read = await readBody(request);
    expect(read.ok && read.value.get("label")).toBe("été");
  });

  it("keeps a file", async () => {
    const read = await readBody(multipart({ file: new File(["a\tb"], "x.txt") }));
    const file = read.ok ? read.value.get("file") : null;
    expect(file instanceof File && (await file.text())).toBe("a\tb");
  });
});

describe("a form that is refused", () => {
  it.each([
    ["plain text, which another site may send without asking", posted("key=1", "text/plain"), "unreadable-form"],
    ["JSON", posted("{}", "application/json"), "unreadable-form"],
    ["no type", posted(new Uint8Array([1])), "unreadable-form"],
    ["multipart without its boundary", posted("x", "multipart/form-data"), "unreadable-form"],
    ["multipart cut short", posted("--x\r\nContent-Dis", "multipart/form-data; boundary=x"), "unreadable-form"],
    ["NUL in a value", posted("label=a%00b", urlencoded), "unreadable-form"],
    ["NUL in a name", posted("la%00bel=a", urlencoded), "unreadable-form"],
    ["one byte too many", posted(`a=${"x".repeat(99)}`, urlencoded), "form-too-large"],
  ])("%s", async (_name, request, kind) => {
    const read = await readBody(request, 100);
    expect(read).toMatchObject({ ok: false, refusal: { kind } });
  });

  it("stops reading a stream at the limit, whatever length it claims", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000).fill(120));
      },
    });
    const init: object = { method: "POST", body: endless, headers: { "content-type": urlencoded }, duplex: "half" };
    const read = await readBody(new Request("http://localhost/", init), 10_000);
    expect(read).toMatchObject({ ok: false, refusal: { kind: "form-too-large", limitBytes: 10_000 } });
    expect(pulled).toBeLessThan(20);
  });
});
