import { z } from "zod";
import { choiceField } from "#app/http/fields.ts";
import { seenRevisionField } from "../read-revision.ts";

export const rankSchema = z.object({ direction: choiceField(["up", "down"]), seenRevision: seenRevisionField() });
