import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import styles from "./page.module.css";

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

export interface PageProps {
  /** The one `<h1>`. */
  readonly title: ReactNode;
  /** Where this page is, from the exercise down; the page itself is added. */
  readonly crumbs?: readonly Crumb[];
  /** One sentence under the title: the answer to the page's question. */
  readonly message?: ReactNode;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  /** Beside the title: a state, the demo notice. */
  readonly marks?: ReactNode;
  readonly children: ReactNode;
}

/** A page inside the shell: breadcrumb, title, message, then its sections. */
export function Page({ title, crumbs = [], message, actions, marks, children }: PageProps) {
  return (
    <>
      <Breadcrumb crumbs={crumbs} title={title} />
      <div className={styles.head}>
        <div className={styles.titles}>
          <div className={styles.titleRow}>
            <h1 id="page-title" tabIndex={-1}>
              {title}
            </h1>
            {marks}
          </div>
          {message !== undefined && <p className={styles.message}>{message}</p>}
        </div>
        {actions !== undefined && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </div>
      <div className={styles.sections}>{children}</div>
    </>
  );
}

/** A titled part of a page. */
export function Section({
  id,
  title,
  actions,
  children,
}: {
  /** For a link to it. */
  readonly id?: string;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

function Breadcrumb({ crumbs, title }: { readonly crumbs: readonly Crumb[]; readonly title: ReactNode }) {
  const words = useTranslations("shell");
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={words("breadcrumb")} className={styles.breadcrumb}>
      <ol>
        {crumbs.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
            <ChevronRight aria-hidden size={14} strokeWidth={1.75} />
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}
