import { addressedCell, type CellAddress } from "../cell-address.ts";

/** What a thread of comments is about: the sheet of a unit, one of its requests, a line, or a cell (a month or a year of a measure). */
export type CommentAnchor =
  | { readonly kind: "sheet" }
  | { readonly kind: "request"; readonly requestId: string }
  | { readonly kind: "line"; readonly lineId: string }
  | ({ readonly kind: "cell" } & CellAddress);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An anchor as a form sends it: « sheet », « request:… », « line:… », or the address of a cell. */
export function anchorText(anchor: CommentAnchor): string {
  switch (anchor.kind) {
    case "sheet":
      return "sheet";
    case "request":
      return `request:${anchor.requestId}`;
    case "line":
      return `line:${anchor.lineId}`;
    default:
      return addressedCell.write(anchor);
  }
}

/** Undefined when the text is of no such form; whether the thing exists is the command's question. */
export function anchorIn(text: string): CommentAnchor | undefined {
  if (text === "sheet") return { kind: "sheet" };
  const [kind = "", id = ""] = text.split(":");
  if (kind === "request" && uuid.test(id)) return { kind, requestId: id };
  if (kind === "line" && uuid.test(id)) return { kind, lineId: id };
  const cell = addressedCell.read(text);
  return cell && { kind: "cell", ...cell };
}
