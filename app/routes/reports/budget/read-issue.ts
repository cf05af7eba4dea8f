import { z } from "zod";
import { textField } from "#app/http/fields.ts";

/** The digest of what was seen. */
export const issueSchema = z.object({ sha256: textField({ maximum: 64 }) });
