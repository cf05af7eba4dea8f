import { type MantineColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { type Locale, timeZone } from "#app/messages/locale.ts";
import type { BrowserMessages } from "#app/messages/types.ts";
import { useNonce } from "./nonce.ts";
import { cssVariablesResolver, theme } from "./theme.ts";

interface InterfaceProps {
  readonly locale: Locale;
  readonly messages: BrowserMessages;
  readonly colorScheme: "auto" | "light" | "dark";
  readonly children: ReactNode;
}

/** Language and look for everything drawn below. */
export function Interface({ locale, messages, colorScheme, children }: InterfaceProps) {
  const nonce = useNonce();
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme={colorScheme}
        colorSchemeManager={cookieKeepsIt}
        withGlobalClasses={false}
        getStyleNonce={() => nonce ?? ""}
      >
        {children}
      </MantineProvider>
    </IntlProvider>
  );
}

/** The choice lives in a cookie that the server reads, so that the first paint is right; nothing is kept in the browser's storage. */
const cookieKeepsIt: MantineColorSchemeManager = {
  get: (defaultValue) => defaultValue,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
