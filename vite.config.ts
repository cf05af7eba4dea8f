import path from "node:path";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import options from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

const root = fileURLToPath(new URL(".", import.meta.url));

/** Folders and files that hold the database, the secrets or the business decisions: a browser never receives them. */
const serverOnly = [
  /^db\//,
  /^seeds\//,
  /^app\/(commands|jobs|cli|server)\//,
  /^app\/(settings|server)\.ts$/,
  /^app\/http\/.+\.server\.tsx?$/,
  /^app\/http\/(application|metrics|request-log|security-headers)\.ts$/,
];

/** Stops the build, with the chain that leads there, when the browser's modules reach the server's (decision 0003). */
export function refuseServerModules(projectRoot: string): Plugin {
  const importers = new Map<string, string>();
  const nameOf = (id: string) => path.relative(projectRoot, id.split("?")[0] ?? id).replaceAll(path.sep, "/");
  return {
    name: "refuse-server-modules",
    enforce: "pre",
    async resolveId(source, importer, { ssr }) {
      if (ssr || importer === undefined) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      if (resolved !== null && !importers.has(nameOf(resolved.id))) importers.set(nameOf(resolved.id), nameOf(importer));
      return null;
    },
    load(id, { ssr } = {}) {
      const name = nameOf(id);
      if (ssr || !serverOnly.some((pattern) => pattern.test(name))) return null;
      const chain = [name];
      for (let next = importers.get(name); next !== undefined && !chain.includes(next); next = importers.get(next)) chain.unshift(next);
      throw new Error(`${name} belongs to the server, and the browser would receive it: ${chain.join(" → ")}.`);
    },
  };
}

export default defineConfig({
  plugins: [refuseServerModules(root), ...(process.env.VITEST ? [] : [remix(options)])],
  build: { target: "es2022", sourcemap: false },
  // The development server shows the files of the checkout: not the settings, nor the passwords of the embedded database.
  server: { fs: { deny: [".env", ".env.*", "*.{crt,pem}", "**/.git/**", "**/.data/**"] } },
  // A package of two thousand small files is read in one piece: finding them took a second of each start.
  ssr: { noExternal: [/^@mantine\//, "lucide-react"] },
});
