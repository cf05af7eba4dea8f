import { Link } from "@remix-run/react";
import styles from "./narrative.module.css";

/** What a unit tells of its year, paragraph by paragraph. */
export function Narrative({ title, to, text }: { readonly title: string; readonly to?: string; readonly text: string }) {
  const paragraphs = text.split(/\n{2,}/);
  return (
    <article className={styles.narrative}>
      <h3>{to === undefined ? title : <Link to={to}>{title}</Link>}</h3>
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text have no name but their place
        <p key={index}>{paragraph}</p>
      ))}
    </article>
  );
}
