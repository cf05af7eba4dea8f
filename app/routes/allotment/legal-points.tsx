import { CircleCheck, Clock, OctagonX } from "lucide-react";
import { useTranslations } from "use-intl";
import type { LegalPoint } from "#app/domain/allotment/legality.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../units/said.ts";
import styles from "./movements.module.css";

/** What the law and the credits say of a movement, point by point: the word first, then the article. */
export function LegalPoints({ points }: { readonly points: readonly LegalPoint[] }) {
  const words = useTranslations("movements.legal");
  const sentence = useLegalWords();
  if (points.length === 0) return <p>{words("nothing")}</p>;
  return (
    <ul className={styles.points}>
      {points.map((point) => {
        const Shape = point.ok === null ? Clock : point.ok ? CircleCheck : OctagonX;
        return (
          <li key={sentence(point)} className={point.ok === false ? styles.broken : styles.met}>
            <Shape aria-hidden size={18} strokeWidth={1.75} />
            <span>
              <span className="visually-hidden">{words(point.ok === null ? "waiting" : point.ok ? "met" : "broken")} </span>
              {sentence(point)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Each point as a sentence. */
function useLegalWords(): (point: LegalPoint) => string {
  const words = useTranslations("movements.legal");
  const caps = useTranslations("movements.caps.names");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  return (point) => {
    if (point.rule === "direction") return words(`direction.${point.way}`, { article: point.article });
    if (point.rule === "personnel") return words(point.ok ? "personnel" : "personnelBroken", { article: point.article });
    if (point.rule === "act") return words(point.ok ? "act" : "actMissing", { article: point.article });
    if (point.rule === "controller") {
      if (point.ok === null) return words("controllerAwaited", { article: point.article });
      return words(point.ok ? "controllerFavourable" : "controllerAgainst", { by: point.by, article: point.article });
    }
    if (point.rule === "cap") {
      const { cap, spendingClass, resource, used, ceiling } = point.state;
      const after = used + point.asked;
      return words(point.ok ? "cap" : "capBroken", {
        cap: caps(cap),
        scope: spendingClass === null ? words("programme") : allotment(`class.${spendingClass}`),
        resource: resources(resource),
        article: point.article,
        after: said(format, after < 0n ? 0n : after, resource),
        ceiling: said(format, ceiling, resource),
        over: said(format, after > ceiling ? after - ceiling : 0n, resource),
      });
    }
    if (point.ok) return words("available");
    return point.short
      .map(({ unit, spendingClass, resource, released, taken, missing }) =>
        words("short", {
          ...{ unit, spendingClass: allotment(`class.${spendingClass}`), resource: resources(resource) },
          ...{ available: said(format, released - taken, resource), missing: said(format, missing, resource) },
        }),
      )
      .join(" ");
  };
}
