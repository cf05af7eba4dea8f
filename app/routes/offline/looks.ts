import { againPlace, countPlace } from "./page.tsx";

/** The page stands alone: without a network it has no style sheet to fetch. The colours are those of `tokens.css`. */
export const style = `
:root{color-scheme:light dark;--page:light-dark(#fff,#15171a);--text:light-dark(#161616,#eceef1);--action:light-dark(#2b46a0,#9db2ff);--cp:light-dark(#00766a,#45c4b0)}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 "Inter Variable",system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem}
.brand{display:flex;align-items:center;gap:.75rem;font-weight:600}
h1{font-size:1.5rem;line-height:2rem}
button{font:inherit;color:var(--action);background:none;border:1px solid;border-radius:4px;padding:.375rem .75rem;cursor:pointer}
button:focus-visible{outline:3px solid;outline-offset:2px}
`;

/**
 * Counts what sheets have kept on this device, whoever wrote it, and loads the sheet again when the network is back. A database that is not there is
 * not made: the sheet would find it without its store.
 */
export const script = `
const opening = indexedDB.open("enveloppe");
opening.onupgradeneeded = () => opening.transaction.abort();
opening.onsuccess = () => {
  const all = opening.result.transaction("left-behind").objectStore("left-behind").getAll();
  all.onsuccess = () => {
    const count = all.result.reduce((sum, { parcels, waiting }) =>
      sum + waiting.length + parcels.reduce((cells, { edits }) => cells + edits.length, 0), 0);
    document.getElementById("${countPlace}").textContent = count;
    opening.result.close();
  };
};
opening.onerror = () => { document.getElementById("${countPlace}").textContent = 0; };
const again = () => location.reload();
addEventListener("online", again);
document.getElementById("${againPlace}").addEventListener("click", again);
setInterval(() => fetch("/healthz").then(({ ok }) => ok && again(), () => undefined), 10000);
`;
