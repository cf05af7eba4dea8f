import { createContext, type ReactNode, useContext } from "react";

/** A form as it came back: what was typed and what is wrong with it, by field name. */
export interface FieldValues {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

const empty: FieldValues = { values: {}, errors: {} };
const FieldContext = createContext<FieldValues>(empty);

/** Gives the fields inside it what was typed and what is wrong, so that a refused form keeps both without a script. */
export function Fields({ values, errors, children }: Partial<FieldValues> & { readonly children: ReactNode }) {
  return <FieldContext.Provider value={{ values: values ?? {}, errors: errors ?? {} }}>{children}</FieldContext.Provider>;
}

export function useFieldValues(): FieldValues {
  return useContext(FieldContext);
}
