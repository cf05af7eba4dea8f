import { useSearchParams } from "@remix-run/react";
import { ClipboardCopy, Download, FileText, Printer, Sheet, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import menu from "../shell/menu.module.css";
import { Menu } from "../shell/menu.tsx";
import { useHydrated } from "../use-hydrated.ts";
import { copyTable } from "./copy-table.ts";
import styles from "./export-menu.module.css";

const formats = [
  { format: "xlsx", icon: Sheet },
  { format: "csv", icon: Table2 },
  { format: "pdf", icon: FileText },
] as const;

/**
 * « Exporter »: what the page shows, with its filters, as a file; and on the spot, copied or printed. `file` is the resource route beside
 * the page; the page's own search goes with it, less the place in the pages (a file holds every row).
 */
export function ExportMenu({ file }: { readonly file: string }) {
  const words = useTranslations("tableFile");
  const hydrated = useHydrated();
  const [said, setSaid] = useState("");
  const [search] = useSearchParams();
  const address = (format: string) => {
    const asked = new URLSearchParams(search);
    asked.delete("after");
    asked.set("format", format);
    return `${file}?${asked}`;
  };
  const copy = async () => setSaid(words((await copyTable("main-table")) ? "copied" : "notCopied"));
  return (
    <div className={styles.export}>
      <Menu
        subject=""
        align="end"
        value={
          <>
            <Download aria-hidden size={16} strokeWidth={1.75} />
            {words("menu")}
          </>
        }
      >
        <ul className={menu.list}>
          {formats.map(({ format, icon: Icon }) => (
            <li key={format}>
              <a className={menu.item} href={address(format)} download>
                <Entry icon={<Icon aria-hidden size={16} strokeWidth={1.75} />} name={words(format)} hint={words(`${format}Hint`)} />
              </a>
            </li>
          ))}
          {hydrated && (
            <>
              <li>
                <button type="button" className={menu.item} onClick={() => void copy()}>
                  <Entry
                    icon={<ClipboardCopy aria-hidden size={16} strokeWidth={1.75} />}
                    name={said === "" ? words("copy") : said}
                    hint={words("copyHint")}
                  />
                </button>
              </li>
              <li>
                <button type="button" className={menu.item} onClick={() => window.print()}>
                  <Entry icon={<Printer aria-hidden size={16} strokeWidth={1.75} />} name={words("print")} />
                </button>
              </li>
            </>
          )}
        </ul>
      </Menu>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}

function Entry({ icon, name, hint }: { readonly icon: ReactNode; readonly name: string; readonly hint?: string }) {
  return (
    <>
      {icon}
      <span className={styles.name}>
        {name}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
    </>
  );
}
