import { FlaskConical } from "lucide-react";
import { useTranslations } from "use-intl";
import styles from "./fictitious.module.css";

/** Says which figures of a page are invented. `what` is the subject of the sentence, already in the reader's language. */
export function Fictitious({ what }: { readonly what: string }) {
  const words = useTranslations("demo");
  return (
    <p className={styles.fictitious} title={words("reason")}>
      <FlaskConical aria-hidden size={16} strokeWidth={1.75} />
      <span>
        <strong>{words("title")}</strong> · {words("invented", { what })}
      </span>
    </p>
  );
}
