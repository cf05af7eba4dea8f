/** What wrote a revision of a sheet. */
export const batchKinds = ["entry", "paste", "import", "spread", "template", "detail", "schedule", "undo", "redo"] as const;
export type BatchKind = (typeof batchKinds)[number];

export interface WrittenBatch {
  readonly id: string;
  readonly kind: BatchKind;
  /** The batch that an « undo » or a « redo » takes back. */
  readonly undoes: string | null;
}

/** What one person may take back on a sheet, and put again: the last of each list comes first. */
export interface UndoStacks {
  readonly undo: readonly string[];
  readonly redo: readonly string[];
}

/**
 * Read from the journal of a person's batches on a sheet, in their order: a reload, another device or another day changes nothing to it.
 * Taking back an undo is a redo; writing something new forgets what could be put again.
 */
export function undoStacks(batches: readonly WrittenBatch[]): UndoStacks {
  const undo: string[] = [];
  let redo: string[] = [];
  for (const { id, kind, undoes } of batches) {
    if (kind === "undo") {
      without(undo, undoes);
      redo.push(id);
    } else if (kind === "redo") {
      without(redo, undoes);
      undo.push(id);
    } else {
      undo.push(id);
      redo = [];
    }
  }
  return { undo, redo };
}

function without(ids: string[], id: string | null): void {
  const place = id === null ? -1 : ids.lastIndexOf(id);
  if (place >= 0) ids.splice(place, 1);
}
