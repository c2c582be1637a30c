// A project with one mistake in each of its configuration files, and what the linter says and does about it, for the
// editor's tests and those of the command line.

export const CONFIGURATION_FILES: Readonly<Record<string, string>> = {
  'alembic.ini':
    '[alembic]\nscript_location = %(here)s/migrations\nfile_templates = x\npath_separator = os\n',
  'pyproject.toml': '[project]\nname = "shop"\n\n[tool.retort]\ndatabse = "embedded"\n',
  'migrations/env.py':
    'from alembic import context\n\nARGS = {"options": "-c lock_timeout=5s"}\ntarget_metadata = None\n',
  'migrations/script.py.mako':
    'revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n\n\ndef upgrade():\n    ${upgrades if upgrades else "pass"}\n',
  'migrations/versions/a1.py':
    '"""create item"""\nrevision = "aaaa1111"\ndown_revision = None\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n',
  'app/__init__.py': '',
  'app/models.py': 'class Base:\n    pass\n',
};

interface Expected {
  readonly rule: string;
  /** From 1. */
  readonly line: number;
  /** A piece of the text at the finding. */
  readonly part: string;
  readonly title: string;
  readonly fixed: string;
}

export const EXPECTED: Readonly<Record<string, Expected>> = {
  'alembic.ini': {
    rule: 'unknown-ini-key',
    line: 3,
    part: 'file_templates',
    title: 'Write file_template',
    fixed: '[alembic]\nscript_location = %(here)s/migrations\nfile_template = x\npath_separator = os\n',
  },
  'pyproject.toml': {
    rule: 'retort-setting-ignored',
    line: 5,
    part: 'databse',
    title: 'Write database',
    fixed: '[project]\nname = "shop"\n\n[tool.retort]\ndatabase = "embedded"\n',
  },
  'migrations/env.py': {
    rule: 'target-metadata-none',
    line: 4,
    part: 'None',
    title: 'Import Base from app.models',
    fixed:
      'from app.models import Base\nfrom alembic import context\n\nARGS = {"options": "-c lock_timeout=5s"}\ntarget_metadata = Base.metadata\n',
  },
  'migrations/script.py.mako': {
    rule: 'mako-missing-branch-labels',
    line: 2,
    part: 'down_revision = $',
    title: 'Add branch_labels and depends_on',
    fixed:
      'revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\nbranch_labels = ${repr(branch_labels)}\ndepends_on = ${repr(depends_on)}\n\n\ndef upgrade():\n    ${upgrades if upgrades else "pass"}\n',
  },
};
