/** The table of this identifier on the clipboard, as HTML and as text with tabs: what spreadsheets and word processors both paste. */
export async function copyTable(id: string): Promise<boolean> {
  const table = document.getElementById(id);
  if (!(table instanceof HTMLTableElement)) return false;
  const rows = [...table.rows].map((row) => [...row.cells].map(textOf));
  const text = rows.map((cells) => cells.join("\t")).join("\n");
  const html = `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("")}</table>`;
  const item = new ClipboardItem({
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([html], { type: "text/html" }),
  });
  return await navigator.clipboard.write([item]).then(
    () => true,
    () => false,
  );
}

/** Figures by their exact value, with the decimal mark of the page's language; spaces folded. A text that would run as a formula is guarded. */
function textOf(cell: HTMLTableCellElement): string {
  const figure = cell.querySelector("data");
  if (figure) return figure.value.replace(".", document.documentElement.lang === "fr" ? "," : ".");
  const text = (cell.innerText || cell.textContent || "").replace(/\s+/g, " ").trim();
  return /^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
