import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DemoAccount } from "#app/settings.ts";
import styles from "./sign-in.module.css";

/** Who may be tried on the demo; a link fills the form, with or without scripts. */
export function DemoAccounts({ accounts, next }: { readonly accounts: readonly DemoAccount[]; readonly next: string }) {
  const words = useTranslations("signIn");
  return (
    <section aria-labelledby="demo-accounts" className={styles.demo}>
      <h2 id="demo-accounts">{words("demoTitle")}</h2>
      <p>{words("demoIntro")}</p>
      <table>
        <caption className="visually-hidden">{words("demoTitle")}</caption>
        <thead>
          <tr>
            <th scope="col">{words("demoName")}</th>
            <th scope="col">{words("demoLogin")}</th>
            <th scope="col">{words("demoPassword")}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ login, password, name }) => (
            <tr key={login}>
              <td>{name}</td>
              <td>
                <Link to={{ search: new URLSearchParams({ as: login, next }).toString() }} aria-label={words("demoUse", { login })} replace>
                  {login}
                </Link>
              </td>
              <td>
                <code>{password}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
