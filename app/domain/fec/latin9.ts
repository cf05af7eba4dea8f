/**
 * ISO 8859-15, the eight-bit set that the law admits beside UTF-8. What it lacks is written with the nearest letters that it has, and
 * counted, so that the person who takes the file is told of each; what has no near letter becomes a question mark.
 */
export class Latin9Writer {
  readonly #replaced = new Map<string, { readonly by: string; count: number }>();

  /** The bytes of a text; one byte for each letter. */
  encode(text: string): Uint8Array {
    const plain = this.plain(text);
    const bytes = new Uint8Array(plain.length);
    for (let index = 0; index < plain.length; index += 1) {
      const code = plain.charCodeAt(index);
      bytes[index] = code < 0x100 ? code : (moved.get(code) ?? 0x3f);
    }
    return bytes;
  }

  /** The text with the letters that the set has. */
  plain(text: string): string {
    return lacking.test(text) ? text.normalize("NFC").replace(lackingEach, (letter) => this.#replacement(letter)) : text;
  }

  /** Each letter that was replaced, by what, how often; in the order of the letters. */
  replaced(): readonly Transliteration[] {
    return [...this.#replaced].map(([letter, { by, count }]) => ({ letter, by, count })).sort((a, b) => (a.letter < b.letter ? -1 : 1));
  }

  #replacement(letter: string): string {
    const held = this.#replaced.get(letter);
    if (held) {
      held.count += 1;
      return held.by;
    }
    const by = nearest(letter);
    this.#replaced.set(letter, { by, count: 1 });
    return by;
  }
}

export interface Transliteration {
  readonly letter: string;
  readonly by: string;
  readonly count: number;
}

/** The eight places where ISO 8859-15 has another letter than ISO 8859-1. */
const moved = new Map<number, number>([
  [0x20ac, 0xa4],
  [0x0160, 0xa6],
  [0x0161, 0xa8],
  [0x017d, 0xb4],
  [0x017e, 0xb8],
  [0x0152, 0xbc],
  [0x0153, 0xbd],
  [0x0178, 0xbe],
]);

/** What the set does not hold: beyond U+00FF but for the eight, and the eight of ISO 8859-1 whose places they took. */
const lackingClass =
  "[^\\u0000-\\u007f\\u00a0-\\u00a3\\u00a5\\u00a7\\u00a9-\\u00b3\\u00b5-\\u00b7\\u00b9-\\u00bb\\u00bf-\\u00ff\\u20ac\\u0160\\u0161\\u017d\\u017e\\u0152\\u0153\\u0178]";
const lacking = new RegExp(lackingClass, "u");
const lackingEach = new RegExp(lackingClass, "gu");

const near = new Map<string, string>(
  Object.entries({
    "’": "'",
    "‘": "'",
    "‚": ",",
    "“": '"',
    "”": '"',
    "„": '"',
    "‹": "<",
    "›": ">",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "…": "...",
    "•": "-",
    "™": "(TM)",
    "№": "n°",
    "¤": "?",
    "¦": "-",
    "¨": '"',
    "´": "'",
    "¸": ",",
    "¼": "1/4",
    "½": "1/2",
    "¾": "3/4",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "→": "->",
    "←": "<-",
    ł: "l",
    Ł: "L",
    đ: "d",
    Đ: "D",
    ı: "i",
  }),
);

/** Its entry above, or its letter without marks, or what Unicode holds it to be made of; else a question mark. Never nothing, nor a space. */
function nearest(letter: string): string {
  const listed = near.get(letter);
  if (listed !== undefined) return listed;
  for (const text of [letter.normalize("NFC"), letter.normalize("NFKC"), letter.normalize("NFKD").replace(/\p{M}/gu, "")]) {
    if (text !== "" && text === text.trim() && !lacking.test(text) && !/[\p{Cc}|]/u.test(text)) return text;
  }
  return "?";
}
