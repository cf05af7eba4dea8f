import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";

/** Merge as chosen line by line, or all conflicts one way. */
export function MergeButtons({ conflicts }: { readonly conflicts: number }) {
  const words = useTranslations("scenarios");
  if (conflicts === 0) {
    return (
      <ButtonRow>
        <SubmitButton>{words("merge.plain")}</SubmitButton>
      </ButtonRow>
    );
  }
  return (
    <ButtonRow>
      <SubmitButton>{words("merge.submit")}</SubmitButton>
      <SubmitButton look="plain" name="rest" value="mine">
        {words("merge.allMine")}
      </SubmitButton>
      <SubmitButton look="plain" name="rest" value="theirs">
        {words("merge.allTheirs")}
      </SubmitButton>
    </ButtonRow>
  );
}
