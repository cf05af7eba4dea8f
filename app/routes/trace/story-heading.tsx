import { type ReactNode, useContext } from "react";
import { StoryPageContext } from "#app/ui/traced.tsx";
import styles from "./story.module.css";

/** The title of a part of a story: below the one of the panel, or that of the page. */
export function StoryHeading({ children }: { readonly children: ReactNode }) {
  const Level = useContext(StoryPageContext) ? "h2" : "h3";
  return <Level className={styles.heading}>{children}</Level>;
}
