import { Link, useLocation } from "@remix-run/react";
import { CircleUserRound, LogOut, Mail, UserRoundCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { locales } from "#app/messages/locale.ts";
import type { Frame, Look } from "./frame.ts";
import styles from "./menu.module.css";
import { Menu } from "./menu.tsx";
import { PreferenceButtons } from "./preference-buttons.tsx";

/** Who is signed in, the look of the pages, the way out. Plain forms: each choice is one round trip and needs no script. */
export function ProfileMenu({ person, look }: { readonly person: Frame["person"]; readonly look: Look }) {
  const words = useTranslations("shell");
  const roles = useTranslations("roles");
  const { pathname, search } = useLocation();
  const returnTo = pathname + search;
  return (
    <Menu
      subject={words("profile")}
      align="end"
      value={
        <>
          <CircleUserRound aria-hidden size={20} strokeWidth={1.5} />
          <span className={styles.value}>{person.name}</span>
        </>
      }
    >
      <p className={styles.who}>
        <strong>{person.name}</strong>
        <span>
          {person.login} · {person.roles.map((role) => roles(role)).join(", ")}
        </span>
      </p>
      <hr className={styles.rule} />
      <PreferenceButtons
        heading={words("theme")}
        name="theme"
        returnTo={returnTo}
        current={look.colorScheme}
        choices={(["auto", "light", "dark"] as const).map((value) => ({ value, label: words(`themes.${value}`) }))}
      />
      <PreferenceButtons
        heading={words("language")}
        name="locale"
        returnTo={returnTo}
        current={look.locale}
        choices={locales.map((value) => ({ value, label: words(`languages.${value}`), lang: value }))}
      />
      <hr className={styles.rule} />
      <Link className={styles.item} to="/settings/delegations">
        <UserRoundCheck aria-hidden size={16} strokeWidth={1.75} />
        {words("delegations")}
      </Link>
      <Link className={styles.item} to="/settings/notifications">
        <Mail aria-hidden size={16} strokeWidth={1.75} />
        {words("notifications")}
      </Link>
      <form method="post" action="/sign-out">
        <button type="submit" className={styles.item}>
          <LogOut aria-hidden size={16} strokeWidth={1.75} />
          {words("signOut")}
        </button>
      </form>
    </Menu>
  );
}
