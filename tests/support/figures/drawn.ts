import { readFileSync } from "node:fs";
import { createServer, type ViteDevServer } from "vite";

/** A module of pages, each drawn to text. */
export interface DrawnModule {
  readonly pages: Readonly<Record<string, () => string>>;
}

export interface Drawn {
  /** The pages of the module, each a document with the style sheets of what it draws: no script, no server. */
  readonly documents: Readonly<Record<string, string>>;
}

/** What the server sends for the pages of `module`, with the real style sheets. */
export async function drawn(module: string): Promise<Drawn> {
  const vite = await createServer({
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
    ssr: { noExternal: [/^@mantine\//, "lucide-react"] },
    esbuild: { jsx: "automatic" },
  });
  try {
    const { pages } = (await vite.ssrLoadModule(module)) as DrawnModule;
    const bodies = Object.entries(pages).map(([name, page]) => [name, page()] as const);
    const css = await styleSheetsOf(vite);
    return { documents: Object.fromEntries(bodies.map(([name, body]) => [name, documentOf(body, css)])) };
  } finally {
    await vite.close();
  }
}

async function styleSheetsOf(vite: ViteDevServer): Promise<string> {
  const files = [...vite.moduleGraph.idToModuleMap.keys()].filter((id) => id.endsWith(".css"));
  const sheets = await Promise.all(files.map(async (id) => ((await vite.ssrLoadModule(`${id}?inline`)) as { default: string }).default));
  const plain = ["app/ui/tokens.css", "app/ui/base.css"].map((file) => readFileSync(file, "utf8"));
  return [face(), ...plain, ...sheets].join("\n");
}

/** The product's own face: words take the room that they take on a page. */
function face(): string {
  const font = readFileSync("node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2").toString("base64");
  return `@font-face { font-family: "Inter Variable"; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format("woff2"); }`;
}

function documentOf(body: string, css: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Figures</title><style>${css}</style></head><body><main>${body}</main></body></html>`;
}
