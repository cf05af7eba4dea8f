import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { Refusal } from "#app/domain/refusal.ts";
import { readBody } from "../body.ts";
import { isCrossSite } from "../cross-site.ts";
import { type Flash, flashCookie } from "../flash.server.ts";
import type { Requirement, WhereWithForm } from "../guard.ts";
import { statusOf, wordsOf } from "../refusal.ts";
import type { ActionScene, PublicActionScene, RefusedAnswer } from "../scene.ts";
import { type Asked, askedBy, refusalPage } from "./asked.ts";
import { authorise, claimedSession, identify, touch } from "./known.ts";

interface FormLimit {
  readonly formLimitBytes?: number;
}
type Answering = Pick<ActionScene, "refused" | "refusedOn" | "redirect">;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The act of a person who is signed in; a refusal that the form can show comes back as an answer, the others are thrown. */
export async function actionScene<Value>(
  args: ActionFunctionArgs,
  requirement: Requirement<WhereWithForm> & FormLimit,
  work: (scene: ActionScene) => Promise<Value>,
): Promise<Value | RefusedAnswer> {
  const asked = ownRequest(args);
  const answering = answeringTo(asked);
  const claimed = await claimedSession(asked);
  if (!claimed) return answering.refused({ kind: "sign-in-required" });
  const form = await formOf(asked, requirement);
  const { database } = asked.services;
  const identified = await database.read(claimed.organisation, async (db) => {
    const found = await identify(db, claimed, asked);
    if (found) await authorise(db, found.known.access, requirement, { ...asked, form }, asked);
    return found;
  });
  if (!identified) return answering.refused({ kind: "sign-in-required" });
  if (identified.toTouch) await touch(asked, claimed);
  const key = form.get("key");
  if (typeof key !== "string" || !uuid.test(key)) return answering.refused({ kind: "missing-key" });
  const { organisation, person, access } = identified.known;
  const context = { database, organisation, actor: { id: person.id, login: person.login, access }, key, today: asked.today };
  return await work({ ...asked, ...identified.known, ...answering, form, context, read: (look) => database.read(organisation, look) });
}

/** An act that needs nobody: signing in, signing out, choosing a language. */
export async function publicActionScene(args: ActionFunctionArgs, limit: FormLimit): Promise<PublicActionScene> {
  const asked = ownRequest(args);
  return { ...asked, ...answeringTo(asked), form: await formOf(asked, limit), address: args.context.address };
}

/** Only POST, and only from a page of ours. */
function ownRequest(args: ActionFunctionArgs): Asked {
  const asked = askedBy(args);
  const { request, services, locale } = asked;
  if (request.method !== "POST") throw refusalPage({ kind: "method-not-allowed", method: request.method }, locale);
  if (isCrossSite(request.headers, services.settings.origin)) throw refusalPage({ kind: "cross-site-request" }, locale);
  return asked;
}

async function formOf({ request, locale }: Asked, { formLimitBytes }: FormLimit): Promise<FormData> {
  const read = await readBody(request, formLimitBytes);
  if (!read.ok) throw refusalPage(read.refusal, locale);
  return read.value;
}

function answeringTo({ services, locale }: Asked): Answering {
  return {
    refused: (refusal: Refusal, submission) => {
      const message = wordsOf(refusal, locale);
      // Refused before the form was read (the session has ended, the key is missing): the form says it all the same.
      const lastResult = submission?.reply(refusal.kind === "wrong-form" ? {} : { formErrors: [message] }) ?? { error: { "": [message] } };
      return data({ refusal: { kind: refusal.kind, message }, lastResult }, { status: statusOf(refusal) });
    },
    refusedOn: (to, refusal) => redirectSaying(to, { refusal: wordsOf(refusal, locale) }, services),
    redirect: (to, message, values = {}) => (message === undefined ? redirect(to) : redirectSaying(to, { message, values }, services)),
  };
}

function redirectSaying(to: string, flash: Flash, { settings }: Asked["services"]): Response {
  return redirect(to, { headers: { "set-cookie": flashCookie(flash, settings) } });
}
