import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The action colour, lightest to darkest; 8 is the token `--action` in light, 3 the one in dark. */
const action: MantineColorsTuple = [
  "#eaeefb",
  "#d3dcf8",
  "#b7c6ff",
  "#9db2ff",
  "#7b92e6",
  "#5a73cc",
  "#4259b5",
  "#354fab",
  "#2b46a0",
  "#213883",
];

/** Mantine takes the project's tokens (`tokens.css`): what it draws beside our own components cannot be told apart. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontSizes: { xs: "var(--size-12)", sm: "var(--size-14)", md: "var(--size-14)", lg: "var(--size-16)", xl: "var(--size-20)" },
  lineHeights: { xs: "1.333", sm: "1.43", md: "1.43", lg: "1.5", xl: "1.4" },
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  colors: { action },
  primaryColor: "action",
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  defaultRadius: "sm",
  radius: { xs: "2px", sm: "4px", md: "8px", lg: "8px", xl: "8px" },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
});

const colours = {
  "--mantine-color-body": "var(--page)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-dimmed": "var(--text-muted)",
  "--mantine-color-anchor": "var(--action)",
  "--mantine-color-error": "var(--error)",
  "--mantine-color-placeholder": "var(--text-muted)",
  "--mantine-color-default": "var(--page)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-border": "var(--border-control)",
  "--mantine-primary-color-filled": "var(--action)",
  "--mantine-primary-color-filled-hover": "var(--action-hover)",
  "--mantine-primary-color-contrast": "var(--on-action)",
};

/** The same names in both schemes: the tokens themselves follow `color-scheme`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours });
