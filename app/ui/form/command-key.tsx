/** The idempotency key of a form, made by its loader (`newKey()`): a second press of the button is the first one. */
export function CommandKey({ value }: { readonly value: string }) {
  return <input type="hidden" name="key" value={value} />;
}
