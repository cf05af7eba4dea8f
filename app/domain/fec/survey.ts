import type { FileCharset } from "./dialect.ts";

/** What the bytes of a file say before a line of it is read. */
export interface Survey {
  /** In bytes. */
  readonly size: number;
  /** By its byte order mark; else UTF-8 when it is valid UTF-8, Windows-1252 when it holds letters that only that one has. */
  readonly charset: FileCharset;
  readonly byteOrderMark: boolean;
  readonly lineEnd: "\r\n" | "\n" | "\r";
  readonly nul: boolean;
  /** Accents that seem to have been converted twice (« Ã© »). */
  readonly mojibake: boolean;
}

/** In a text that was decoded: what « é », « à », « ’ », « € » become when UTF-8 is read as an 8-bit set. */
export const mojibakeText = /Ã[\u0080-\u00bfŒœŠšŽžŸ€]|Â[\u00a0-\u00bfŒœŠšŽžŸ€]|â€|ï»¿/;

/** The same in the bytes of a valid UTF-8 file, shown as ISO 8859-15. */
const twiceConverted = /Ã\u0083Â|Ã\u0082Â|Ã¢â\u0082¬/;
const tailLength = 8;

/** Looks at the bytes of a file as they pass, in chunks of any size. */
export class TextSurvey {
  #size = 0;
  #head: number[] = [];
  #utf8 = new TextDecoder("utf-8", { fatal: true });
  #isUtf8 = true;
  #isAscii = true;
  readonly #eightBits = new TextDecoder("iso-8859-15");
  #tail = "";
  #feeds = false;
  #returns = false;
  #pairs = false;
  #nul = false;
  #onlyWindows = false;
  #twice = false;
  #once = false;

  push(bytes: Uint8Array): void {
    if (this.#head.length < 4) this.#head.push(...bytes.subarray(0, 4 - this.#head.length));
    this.#size += bytes.length;
    this.#isUtf8 &&= this.#decodes(bytes, true);
    const text = this.#tail + this.#eightBits.decode(bytes);
    this.#tail = text.slice(-tailLength);
    this.#feeds ||= text.includes("\n");
    this.#returns ||= text.includes("\r");
    this.#pairs ||= text.includes("\r\n");
    this.#nul ||= text.includes("\u0000");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is beyond ASCII.
    if (/^[\u0000-\u007f]*$/.test(text)) return;
    this.#isAscii = false;
    this.#onlyWindows ||= /[\u0080-\u009f]/.test(text);
    this.#twice ||= twiceConverted.test(text);
    this.#once ||= mojibakeText.test(text);
  }

  finish(): Survey {
    this.#isUtf8 &&= this.#decodes(new Uint8Array(), false);
    const charset = this.#charset();
    const wide = charset === "utf-16le" || charset === "utf-16be";
    return {
      size: this.#size,
      charset,
      byteOrderMark: this.#marked(0xef, 0xbb, 0xbf) || this.#marked(0xff, 0xfe) || this.#marked(0xfe, 0xff),
      lineEnd: this.#pairs || (wide && this.#feeds && this.#returns) ? "\r\n" : this.#feeds || !this.#returns ? "\n" : "\r",
      nul: this.#nul && !wide,
      mojibake: !wide && !this.#isAscii && (charset === "utf-8" ? this.#twice : this.#once),
    };
  }

  #decodes(bytes: Uint8Array, stream: boolean): boolean {
    try {
      this.#utf8.decode(bytes, { stream });
      return true;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#utf8 = new TextDecoder();
      return false;
    }
  }

  #charset(): FileCharset {
    if (this.#marked(0xff, 0xfe)) return "utf-16le";
    if (this.#marked(0xfe, 0xff)) return "utf-16be";
    if (this.#isUtf8) return "utf-8";
    return this.#onlyWindows ? "windows-1252" : "iso-8859-15";
  }

  #marked(...mark: number[]): boolean {
    return mark.every((byte, index) => this.#head[index] === byte);
  }
}

export function surveyOf(bytes: Uint8Array): Survey {
  const survey = new TextSurvey();
  survey.push(bytes);
  return survey.finish();
}

const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const follower = `[\\u0080-\\u00bf${windowsLetters}]`;
const twiceRun = new RegExp(`[\\u00c2-\\u00df]${follower}|[\\u00e0-\\u00ef]${follower}{2}|[\\u00f0-\\u00f4]${follower}{3}`, "g");

/** Converts back what was converted twice, where it can be; the rest stands as it was. */
export function repairMojibake(text: string): string {
  return text.replace(twiceRun, (run) => {
    const bytes = Uint8Array.from(run, (letter) => {
      const place = windowsLetters.indexOf(letter);
      return place >= 0 ? 0x80 + place : letter.charCodeAt(0);
    });
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return run;
    }
  });
}
