// models-not-imported: the module of the Base defines no table and imports none, and env.py imports nothing else of the project.
import { defineConfigRule } from '../../rule';

const TABLES = /__tablename__|\bTable\(|table\s*=\s*True/;

export const modelsNotImported = defineConfigRule({
  id: 'models-not-imported',
  summary: 'env.py imports a base that knows no tables, so that autogenerate would drop all of them.',
  severity: 'warning',
  check({ environment, readModule }, report) {
    if (environment === undefined) return;
    const { module, text, path } = environment;
    const root = /^target_metadata[^=\n]*=\s*(\w+)(?:\.metadata)?\s*$/m.exec(text)?.[1];
    const own = module.body.flatMap((statement) =>
      statement.kind === 'importFrom' && statement.level === 0 && readModule(statement.module) !== undefined
        ? [statement]
        : [],
    );
    const source = own.find(({ names }) => names.some(({ name, as }) => (as ?? name) === root));
    const code = source === undefined ? undefined : readModule(source.module);
    if (source === undefined || code === undefined || own.length > 1) return;
    const others = module.body.some(
      (statement) =>
        (statement.kind === 'import' && statement.names.some(({ name }) => readModule(name) !== undefined)) ||
        (statement.kind === 'importFrom' && statement.level > 0),
    );
    if (others || source.names.some(({ name }) => name === '*') || source.names.length > 1) return;
    const definesBase = /DeclarativeBase|declarative_base\(|MetaData\(/.test(code);
    // What the module imports may bring tables along; only imports of libraries are harmless.
    const importsProject = [
      ...code.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))/gm),
    ].some(
      ([, from, plain]) => from?.startsWith('.') === true || readModule(from ?? plain ?? '') !== undefined,
    );
    if (!definesBase || importsProject || TABLES.test(code) || /import_module|walk_packages/.test(text))
      return;
    const models = moduleWithModels(source.module, readModule);
    const line = `import ${models ?? ''}  # noqa: F401`;
    report({
      path,
      span: source.span,
      message:
        `${source.module} makes the base and no tables, and env.py imports no module that does: the metadata is empty, and ` +
        'autogenerate writes a drop_table for every table of the database. Import the modules with your models here.',
      fixes:
        models === undefined
          ? []
          : [
              {
                title: `Import ${models}`,
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path,
                    edits: [{ span: { start: source.span.end, end: source.span.end }, text: `\n${line}` }],
                  },
                ],
              },
            ],
    });
  },
});

/** A module near the base that defines tables or imports what does, under one of the names that people give it. */
function moduleWithModels(
  base: string,
  readModule: (name: string) => string | undefined,
): string | undefined {
  const parts = base.split('.');
  for (let depth = parts.length; depth >= 0; depth--) {
    for (const word of ['models', 'model', 'tables', 'entities', 'orm']) {
      const name = [...parts.slice(0, depth), word].join('.');
      const code = name === base ? undefined : readModule(name);
      if (code !== undefined && (TABLES.test(code) || /^[ \t]*from[ \t]+\./m.test(code))) return name;
    }
  }
  return undefined;
}
