import { defineConfig } from "vite";

/** The server as plain JavaScript: reading its TypeScript anew took three of the six seconds of a start (decision 0083). */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: "build/application",
    target: "node20",
    rollupOptions: {
      // The solver runs in a thread (`app/jobs/solver.ts`), which is a program of its own, found beside whatever starts it.
      input: { server: "app/server.ts", "solver-thread": "app/jobs/solver-thread.ts" },
      output: { chunkFileNames: "[name]-[hash].js" },
    },
  },
});
