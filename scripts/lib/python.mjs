// A private Python with the Alembic that the tests take as their judge, made once in .cache from the machine's python3.
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { canInstallPackages, exists, installPackages, lastLine } from './install.mjs';
import { cached } from './paths.mjs';
import { capture, must } from './run.mjs';

const REQUIREMENTS = [
  'alembic==1.19.2',
  'SQLAlchemy==2.0.52',
  'psycopg2-binary==2.9.13',
  'psycopg[binary]==3.3.4',
  'asyncpg==0.31.0',
  'pg8000==1.31.6',
  'aiosqlite==0.22.1',
  'sqlmodel==0.0.50',
];

const TOO_OLD = 'Alembic 1.19 needs Python 3.10 or newer';

/** The oldest Alembic whose histories and version rows have to be the same. */
const OLDEST_REQUIREMENTS = ['alembic==1.8.1', 'SQLAlchemy==1.4.54', 'psycopg2-binary==2.9.13'];

/** What verifying is measured against. */
const PYTEST_REQUIREMENTS = [
  'alembic==1.19.2',
  'SQLAlchemy==2.0.52',
  'psycopg2-binary==2.9.13',
  'pytest==9.2.0',
  'pytest-alembic==0.13.1',
];

/** An environment of its own with pytest-alembic. */
export function preparePytest() {
  return preparePython(PYTEST_REQUIREMENTS);
}

/** A second private environment, with the oldest Alembic. */
export function prepareOldestPython() {
  return preparePython(OLDEST_REQUIREMENTS);
}

/**
 * The interpreter of the private environment, made on first use.
 * @param {readonly string[]} requirements
 * @returns {Promise<{ python: string } | { skip: string }>}
 */
export async function preparePython(requirements = REQUIREMENTS) {
  const base = await findPython();
  if ('skip' in base) return base;
  const key = createHash('sha256')
    .update([base.version, ...requirements].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const folder = cached(`python-${key}`);
  const python =
    process.platform === 'win32'
      ? path.join(folder, 'Scripts', 'python.exe')
      : path.join(folder, 'bin', 'python');
  const marker = path.join(folder, 'complete');
  if (await exists(marker)) return { python };
  try {
    console.log(`making a Python environment with ${requirements[0]} (${base.version})`);
    await rm(folder, { recursive: true, force: true });
    await makeEnvironment(base.command, folder);
    await must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements]);
    await writeFile(marker, `${requirements.join('\n')}\n`);
    return { python };
  } catch (error) {
    return {
      skip: `no Python environment could be made: ${lastLine(error instanceof Error ? error.message : String(error))}`,
    };
  }
}

/** @returns {Promise<{ command: string, version: string } | { skip: string }>} */
async function findPython() {
  const found = await askVersion();
  if (found === undefined && canInstallPackages()) await installPackages('python3', 'python3-venv');
  const python = found ?? (await askVersion());
  if (python === undefined) return { skip: 'no python3 on PATH' };
  const [major = 0, minor = 0] = python.version.split('.').map(Number);
  return major === 3 && minor >= 10 ? python : { skip: `${TOO_OLD}, python3 is ${python.version}` };
}

async function askVersion() {
  const script = 'import sys; print(".".join(map(str, sys.version_info[:3])))';
  for (const command of process.platform === 'win32' ? ['python', 'python3'] : ['python3', 'python']) {
    const { code, stdout } = await capture(command, ['-c', script], { timeout: 30_000 });
    if (code === 0) return { command, version: stdout.trim() };
  }
  return undefined;
}

/**
 * Debian ships python3 without the part of venv that installs pip; as root it is fetched.
 * @param {string} python
 * @param {string} folder
 */
async function makeEnvironment(python, folder) {
  const { code, stdout, stderr } = await capture(python, ['-m', 'venv', folder]);
  if (code === 0) return;
  const refused = await installPackages('python3-venv');
  if (refused !== undefined) throw new Error(lastLine(`${stderr}\n${stdout}`) || refused);
  await must(python, ['-m', 'venv', '--clear', folder]);
}
