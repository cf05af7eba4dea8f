import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { StoryAnswer } from "./load-story.ts";
import styles from "./story.module.css";

/** Why an address tells no story: what of it cannot be read, or that the figure is not the reader's to see. */
export function StoryRefused({
  answer,
  title,
}: {
  readonly answer: Exclude<StoryAnswer, { state: "told" }>;
  readonly title: (text: string) => ReactNode;
}) {
  const words = useTranslations("trace");
  const isUnreadable = answer.state === "unreadable";
  return (
    <div className={styles.story}>
      {title(words(isUnreadable ? "unreadable" : "outOfReach"))}
      <p>{isUnreadable ? words(`faults.${answer.fault.kind}`, { text: answer.fault.text }) : words("outOfReachHint")}</p>
    </div>
  );
}
