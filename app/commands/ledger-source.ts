import { createHash } from "node:crypto";
import { accessSync, constants, createReadStream, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type Survey, TextSurvey } from "#app/domain/fec/survey.ts";

/** The bytes of a file that is read more than once and never held whole. */
export interface LedgerSource {
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Small files may be given as their bytes. */
export function sourceOf(file: LedgerSource | Uint8Array): LedgerSource {
  if (!(file instanceof Uint8Array)) return file;
  const bytes = file;
  return {
    size: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** A file of this machine, for the command line. Throws what the file system says when it cannot be read. */
export function sourceOfPath(path: string): LedgerSource {
  accessSync(path, constants.R_OK);
  const { size } = statSync(path);
  return { size, open: () => createReadStream(path, { highWaterMark: pieceSize }) };
}

const pieceSize = 65_536;

/**
 * The bytes in small pieces, with a breath after each: whatever the file weighs, other requests are served between two pieces.
 * Ends with the reason of `signal` when somebody stops the work, or when it takes longer than its size allows.
 */
export async function* piecesOf(source: LedgerSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const bytes of source.open()) {
    for (let from = 0; from < bytes.length; from += pieceSize) {
      signal?.throwIfAborted();
      yield bytes.subarray(from, from + pieceSize);
      await setImmediate();
    }
  }
}

export interface SurveyedSource {
  readonly survey: Survey;
  readonly sha256: Uint8Array;
}

export async function surveySource(source: LedgerSource, signal?: AbortSignal): Promise<SurveyedSource> {
  const survey = new TextSurvey();
  const hash = createHash("sha256");
  for await (const piece of piecesOf(source, signal)) {
    hash.update(piece);
    survey.push(piece);
  }
  return { survey: survey.finish(), sha256: hash.digest() };
}
