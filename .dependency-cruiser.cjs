/**
 * The import rules of `docs/architecture.md`: domain ← db ← commands ← jobs, cli, routes, and domain ← http, ui ← routes.
 * `tests/unit/architecture.test.ts` plants an offence for each rule.
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const rooms = (names) => `^(${names.join("|")})/`;

module.exports = {
  forbidden: [
    rule(
      "no-cycle",
      "Two modules that need each other are one, or hide a third. Types may: nothing of them runs.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule(
      "domain-is-pure",
      "The domain imports itself, date-fns and (in one file) highs: no I/O, no clock, no framework. node:crypto's digest is a calculation.",
      { path: "^app/domain/" },
      { pathNot: ["^app/domain/", "node_modules/date-fns/", "node_modules/highs/", "^(node:)?crypto$"] },
    ),
    rule(
      "highs-in-one-file",
      "The solver stays behind one module.",
      { path: "^(app|db|seeds)/", pathNot: "^app/domain/arbitration/optimum\\.ts$" },
      { path: "node_modules/highs/" },
    ),
    rule(
      "db-knows-the-domain-only",
      "The database remembers; it neither decides nor speaks HTTP.",
      { path: "^db/" },
      { path: "^(app|seeds|tests)/", pathNot: "^app/domain/" },
    ),
    rule(
      "commands-join-domain-and-db",
      "A command knows no screen.",
      { path: "^app/commands/" },
      { path: rooms(["app/(routes|http|ui|messages|cli|jobs|server)", "seeds", "tests"]) },
    ),
    rule(
      "http-is-the-border",
      "The border serves the pages; it does not import them, but for the one formatter that both speak with.",
      { path: "^app/http/" },
      { path: rooms(["app/(routes|ui|cli|jobs|server)", "seeds", "tests"]), pathNot: "^app/ui/format/" },
    ),
    rule(
      "http-knows-command-types-only",
      "A route runs commands; the border only names them.",
      { path: "^app/http/" },
      { path: "^app/commands/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "ui-shows-values",
      "A component knows values and words: never the database, a command, the border or a page.",
      { path: "^app/ui/" },
      { path: rooms(["db", "app/(commands|http|routes|cli|jobs|server)", "seeds", "tests"]) },
    ),
    rule(
      "parts-read-no-form",
      "What a page draws goes to the browser: reading forms, and the library that reads them, stay with the action.",
      { path: "^app/routes/.+\\.tsx$", pathNot: "/route\\.tsx$" },
      { path: ["^app/http/", "node_modules/zod/", "/(read|keep)-[^/]+\\.ts$"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "messages-stand-alone",
      "Words import nothing.",
      { path: "^app/messages/" },
      { path: "^(app|db|seeds)/", pathNot: "^app/messages/" },
    ),
    rule(
      "recharts-in-charts-only",
      "Recharts weighs 110 kB: the charts folder is loaded lazily.",
      { path: "^app/", pathNot: "^app/ui/charts/" },
      { path: "node_modules/recharts/" },
    ),
    rule(
      "cli-has-no-screen",
      "The command line and the jobs run the same commands and write the same files; they know no page and no component.",
      { path: "^app/(cli|jobs)/" },
      { path: "^app/(routes|ui)/", pathNot: "^app/ui/format/" },
    ),
    rule(
      "seeds-through-commands",
      "The demo is built as a person would build it.",
      { path: "^seeds/" },
      { path: "^(app/(routes|http|ui|cli|jobs|server)|tests)/" },
    ),
    rule(
      "demo-only-at-start",
      "Nothing but the start and the command line knows the demo.",
      { path: "^app/", pathNot: "^app/(server\\.ts$|server/|cli/)" },
      { path: "^seeds/" },
    ),
    rule(
      "sql-in-db-only",
      "Nothing else speaks SQL.",
      { path: "^(app|seeds)/" },
      { path: "node_modules/(postgres|kysely|kysely-postgres-js)/" },
    ),
    rule("no-test-in-the-product", "The product does not know its tests.", { path: "^(app|db|seeds)/" }, { path: "^tests/" }),
    rule("everything-resolves", "An import that leads nowhere.", { path: "^(app|db|seeds)/" }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What is built: known by its folder, or by the name it is imported under where nothing has been built yet.
    exclude: { path: "^(\\.\\./)?build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
