import { useTranslations } from "use-intl";
import type { Site } from "#app/domain/means/site.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../units/units.module.css";
import { hundredthsText } from "./hundredths-text.ts";

/** All that is said of a site but its code and its unit. */
export function SiteFields({ start }: { readonly start?: Omit<Site, "id"> }) {
  const words = useTranslations("means.fields");
  return (
    <div className={styles.columns}>
      <TextField name="label" label={words("label")} required defaultValue={start?.label} />
      <TextField name="address" label={words("address")} defaultValue={start?.address} />
      <TextField name="town" label={words("town")} defaultValue={start?.town} />
      <TextField name="surface" label={words("surface")} required width="short" defaultValue={start && hundredthsText(start.surface)} />
      <TextField
        name="netSurface"
        label={words("netSurface")}
        width="short"
        defaultValue={start?.netSurface == null ? "" : hundredthsText(start.netSurface)}
      />
      <TextField
        name="workstations"
        label={words("workstations")}
        required
        width="short"
        defaultValue={start && String(start.workstations)}
      />
    </div>
  );
}
