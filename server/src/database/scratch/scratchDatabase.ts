// A database to try things on: empty when it is handed out, gone or empty again afterwards. Who provides it decides
// where it lies; a scratch database is never one that somebody named for real work.
import type { Connection } from '../connection';
import type { Target } from '../target';

export interface ScratchDatabase {
  /** The open session. Another one after `withoutSession`. */
  readonly connection: Connection;
  /** Where it lies, for people: `embedded PostgreSQL 18.6`. */
  readonly label: string;
  /** How another program reaches it; it holds the password. Of a SQLite file the path is absolute. */
  readonly target: Extract<Target, { readonly kind: 'server' | 'sqlite' }>;
  /** Makes it empty again. */
  reset(): Promise<void>;
  /** Closes the session while `work` runs, for a program that connects by itself: the embedded one has one at a time. */
  withoutSession<T>(work: () => Promise<T>): Promise<T>;
  /** Takes away everything that was in it. Never throws; what it could not remove is found at the next start. */
  dispose(): Promise<void>;
}

/** Everything a database holds but what comes with it. */
export const EMPTY_DATABASE = `DO $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
      EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', name);
    END LOOP;
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
    GRANT USAGE ON SCHEMA public TO public;
    COMMENT ON SCHEMA public IS 'standard public schema';
  END
$$`;
