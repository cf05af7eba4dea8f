import { inflateSync } from "node:zlib";

/**
 * The texts of a PDF written with embedded fonts, in the order of its pages: each is what one call wrote. Reads the glyphs of the text
 * operators through the fonts' own maps back to characters, as a reader does when it copies.
 */
export function pdfTexts(pdf: Buffer): string[] {
  const objects = objectsOf(pdf.toString("latin1"));
  const fonts = new Map([...objects].map(([number, body]) => [number, mapOf(objects, body)]));
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .flatMap((page) => {
      const content = streamOf(objects.get(referenceOf(page, "Contents")) ?? "");
      const names = new Map(
        [...resourcesOf(objects, page).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", number]) => [name, Number(number)]),
      );
      return textsOf(content, (name) => fonts.get(names.get(name) ?? 0));
    });
}

type Glyphs = Map<string, string> | undefined;

function objectsOf(text: string): Map<number, string> {
  return new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number, body = ""]) => [Number(number), body]));
}

function referenceOf(body: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? 0);
}

function resourcesOf(objects: Map<number, string>, page: string): string {
  return objects.get(referenceOf(page, "Resources")) ?? page;
}

function streamOf(body: string): string {
  // As long as it says: what is compressed may end like a line.
  const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0);
  const begins = /stream\r?\n/.exec(body);
  const start = begins ? begins.index + begins[0].length : body.length;
  const stream = body.slice(start, start + length);
  return body.includes("/FlateDecode") ? inflateSync(Buffer.from(stream, "latin1")).toString("latin1") : stream;
}

/** From glyph to characters: the `ToUnicode` map of a font. */
function mapOf(objects: Map<number, string>, font: string): Glyphs {
  const reference = referenceOf(font, "ToUnicode");
  if (reference === 0) return undefined;
  const glyphs = new Map<string, string>();
  for (const [, first = "", last = "", targets = ""] of streamOf(objects.get(reference) ?? "").matchAll(
    /<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi,
  )) {
    const texts = [...targets.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = ""]) => Buffer.from(hex, "hex").swap16().toString("utf16le"));
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1) {
      glyphs.set(code.toString(16).padStart(4, "0"), texts[code - Number.parseInt(first, 16)] ?? "");
    }
  }
  return glyphs;
}

function textsOf(content: string, fontNamed: (name: string) => Glyphs): string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)\nET/g)].map(([, block = ""]) => {
    const glyphs = fontNamed(/\/(F\d+) /.exec(block)?.[1] ?? "");
    const hex = [...block.matchAll(/<([0-9a-f]+)>/gi)].map(([, codes = ""]) => codes).join("");
    return (hex.match(/.{4}/g) ?? []).map((code) => glyphs?.get(code.toLowerCase()) ?? "?").join("");
  });
}
