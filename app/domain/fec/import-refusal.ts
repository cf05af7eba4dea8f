/** Refusals of the import of ledger files, the report's own apart (`file-refused`, `already-imported`). */
export type ImportRefusal =
  /** The file is not the one whose report was seen, or was never checked. */
  | { kind: "ledger-file-unchecked"; name: string }
  /** Reading took longer than its size allows. */
  | { kind: "ledger-file-too-slow"; seconds: number };
