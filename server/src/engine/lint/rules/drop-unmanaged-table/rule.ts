// drop-unmanaged-table: autogenerate drops what it finds in the database and not in the models, also what others own.
import { isKnownElsewhere, tableBefore } from '../../functionFacts';
import type { Fix } from '../../finding';
import { defineOperationRule, type RevisionContext } from '../../rule';
import { removeStatement } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { ignoreTable } from '../../writing/ignoreTable';
import { ownPlace } from '../../writing/statements';
import type { TextEdit } from '../../../text/edit';

/** Tables that extensions and libraries make for themselves, and who that is. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:spatial_ref_sys|geometry_columns|geography_columns|raster_columns|raster_overviews)$/, 'PostGIS'],
  [
    /^(?:topology|layer|addr|addrfeat|bg|county|county_lookup|countysub_lookup|cousub|direction_lookup|edges|faces|featnames|geocode_settings|geocode_settings_default|loader_lookuptables|loader_platform|loader_variables|pagc_gaz|pagc_lex|pagc_rules|place_lookup|secondary_unit_lookup|state_lookup|street_type_lookup|tabblock|tabblock20|tract|zcta5|zip_lookup|zip_lookup_all|zip_lookup_base|zip_state|zip_state_loc)$/,
    'the PostGIS tiger geocoder',
  ],
  [/^alembic_version(?:_\w+)?$/, 'Alembic'],
  [/^(?:celery_taskmeta|celery_tasksetmeta|kombu_message|kombu_queue)$/, 'Celery'],
  [/^apscheduler_jobs$/, 'APScheduler'],
  [/^pg_stat_statements(?:_info)?$/, 'pg_stat_statements'],
  [
    /^(?:checkpoints|checkpoint_blobs|checkpoint_writes|checkpoint_migrations)$/,
    'the LangGraph checkpointer',
  ],
];

/** Names that people use for tables of their own as well count only in a database schema of the owner. */
const ORDINARY =
  /^(?:topology|layer|addr|bg|county|direction_lookup|edges|faces|place_lookup|tract|checkpoints)$/;

export const dropUnmanagedTable = defineOperationRule({
  id: 'drop-unmanaged-table',
  summary: 'Autogenerate drops tables that an extension or a library made for itself.',
  severity: 'error',
  on: ['dropTable'],
  check({ table, span }, context, report) {
    if (!isKnownElsewhere(context, table) || tableBefore(context.before, table) !== undefined) return;
    const owner = OWNERS.find(([pattern]) => pattern.test(table.name))?.[1];
    const isElsewhere = /^(?:tiger|tiger_data|topology)$/.test(table.schema ?? '');
    if (owner === undefined || (ORDINARY.test(table.name) && !isElsewhere)) return;
    const place = ownPlace(context, span);
    const edit = place === undefined ? undefined : removeStatement(place, context.revision.source);
    report({
      span,
      message:
        `Table "${table.name}" belongs to ${owner}, and no revision created it: autogenerate found it in the database and ` +
        'not in the models. Dropping it breaks what uses it. Remove this line, and leave the table out in env.py with ' +
        'include_object or include_name, or the next autogenerate writes it again.',
      fixes: edit === undefined ? [] : fixesOf(context.revision, table.name, edit),
    });
  },
});

/** Once, by taking the line away; and for ever, in env.py as well. */
function fixesOf(revision: RevisionContext, table: string, edit: TextEdit): readonly Fix[] {
  const once = fixWriter(revision).fix('Leave the table alone: remove this line', true, [edit]);
  const { environmentSource, environmentPath } = revision;
  const ignoring = environmentSource === undefined ? undefined : ignoreTable(environmentSource, table);
  if (ignoring === undefined || environmentPath === undefined) return [once];
  const files = [...once.files, { path: environmentPath, edits: ignoring }];
  return [once, { ...once, title: `Ignore "${table}" for ever: in env.py too`, isPreferred: false, files }];
}
