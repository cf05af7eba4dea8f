import { useTranslations } from "use-intl";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import styles from "./entry-form.module.css";

const keys = [
  ["Enter", "enter"],
  ["F4", "list"],
  ["=", "balance"],
  ["Ctrl+D", "duplicate"],
  ["Alt+↑ ↓", "move"],
  ["AltDelete", "remove"],
  ["F9", "models"],
  ["CtrlEnter", "post"],
  ["EscEsc", "leave"],
] as const;

/** The keys, where they are needed. */
export function KeyHelp() {
  const words = useTranslations("entryForm");
  if (!useHydrated()) return null;
  return (
    <aside className={styles.help} aria-label={words("keys.title")}>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{words.has(`keys.name.${key as "Enter"}`) ? words(`keys.name.${key as "Enter"}`) : key}</kbd>
            </dt>
            <dd>{words(`keys.${meaning}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{words("keys.date")}</p>
      <p>{words("keys.amount")}</p>
    </aside>
  );
}
