import { redirect } from "@remix-run/node";
import { guard } from "#app/http/guard.ts";

export const loader = guard.loader({ capability: "signed-in" }, async ({ year }) => redirect(`/${year}/home`));
