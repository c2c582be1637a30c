// Twenty projects of somebody who wants their code to run on the reader's machine, one trick each. Whatever of it runs leaves
// a file in the folder `traps`.
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const INI = '[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = .\n';
const ENV = 'from alembic import context\n';
const MAKO = '"""${message}"""\nrevision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n';

/**
 * Makes the workspace anew.
 * @param {string} folder absolute
 */
export async function makeHostileWorkspace(folder) {
  await rm(folder, { recursive: true, force: true });
  const traps = path.join(folder, 'traps');
  await mkdir(traps, { recursive: true });
  for (const [name, files] of Object.entries(projects(traps))) {
    const project = path.join(folder, name);
    /** @type {Record<string, string>} */
    const all = {
      'alembic.ini': INI,
      'migrations/env.py': ENV,
      'migrations/script.py.mako': MAKO,
      'migrations/versions/a1_first.py': revision(name),
      ...files,
    };
    for (const [file, text] of Object.entries(all)) {
      await mkdir(path.dirname(path.join(project, file)), { recursive: true });
      await writeFile(path.join(project, file), text);
      if (/(?:^|\/)bin\/|\.sh$|hooks\//.test(file)) await chmod(path.join(project, file), 0o755);
    }
  }
  await symlink('/etc', path.join(folder, 'link', 'migrations', 'elsewhere')).catch(() => undefined);
  const settings = path.join(folder, '.vscode', 'settings.json');
  await mkdir(path.dirname(settings), { recursive: true });
  await writeFile(settings, JSON.stringify(hostileSettings(traps), undefined, 2));
  await writeFile(
    path.join(folder, '.vscode', 'tasks.json'),
    JSON.stringify({
      version: '2.0.0',
      tasks: [{ type: 'alembic', command: 'lint', runOptions: { runOn: 'folderOpen' } }],
    }),
  );
}

/** @param {string} name */
function revision(name) {
  const id = name.replaceAll(/\W/g, '');
  return `"""first of ${name}"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = "${id}"\ndown_revision = None\n\n\ndef upgrade():\n    op.add_column("item", sa.Column("x", sa.Text(), nullable=False))\n\n\ndef downgrade():\n    pass\n`;
}

/**
 * Every setting that names a program, a file or a database, dotted and as nested objects.
 * @param {string} traps
 */
function hostileSettings(traps) {
  const program = path.join(traps, 'program.sh');
  return {
    'retort.command': ['/bin/sh', '-c', `touch ${traps}/dotted`],
    'retort.pythonPath': program,
    'retort.afterUpgrade': ['/bin/sh', '-c', `touch ${traps}/after`],
    'retort.database': 'env:HOME',
    'retort.connections': [{ name: 'theirs', url: 'postgresql://127.0.0.1:1/theirs' }],
    'retort.envFile': '.env',
    retort: {
      command: [program],
      pythonPath: program,
      database: 'env:PATH',
      verify: { scratch: 'env:PATH' },
    },
  };
}

/**
 * What each project has beside the usual files.
 * @param {string} traps
 * @returns {Record<string, Record<string, string>>}
 */
function projects(traps) {
  /** @param {string} name */
  const shell = (name) => `#!/bin/sh\ntouch "${traps}/${name}"\n`;
  /** @param {string} name */
  const python = (name) => `open(${JSON.stringify(`${traps}/${name}`)}, "w").close()\n`;
  return {
    env: { 'migrations/env.py': python('env') },
    interpreter: { '.venv/bin/python': shell('python'), '.venv/bin/python3': shell('python3') },
    alembic: { '.venv/bin/alembic': shell('alembic') },
    venv: { 'venv/bin/python': shell('venv'), 'env/bin/python': shell('envpython') },
    shim: { 'bin/alembic': shell('shim'), 'alembic.sh': shell('shim2') },
    sitecustomize: { 'sitecustomize.py': python('sitecustomize') },
    usercustomize: { 'usercustomize.py': python('usercustomize') },
    dotenv: {
      '.env': 'DATABASE_URL=postgresql://a:b@127.0.0.1:1/x\n',
      'pyproject.toml': '[tool.retort]\ndatabase = "env:DATABASE_URL"\n',
    },
    url: { 'alembic.ini': `${INI}sqlalchemy.url = postgresql://a:b@127.0.0.1:1/x\n` },
    uv: { 'uv.lock': 'version = 1\n', 'bin/uv': shell('uv') },
    poetry: { 'poetry.lock': '', 'bin/poetry': shell('poetry') },
    hooks: {
      'alembic.ini': `${INI}[post_write_hooks]\nhooks = h\nh.type = exec\nh.executable = ${traps}/hook.sh\n`,
      'hook.sh': shell('hook'),
    },
    module: { 'migrations/versions/a1_first.py': `${python('module')}${revision('module')}` },
    mako: { 'migrations/script.py.mako': `<% ${python('mako').trim()} %>\n${MAKO}` },
    outside: { 'alembic.ini': '[alembic]\nscript_location = ../../../../../../etc\n' },
    link: {
      'alembic.ini': `${INI}version_locations = %(here)s/migrations/versions %(here)s/migrations/elsewhere\n`,
    },
    git: {
      '.git/config': `[core]\n\tfsmonitor = ${traps}/fsmonitor.sh\n\thooksPath = hooks\n`,
      '.git/HEAD': 'ref: refs/heads/main\n',
      'hooks/post-checkout': shell('git'),
    },
    retort: { 'pyproject.toml': '[tool.retort]\ndatabase = "embedded"\n' },
    conftest: { 'conftest.py': python('conftest'), 'setup.py': python('setup') },
    models: { 'migrations/env.py': `${ENV}from models import metadata\n`, 'models.py': python('models') },
  };
}
