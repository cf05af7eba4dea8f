import { z } from "zod";

/** Where something happens: the sheets of all organisations share one channel. */
const place = { organisation: z.number().int(), sheet: z.string() };
const window = { stream: z.string(), person: z.string().regex(/^\d+$/).transform(BigInt) };

/** The process that says it; the database, when nobody is named. */
const from = { from: z.string().optional() };

const message = z.discriminatedUnion("kind", [
  /** A batch was committed. */
  z.object({ kind: z.literal("revision"), ...from, ...place, revision: z.string().regex(/^\d+$/).transform(BigInt) }),
  /** Lines may be written in, or may not any more. */
  z.object({ kind: z.literal("standing"), ...from, ...place }),
  /** A window shows a sheet; said again from time to time, so that what a dead process left goes away. */
  z.object({ kind: z.literal("here"), ...from, ...place, ...window, cell: z.string().nullable() }),
  z.object({ kind: z.literal("gone"), ...from, ...place, stream: z.string() }),
  /** A process that has just come asks the others who is there. */
  z.object({ kind: z.literal("who"), ...from }),
  /** To hear oneself: a pooler that lets no notification through says nothing about it. */
  z.object({ kind: z.literal("pulse"), ...from, token: z.string() }),
]);

export type LiveMessage = z.infer<typeof message>;
export type LiveMessageText = z.input<typeof message>;

/** Undefined: of another version of the application, perhaps. */
export function readMessage(text: string): LiveMessage | undefined {
  try {
    return message.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
