import { isRouteErrorResponse, useLocation, useNavigationType, useRouteError } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { classNames } from "./class-names.ts";
import styles from "./failure.module.css";
import { buttonClass } from "./form/buttons.tsx";
import { useRequestId } from "./request-id.ts";

/** What a page says when it cannot be shown: why, the identifier to quote when the fault is ours, and how to go on. */
export function Failure({ alone = false }: { readonly alone?: boolean }) {
  const words = useTranslations("shell.failure");
  const common = useTranslations("common");
  const { pathname, search } = useLocation();
  const error = useRouteError();
  const { title, sentence, ours } = useExplanation(error);
  const loaded = useNavigationType() === "POP";
  const requestId = useRequestId();
  const content = (
    <div className={classNames(styles.failure, alone && styles.alone)}>
      <h1 id="page-title" tabIndex={-1}>
        {title}
      </h1>
      <p className={styles.sentence}>{sentence}</p>
      {ours && loaded && requestId !== "" && <p className={styles.quote}>{words("quote", { id: requestId })}</p>}
      <p className={styles.ways}>
        {ours && (
          <a href={pathname + search} className={buttonClass("primary")}>
            {common("retry")}
          </a>
        )}
        <a href="/" className={buttonClass()}>
          {words("backHome")}
        </a>
      </p>
    </div>
  );
  return alone ? <main id="content">{content}</main> : content;
}

function useExplanation(error: unknown): { readonly title: string; readonly sentence: string; readonly ours: boolean } {
  const words = useTranslations("shell.failure");
  if (isUnreachable(error)) return { title: words("unreachable"), sentence: words("unreachableText"), ours: true };
  if (!isRouteErrorResponse(error)) return { title: words("title"), sentence: words("text"), ours: true };
  const said = sentenceOf(error.data);
  if (error.status === 404) return { title: words("notFound"), sentence: said ?? words("notFoundText"), ours: false };
  if (error.status === 403) return { title: words("forbidden"), sentence: said ?? words("notFoundText"), ours: false };
  return { title: words("title"), sentence: said ?? words("text"), ours: error.status >= 500 };
}

/** No answer came: each browser has its own words for it, and the same kind for a fault of ours. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /failed to fetch|networkerror|load failed|network request failed/i.test(error.message);
}

/** A refusal that was thrown carries its words. */
function sentenceOf(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("message" in data)) return undefined;
  return typeof data.message === "string" ? data.message : undefined;
}
