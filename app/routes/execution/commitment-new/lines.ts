import type { TypedLine } from "../availability/live.tsx";

/** How many « postes » a form holds at most. */
export const mostLines = 20;
/** From the exercise on. */
export const scheduledYears = 5;

/** How many lines the form that was sent holds; one at least. */
export function countLines(form: FormData): number {
  let count = 0;
  while (count < mostLines && form.has(`lines[${count}].unit`)) count += 1;
  return Math.max(count, 1);
}

/** What a form asks of available credit, as it is typed; a line of an operation takes that operation's own. */
export function typedLines(form: FormData): TypedLine[] {
  return Array.from({ length: countLines(form) }, (_, index) => {
    const at = (name: string) => String(form.get(`lines[${index}].${name}`) ?? "");
    return { unit: at("unit"), nature: at("nature"), activity: at("activity"), amount: at("operation") === "" ? at("amount") : "" };
  });
}
