import { useTranslations } from "use-intl";

type Key = Parameters<ReturnType<typeof useTranslations<"jobs">>>[0];

/** What a kind of job does and has done, in words; a kind that has none says its name. */
export function useKindWords() {
  const words = useTranslations("jobs");
  const said = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    words.has(key as Key) ? words(key as Key, values as never) : undefined;
  return {
    title: (kind: string) => said(`kind.${kind}.title`) ?? kind,
    done: (kind: string, values: Readonly<Record<string, string | number>>) => said(`kind.${kind}.done`, values) ?? words("done"),
    open: (kind: string) => said(`kind.${kind}.open`) ?? words("open"),
  };
}
