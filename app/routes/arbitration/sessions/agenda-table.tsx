import { Form } from "@remix-run/react";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { clockText } from "#app/domain/arbitration/sitting/sitting.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { AgendaItem } from "#db/queries/arbitration/sitting.ts";
import type { ArrangedAgenda } from "./agenda-of.ts";
import styles from "./sessions.module.css";

interface AgendaTableProps {
  readonly agenda: ArrangedAgenda;
  /** Where changes are sent; absent: it is only read. */
  readonly action: string | undefined;
  readonly usual: number;
  readonly newKeys: { readonly add: string; readonly change: readonly string[] };
}

/** The points in their order, with what each may take; moved and shortened by buttons, so by keyboard too. */
export function AgendaTable({ agenda, action, usual, newKeys }: AgendaTableProps) {
  const words = useTranslations("sittings");
  const name = useItemName();
  const { items } = agenda;
  return (
    <div className={styles.stack}>
      <DataTable
        caption={words("agenda.table")}
        hideCaption
        rows={items}
        rowKey={({ id }) => id}
        main
        empty={<EmptyState title={words("agenda.empty")} />}
        columns={[
          { key: "number", head: words("columns.number"), cell: (item) => String(item.position) },
          { key: "point", head: words("columns.point"), cell: (item) => name(item) },
          {
            ...{ key: "planned", head: words("columns.planned"), unit: "min", align: "end" },
            cell: (item) =>
              action === undefined ? (
                String(item.plannedMinutes)
              ) : (
                <Form method="post" action={action} className={styles.inline} preventScrollReset>
                  <CommandKey value={newKeys.change[item.position * 2] ?? ""} />
                  <input type="hidden" name="item" value={item.id} />
                  <input
                    type="number"
                    name="minutes"
                    min={1}
                    max={480}
                    key={item.plannedMinutes}
                    defaultValue={item.plannedMinutes}
                    aria-label={words("agenda.minutes", { name: name(item) })}
                  />
                  <button type="submit" name="act" value="minutes" className={styles.small}>
                    {words("agenda.keep")}
                  </button>
                </Form>
              ),
          },
          {
            ...{ key: "used", head: words("columns.used"), align: "end" },
            cell: (item) => (item.state === "waiting" ? "" : clockText(item.usedSeconds)),
          },
          ...(action === undefined
            ? []
            : [
                {
                  ...{ key: "arrange", head: words("columns.arrange") },
                  cell: (item: AgendaItem) => (
                    <Form method="post" action={action} className={styles.inline} preventScrollReset>
                      <CommandKey value={newKeys.change[item.position * 2 + 1] ?? ""} />
                      <input type="hidden" name="item" value={item.id} />
                      <button
                        type="submit"
                        name="act"
                        value="up"
                        className={styles.small}
                        aria-label={words("agenda.up", { name: name(item) })}
                      >
                        <ArrowUp aria-hidden size={16} />
                      </button>
                      <button
                        type="submit"
                        name="act"
                        value="down"
                        className={styles.small}
                        aria-label={words("agenda.down", { name: name(item) })}
                      >
                        <ArrowDown aria-hidden size={16} />
                      </button>
                      {item.state === "waiting" && (
                        <button
                          type="submit"
                          name="act"
                          value="remove"
                          className={styles.small}
                          aria-label={words("agenda.remove", { name: name(item) })}
                        >
                          <X aria-hidden size={16} />
                        </button>
                      )}
                    </Form>
                  ),
                },
              ]),
        ]}
      />
      {action !== undefined && agenda.left.length > 0 && (
        <Form method="post" action={action} className={styles.row} preventScrollReset>
          <CommandKey value={newKeys.add} />
          <input type="hidden" name="minutes" value={usual} />
          <SelectField
            name="what"
            label={words("agenda.what")}
            required
            groups={agenda.left.map(({ unit, label, isWhole, requests }) => ({
              label,
              options: [
                ...(isWhole ? [{ value: unit, label: words("agenda.whole", { unit: label }) }] : []),
                ...requests.map(({ id, number, title }) => ({
                  value: `${unit} ${id}`,
                  label: words("agenda.requestPoint", { unit: label, number, title }),
                })),
              ],
            }))}
          />
          <ButtonRow>
            <SubmitButton look="plain" name="act" value="add">
              {words("agenda.submitAdd")}
            </SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </div>
  );
}

export function useItemName(): (item: Pick<AgendaItem, "unitLabel" | "requestNumber" | "title">) => string {
  const words = useTranslations("sittings");
  return ({ unitLabel, requestNumber, title }) =>
    requestNumber === null ? unitLabel : words("agenda.requestPoint", { unit: unitLabel, number: requestNumber, title: title ?? "" });
}
