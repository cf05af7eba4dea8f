import { Form } from "@remix-run/react";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { clockText } from "#app/domain/arbitration/sitting/sitting.ts";
import { classNames } from "#app/ui/class-names.ts";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useItemName } from "../agenda-table.tsx";
import styles from "./room.module.css";
import type { Room } from "./room-data.ts";

/** What is to come, what is on, what was dealt with; for those who write, the way there. */
export function AgendaRail({ room, action }: { readonly room: Room; readonly action: string | undefined }) {
  const words = useTranslations("sittings");
  const name = useItemName();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll must be reachable by keyboard (RGAA 10.7)
    <nav className={styles.rail} aria-label={words("room.rail")} tabIndex={0}>
      <h2>{words("room.rail")}</h2>
      <ol>
        {room.items.map((item, index) => {
          const label = (
            <>
              <span className={styles.railName}>{name(item)}</span>
              <span className={styles.railCount}>
                {item.state === "done" && <Check aria-hidden size={16} />}
                {words("room.inRail", { decided: item.decided, count: item.count })}
                {item.state === "done" && ` · ${clockText(item.usedSeconds)}`}
              </span>
            </>
          );
          return (
            <li
              key={item.id}
              className={classNames(item.id === room.now && styles.current)}
              aria-current={item.id === room.now ? "step" : undefined}
            >
              {action === undefined ? (
                label
              ) : (
                <Form method="post" action={action} preventScrollReset>
                  <CommandKey value={room.keys.screen[2 + index] ?? ""} />
                  <input type="hidden" name="item" value={item.id} />
                  <button type="submit" aria-label={words("room.goTo", { name: name(item) })}>
                    {label}
                  </button>
                </Form>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
