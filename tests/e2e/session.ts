import { inject } from "vitest";
import { sessionsOn } from "#tests/support/sessions.ts";

export const { origin } = inject("demo");

/** The cookie of this person's session on the demo of this run, opened once for each test file. */
export const sessionOf = sessionsOn(origin);
