import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Section } from "#app/ui/shell/page.tsx";

interface PlainLinesProps {
  readonly year: number;
  readonly request: { readonly unit: string };
  readonly lines: readonly { readonly id: string; readonly label: string; readonly nature: string }[];
}

/** The way to each line by its months, without the grid. */
export function PlainLines({ year, request, lines }: PlainLinesProps) {
  const words = useTranslations("lineForm");
  if (lines.length === 0) return null;
  return (
    <Section title={words("section")}>
      <ul>
        {lines.map(({ id, label, nature }, index) => (
          <li key={id}>
            <Link to={`/${year}/forecast/${encodeURIComponent(request.unit)}/lines/${id}`}>
              {words("linkFor", { line: `${index + 1}. ${label || nature}` })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
