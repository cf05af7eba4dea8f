import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Input.css";
import "@mantine/spotlight/styles.css";
import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useLocation, useNavigate, useSearchParams } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Frame } from "./frame.ts";
import { cyclePlaces, exerciseAddress, placeAddress, placesFor, referencePlaces, scopeAddress } from "./navigation.ts";
import styles from "./palette.module.css";

export interface PaletteProps {
  readonly frame: Frame;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/**
 * Go anywhere by typing: pages, exercises, units.
 * @public Loaded by `usePalette` when it is first opened.
 */
export function Palette({ frame, opened, onClose }: PaletteProps) {
  const words = useTranslations("shell");
  const groups = useDestinations(frame, onClose);
  return (
    <Spotlight
      actions={groups}
      forceOpened={opened}
      onSpotlightClose={onClose}
      shortcut={null}
      limit={12}
      nothingFound={words("palette.nothing")}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 0 }}
      aria-label={words("palette.label")}
      classNames={{ action: styles.action ?? "", actionsGroup: styles.group ?? "" }}
      searchProps={{
        leftSection: <Search aria-hidden size={18} strokeWidth={1.75} />,
        placeholder: words("palette.label"),
        "aria-label": words("palette.label"),
      }}
    />
  );
}

function useDestinations(frame: Frame, onClose: () => void): SpotlightActionGroupData[] {
  const words = useTranslations("shell");
  const navigate = useNavigate();
  const go = (address: string) => () => {
    onClose();
    navigate(address);
  };
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const unit = search.get("unit") ?? undefined;
  const places = placesFor([...cyclePlaces, ...referencePlaces], frame.capabilities);
  return [
    {
      group: words("palette.pages"),
      actions: places.map((place) => ({
        id: `page-${place.key}`,
        label: words(`items.${place.key}`),
        leftSection: <place.icon aria-hidden size={18} strokeWidth={1.5} />,
        onClick: go(placeAddress(place, frame.year, unit)),
      })),
    },
    {
      group: words("palette.exercises"),
      actions: frame.exercises.map((year) => ({
        id: `exercise-${year}`,
        label: words("exerciseOf", { year: String(year) }),
        onClick: go(exerciseAddress(pathname, search, year)),
      })),
    },
    {
      group: words("palette.units"),
      actions: frame.units.map(({ code, label }) => ({
        id: `unit-${code}`,
        label,
        description: code,
        keywords: [code],
        onClick: go(scopeAddress(pathname, search, code)),
      })),
    },
  ];
}
