/** The warnings that the form showed, when its box was ticked; else none is confirmed. */
export function confirmedIn(form: FormData): string[] {
  return form.get("confirm") === "on" ? form.getAll("warning").map(String) : [];
}
