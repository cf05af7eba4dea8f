import { useTranslations } from "use-intl";
import type { RequestWarning } from "#app/domain/forecast/request.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { Step } from "#db/queries/forecast/reading.ts";

interface NotesProps {
  readonly steps: readonly Step[];
  readonly state: RequestState;
  readonly warnings: readonly RequestWarning[];
}

/** What the unit should know before it writes: why the request came back, and what deserves a look. */
export function Notes({ steps, state, warnings }: NotesProps) {
  const words = useTranslations("forecast");
  const format = useFormat();
  const last = steps[0];
  return (
    <>
      {state === "draft" && last?.to === "draft" && last.reason !== "" && (
        <Notice
          kind="warning"
          title={words("return.banner", { actor: last.actor, at: format.instant(last.at.toISOString()), reason: last.reason })}
        />
      )}
      {warnings.length > 0 && (
        <Notice kind="information" title={words("warnings.title")}>
          <ul>
            {warnings.map(({ kind, line, ae, cp }) => (
              <li key={`${kind} ${line}`}>
                {words(`warnings.${kind}`, { line, ae: format.amountWithUnit(ae, "AE"), cp: format.amountWithUnit(cp, "CP") })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
