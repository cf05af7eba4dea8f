/** What was answered about a file, which the addresses of the acts on it bear too; answers about another file are none. */
export function answersIn(search: string, id: string | undefined): string {
  return new URLSearchParams(search).get("import") === id ? search : `?import=${id}`;
}
