import { createContext, useContext } from "react";

/** The nonce of this response, given by the entry of the server or of the browser. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
