import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../../units/units.module.css";
import { peopleAddress } from "../addresses.ts";
import type { ShownMove } from "./route.tsx";

interface EndMoveProps {
  readonly move: ShownMove;
  readonly year: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** A move that waits: carried out once its contracts are changed, declined with a reason, or withdrawn by who proposed it. */
export function EndMove({ move, year, labels }: EndMoveProps) {
  const words = useTranslations("workforce.moves");
  const format = useFormat();
  const { id, from, to, fte, firstMonth, lastMonth, mayEnd, mayWithdraw, key } = move;
  const named = ({ unit, profile }: ShownMove["from"]) => `${unit} · ${labels[profile] ?? words("anyProfile")}`;
  const said = words("move", {
    ...{ fte: format.amount(fte * 12n, "ETPT"), from: named(from), to: named(to) },
    ...{ first: format.month(firstMonth, "longWithYear"), last: format.month(lastMonth, "longWithYear") },
  });
  return (
    <Form method="post" className={styles.form} aria-label={said}>
      <p>
        {said}{" "}
        {mayEnd && <Link to={`${peopleAddress(year)}?unit=${encodeURIComponent(from.unit)}`}>{words("people", { unit: from.unit })}</Link>}
      </p>
      <CommandKey value={key} />
      <input type="hidden" name="id" value={id} />
      {mayEnd && <TextField name="reason" id={`reason-${id}`} label={words("reason")} hint={words("reasonHint")} />}
      <ButtonRow>
        {mayEnd && (
          <>
            <SubmitButton name="end" value="done">
              {words("done")}
            </SubmitButton>
            <SubmitButton look="plain" name="end" value="declined">
              {words("decline")}
            </SubmitButton>
          </>
        )}
        {mayWithdraw && (
          <SubmitButton look="plain" name="end" value="withdrawn">
            {words("withdraw")}
          </SubmitButton>
        )}
      </ButtonRow>
    </Form>
  );
}
