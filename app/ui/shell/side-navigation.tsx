import { NavLink, useFetcher, useLocation, useSearchParams } from "@remix-run/react";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import type { Frame, Look } from "./frame.ts";
import { cyclePlaces, type Place, placeAddress, placesFor, referencePlaces } from "./navigation.ts";
import styles from "./shell.module.css";

/** The cycle at the left; on a narrow screen the same list behind « Menu », which opens without a script. */
export function SideNavigation({ frame, look }: { readonly frame: Frame; readonly look: Look }) {
  const words = useTranslations("shell");
  return (
    <nav id="navigation" aria-label={words("navigation")} className={styles.navigation} tabIndex={-1}>
      <details className={styles.narrow} name="shell-menu">
        <summary>{words("menu")}</summary>
        <Places frame={frame} />
      </details>
      <div className={styles.broad}>
        <Places frame={frame} />
        <FoldButton navigation={look.navigation} />
      </div>
    </nav>
  );
}

function Places({ frame }: { readonly frame: Frame }) {
  const reference = placesFor(referencePlaces, frame.capabilities);
  return (
    <>
      <PlaceList places={placesFor(cyclePlaces, frame.capabilities)} year={frame.year} />
      {reference.length > 0 && <hr className={styles.rule} />}
      <PlaceList places={reference} year={frame.year} />
    </>
  );
}

function PlaceList({ places, year }: { readonly places: readonly Place[]; readonly year: number }) {
  const words = useTranslations("shell");
  const [search] = useSearchParams();
  const unit = search.get("unit") ?? undefined;
  if (places.length === 0) return null;
  return (
    <ul>
      {places.map((place) => (
        <li key={place.key}>
          <NavLink to={placeAddress(place, year, unit)} className={classNames(styles.place)} title={words(`items.${place.key}`)}>
            <place.icon aria-hidden size={20} strokeWidth={1.5} />
            <span className={styles.placeWord}>{words(`items.${place.key}`)}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

/** A form of its own, so that the choice is kept with or without a script. */
function FoldButton({ navigation }: { readonly navigation: Look["navigation"] }) {
  const words = useTranslations("shell");
  const fetcher = useFetcher();
  const { pathname, search } = useLocation();
  const folded = navigation === "folded";
  const Icon = folded ? PanelLeftOpen : PanelLeftClose;
  const label = words(folded ? "unfold" : "fold");
  return (
    <fetcher.Form method="post" action="/preferences" className={styles.fold}>
      <input type="hidden" name="returnTo" value={pathname + search} />
      <button type="submit" name="navigation" value={folded ? "full" : "folded"} className={styles.place} title={label}>
        <Icon aria-hidden size={20} strokeWidth={1.5} />
        <span className={styles.placeWord}>{label}</span>
      </button>
    </fetcher.Form>
  );
}
