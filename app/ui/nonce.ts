import { createContext, useContext } from "react";

/** The nonce of this response, on the server; in the browser it is undefined, as browsers hide it from scripts. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
