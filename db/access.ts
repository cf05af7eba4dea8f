/** One way into a database. `url` wins over host, port, user and password; `role` is taken on at connection (`set role`). */
export interface ConnectionTarget {
  host?: string;
  port?: number;
  database: string;
  user: string;
  password?: string;
  role?: string;
  url?: string;
}

/**
 * The three ways in, by least privilege: `migrator` owns the schemas and changes them, `app` reads and writes without any
 * right to define or to alter what is posted, `reader` only reads (verifier, exports).
 */
export interface DatabaseAccess {
  migrator: ConnectionTarget;
  app: ConnectionTarget;
  reader: ConnectionTarget;
}
