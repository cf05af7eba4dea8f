import type { Services } from "#app/settings.ts";

/** An account of the demo, whose password everybody may read. */
export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
}

declare module "#app/settings.ts" {
  interface Services {
    /** Given by the start when it filled the demo, and never otherwise. */
    readonly demoAccounts?: readonly DemoAccount[];
  }
}

export function demoAccountsOf({ settings, demoAccounts = [] }: Services): readonly DemoAccount[] {
  return settings.demo ? demoAccounts : [];
}
