// Twenty ways in which a database at the head of the property scraper's history has been changed by hand.

export interface SeededDrift {
  readonly sql: string;
  /** What `check` lists: the models have +, the database has -. Nothing where Alembic does not look. */
  readonly check: readonly string[];
  /** What `drift` lists: the database has +, the history has -. */
  readonly drift: readonly string[];
}

export const SEEDED_DRIFTS: readonly SeededDrift[] = [
  {
    sql: 'CREATE TABLE extra (id int PRIMARY KEY)',
    check: ['- table extra'],
    drift: ['+ table public.extra'],
  },
  {
    sql: 'ALTER TABLE agencies DROP COLUMN licence',
    check: ['+ column agencies.licence: VARCHAR(50) NULL'],
    drift: ['- column public.agencies.licence: character varying(50)'],
  },
  {
    sql: 'ALTER TABLE agencies ADD COLUMN city text',
    check: ['- column agencies.city: TEXT NULL'],
    drift: ['+ column public.agencies.city: text'],
  },
  {
    sql: 'ALTER TABLE agents ALTER name DROP NOT NULL',
    check: ['- column agents.name: NULL', '+ column agents.name: NOT NULL'],
    drift: [
      '- column public.agents.name: character varying(200) NOT NULL',
      '+ column public.agents.name: character varying(200)',
    ],
  },
  {
    sql: 'ALTER TABLE agents ALTER name TYPE text',
    check: ['- column agents.name: TEXT', '+ column agents.name: VARCHAR(200)'],
    drift: [
      '- column public.agents.name: character varying(200) NOT NULL',
      '+ column public.agents.name: text NOT NULL',
    ],
  },
  {
    sql: 'DROP INDEX ix_properties_price',
    check: ['+ index properties.ix_properties_price: (price)'],
    drift: [
      '- index public.ix_properties_price: CREATE INDEX ix_properties_price ON public.properties USING btree (price)',
    ],
  },
  {
    sql: 'CREATE UNIQUE INDEX ix_urls ON documents (url)',
    check: ['- index documents.ix_urls: UNIQUE (url)'],
    drift: ['+ index public.ix_urls: CREATE UNIQUE INDEX ix_urls ON public.documents USING btree (url)'],
  },
  {
    sql: 'ALTER TABLE locations DROP CONSTRAINT locations_slug_key',
    check: ['+ unique constraint locations: (slug)'],
    drift: ['- constraint public.locations.locations_slug_key: UNIQUE (slug)'],
  },
  {
    sql: 'ALTER TABLE agencies ADD CONSTRAINT one_name UNIQUE (name)',
    check: ['- unique constraint agencies.one_name: (name)'],
    drift: ['+ constraint public.agencies.one_name: UNIQUE (name)'],
  },
  {
    sql: 'ALTER TABLE media DROP CONSTRAINT media_property_id_fkey',
    check: ['+ foreign key media: (property_id) -> properties.id'],
    drift: [
      '- constraint public.media.media_property_id_fkey: FOREIGN KEY (property_id) REFERENCES public.properties(id)',
    ],
  },
  {
    sql: 'ALTER TABLE media ADD CONSTRAINT by_hand FOREIGN KEY (id) REFERENCES agents ON DELETE CASCADE',
    check: ['- foreign key media.by_hand: (id) -> agents.id ON DELETE CASCADE'],
    drift: [
      '+ constraint public.media.by_hand: FOREIGN KEY (id) REFERENCES public.agents(id) ON DELETE CASCADE',
    ],
  },
  {
    sql: 'DROP TABLE payment_plans',
    check: ['+ table payment_plans'],
    drift: ['- table public.payment_plans'],
  },
  {
    sql: "COMMENT ON TABLE agents IS 'people'",
    check: ['- comment agents'],
    drift: ['+ comment table public.agents: people'],
  },
  {
    sql: 'ALTER TABLE properties ALTER price TYPE numeric(16, 2)',
    check: ['- column properties.price: NUMERIC(16, 2)', '+ column properties.price: NUMERIC(14, 2)'],
    drift: [
      '- column public.properties.price: numeric(14,2)',
      '+ column public.properties.price: numeric(16,2)',
    ],
  },
  {
    sql: 'ALTER TABLE properties ALTER scraped_at DROP DEFAULT',
    check: [],
    drift: [
      '- column public.properties.scraped_at: timestamp without time zone NOT NULL DEFAULT now()',
      '+ column public.properties.scraped_at: timestamp without time zone NOT NULL',
    ],
  },
  {
    sql: "ALTER TABLE agents ADD CONSTRAINT named CHECK (name <> '')",
    check: [],
    drift: ["+ constraint public.agents.named: CHECK (((name)::text <> ''::text))"],
  },
  {
    sql: 'CREATE VIEW cheap AS SELECT 1 AS one',
    check: [],
    drift: ['+ view public.cheap:  SELECT 1 AS one;'],
  },
  {
    sql: "CREATE TYPE mood AS ENUM ('glad', 'sad')",
    check: [],
    drift: ["+ enum public.mood: 'glad', 'sad'"],
  },
  {
    sql: 'CREATE SEQUENCE counting',
    check: [],
    drift: ['+ sequence public.counting: bigint start 1 increment 1 min 1 max 9223372036854775807 cache 1'],
  },
  {
    sql: 'ALTER TABLE media DROP CONSTRAINT media_pkey',
    check: [],
    drift: ['- constraint public.media.media_pkey: PRIMARY KEY (id)'],
  },
];
