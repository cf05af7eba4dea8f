import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import type { usePanel } from "./use-panel.ts";

/** Opens what is said of the sheet, or what its checks find, beside it. */
export function PanelButtons({ panel: { shown, show } }: { readonly panel: ReturnType<typeof usePanel> }) {
  const comments = useTranslations("comments");
  const checks = useTranslations("checks");
  const names = { comments: comments("open"), checks: checks("openPanel") };
  return (["comments", "checks"] as const).map((name) => (
    <button
      key={name}
      type="button"
      className={buttonClass()}
      aria-pressed={shown === name}
      aria-keyshortcuts={name === "comments" ? "Alt+Shift+C" : undefined}
      onClick={() => show(shown === name ? undefined : name)}
    >
      {names[name]}
    </button>
  ));
}
