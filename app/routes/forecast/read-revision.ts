import { z } from "zod";

/** The sheet's revision that a form was made of; of a form that says none, the first. */
export function seenRevisionField() {
  return z
    .string()
    .default("0")
    .pipe(z.string().regex(/^\d{1,18}$/))
    .transform(BigInt);
}
