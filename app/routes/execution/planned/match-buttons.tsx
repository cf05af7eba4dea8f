import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";

interface MatchButtonsProps {
  readonly to: string;
  readonly commandKey: string;
  readonly version: number;
  readonly commitment: { readonly commitmentId: string; readonly line: number; readonly number: string };
  /** Something of the expense would be left to come. */
  readonly partial: boolean;
  readonly back: "list" | "own";
}

/** Says that a commitment is the expense, or a part of it. */
export function MatchButtons({ to, commandKey, version, commitment: { commitmentId, line, number }, partial, back }: MatchButtonsProps) {
  const words = useTranslations("planned");
  const named = <span className="visually-hidden"> {number}</span>;
  return (
    <Form method="post" action={to}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="act" value="match" />
      <input type="hidden" name="seenVersion" value={version} />
      <input type="hidden" name="commitmentId" value={commitmentId} />
      <input type="hidden" name="line" value={line} />
      <input type="hidden" name="back" value={back} />
      <ButtonRow>
        <SubmitButton name="keepRest" value="no" look="plain">
          {words("accept")}
          {named}
        </SubmitButton>
        {partial && (
          <SubmitButton name="keepRest" value="yes" look="plain">
            {words("acceptRest")}
            {named}
          </SubmitButton>
        )}
      </ButtonRow>
    </Form>
  );
}
