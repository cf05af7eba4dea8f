import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useLocale, useTranslations } from "use-intl";
import { z } from "zod";
import { signIn } from "#app/commands/sign-in.ts";
import { cookieOf } from "#app/http/cookies.ts";
import { deviceCookie, deviceOf } from "#app/http/device-cookie.server.ts";
import { textField } from "#app/http/fields.ts";
import { readForm, type Submission } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { localPath } from "#app/http/local-path.ts";
import { serialiseLocale } from "#app/http/locale.ts";
import { sessionCookie, sessionTokenOf } from "#app/http/session-cookie.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PreferenceButtons } from "#app/ui/shell/preference-buttons.tsx";
import { DemoAccounts } from "./demo-accounts.tsx";
import { SignInForm } from "./form.tsx";
import styles from "./sign-in.module.css";

const schema = z.object({
  login: textField({ maximum: 100 }),
  password: z.string().default("").pipe(z.string().min(1)),
  organisation: z.string().optional(),
});

export const loader = guard.loader({ capability: "public" }, async ({ url, services, signedIn }) => {
  const next = localPath(url.searchParams.get("next"));
  if (await signedIn(async () => true)) throw redirect(next);
  const organisations = (await services.database.organisations()).map(({ slug, name }) => ({ slug, name }));
  const { demoAccounts } = services;
  const chosen = demoAccounts.find(({ login }) => login === url.searchParams.get("as"));
  return { next, ended: url.searchParams.has("ended"), organisations, demoAccounts, chosen };
});

export const action = guard.action({ capability: "public" }, async (scene) => {
  const { request, form, locale, services, address, refused } = scene;
  const { database, settings } = services;
  const read = readForm(form, schema, locale);
  const submission = withoutPassword(read.submission);
  if (!read.ok) return refused(read.refusal, submission);
  const organisations = await database.organisations();
  const chosen = organisations.find(({ slug }) => slug === read.value.organisation);
  const organisation = organisations.length === 1 ? organisations[0] : chosen;
  if (!organisation) return refused({ kind: "sign-in-failed" }, submission);
  const { login, password } = read.value;
  const place = { origin: settings.origin, sessionSecret: settings.sessionSecret, slug: organisation.slug, login };
  const held = sessionTokenOf(request.headers, settings.origin);
  const replacing = held?.slug === organisation.slug ? held.token : undefined;
  const signedIn = await signIn(database, organisation, { login, password, address, device: deviceOf(request.headers, place), replacing });
  if (!signedIn.ok) return refused(signedIn.refusal, submission);
  const headers = new Headers();
  headers.append("set-cookie", sessionCookie({ slug: organisation.slug, token: signedIn.value.token }, settings.origin));
  headers.append("set-cookie", deviceCookie(signedIn.value.device, place));
  if (cookieOf(request.headers, "locale") === undefined) {
    headers.append("set-cookie", serialiseLocale(signedIn.value.locale, settings.origin.startsWith("https:")));
  }
  return redirect(localPath(scene.url.searchParams.get("next")), { headers });
});

export default function SignInPage() {
  const { next, ended, organisations, demoAccounts, chosen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("signIn");
  const locale = useLocale();
  return (
    <main id="content" className={styles.page}>
      <h1 id="page-title">{words("title")}</h1>
      {ended ? <Notice kind="information" title={words("signedOut")} /> : <p>{words("intro")}</p>}
      <SignInForm key={chosen?.login ?? ""} answer={answer} next={next} organisations={organisations} chosen={chosen} />
      {demoAccounts.length > 0 ? <DemoAccounts accounts={demoAccounts} next={next} /> : null}
      <PreferenceButtons
        heading={words("language")}
        name="locale"
        returnTo={`/sign-in?next=${encodeURIComponent(next)}`}
        current={locale}
        choices={languages}
      />
    </main>
  );
}

/** Each language says its own name. */
const languages = [
  { value: "fr", label: "Français", lang: "fr" },
  { value: "en", label: "English", lang: "en" },
];

/** What was typed comes back, but for the password. */
function withoutPassword(submission: Submission): Submission {
  return { reply: (options) => submission.reply({ ...options, hideFields: ["password"] }) };
}
