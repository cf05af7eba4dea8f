import type { FecFaults } from "./fault.ts";

/** The character sets that the law admits; ASCII reads as UTF-8. */
export type FecCharset = "utf-8" | "iso-8859-15";

export interface DecodedFec {
  readonly text: string;
  readonly charset: FecCharset;
  readonly lineEnd: "\r\n" | "\n" | "\r";
}

/**
 * Bytes as text: UTF-8 when they are valid UTF-8, ISO 8859-15 otherwise, never by a guess that is not said. UTF-16 and the letters that
 * only Windows-1252 has are refused, NUL bytes too. A byte order mark and bare carriage returns are accepted and said.
 */
export function decodeFec(bytes: Uint8Array, faults: FecFaults): DecodedFec {
  const [first = 0, second = 0, third = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    faults.add("charset", 0, null, "UTF-16", "UTF-8, ISO 8859-15");
    return { text: "", charset: "utf-8", lineEnd: "\n" };
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) faults.add("byte-order-mark", 1);
  const { text, charset } = decoded(bytes);
  if (charset === "iso-8859-15") sayForeignLetters(text, faults);
  sayEachLine(text, "\u0000", (line) => faults.add("nul-byte", line));
  if (/Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]/.test(text))
    faults.add("mojibake", lineOf(text, text.search(/Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]/)));
  const lineEnd = text.includes("\r\n") ? "\r\n" : text.includes("\n") || !text.includes("\r") ? "\n" : "\r";
  if (lineEnd === "\r") faults.add("carriage-return-only", 0);
  return { text, charset, lineEnd };
}

/** The lines of a file with their numbers, from 1; what follows the last line end is a line when it is not empty. */
export function* linesOf({
  text,
  lineEnd,
}: Pick<DecodedFec, "text" | "lineEnd">): Generator<{ line: number; text: string; ended: boolean }> {
  const mark = lineEnd === "\r" ? "\r" : "\n";
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf(mark, start);
    const end = found < 0 ? text.length : found;
    const content = text.slice(start, end);
    line += 1;
    yield { line, text: content.endsWith("\r") ? content.slice(0, -1) : content, ended: found >= 0 };
    start = end + 1;
  }
}

function decoded(bytes: Uint8Array): { text: string; charset: FecCharset } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), charset: "utf-8" };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder("iso-8859-15").decode(bytes), charset: "iso-8859-15" };
  }
}

/** Between U+0080 and U+009F ISO 8859-15 has no letter: the file was written in Windows-1252. */
function sayForeignLetters(text: string, faults: FecFaults): void {
  const at = text.search(/[\u0080-\u009f]/);
  if (at >= 0) faults.add("charset", lineOf(text, at), null, "Windows-1252", "UTF-8, ISO 8859-15");
}

function sayEachLine(text: string, letter: string, say: (line: number) => void): void {
  let last = 0;
  for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) {
    const line = lineOf(text, at);
    if (line !== last) say(line);
    last = line;
    if (line > 1_000) return;
  }
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split(/\r\n|\n|\r/).length;
}
