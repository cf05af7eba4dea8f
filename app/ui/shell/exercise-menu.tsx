import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import styles from "./menu.module.css";
import { Menu } from "./menu.tsx";
import { exerciseAddress } from "./navigation.ts";

/** The exercise that is looked at, which is part of the address. */
export function ExerciseMenu({ exercises, year }: { readonly exercises: readonly number[]; readonly year: number }) {
  const words = useTranslations("shell");
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  return (
    <Menu subject={words("exercise")} value={<strong>{year}</strong>}>
      <ul className={styles.list}>
        {exercises.map((exercise) => (
          <li key={exercise}>
            <Link
              to={exerciseAddress(pathname, search, exercise)}
              className={styles.item}
              aria-current={exercise === year ? "true" : undefined}
            >
              {words("exerciseOf", { year: String(exercise) })}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
