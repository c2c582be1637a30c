// The file of the models with a naming convention, worked out before anything is written.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WiringReading } from './wiring';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { withNamingConvention } from '../../engine/index';
import { readUtf8File } from '../../files/readText';

/** Undefined where none is asked for, and for SQLModel, whose convention stands in env.py. */
export function conventionEdit(
  input: CommandInput,
  reading: WiringReading | undefined,
): { readonly path: string; readonly text: string } | undefined {
  const models = reading?.wiring.models;
  if (!input.arguments.flags.has('namingConvention') || models === undefined) return undefined;
  if (reading?.wiring.setsConvention === true) return undefined;
  const { cwd } = input.process;
  const known = reading?.found.bases.find(
    ({ module, name }) => module === models.module && name === models.name,
  );
  const way = models.module.replaceAll('.', '/');
  const paths = [known?.file, `${way}.py`, `${way}/__init__.py`, `src/${way}.py`, `src/${way}/__init__.py`];
  const path = paths
    .flatMap((one) => (one === undefined ? [] : [join(cwd, one)]))
    .find((one) => existsSync(one));
  const { text, problem } = path === undefined ? { text: '', problem: undefined } : readUtf8File(path);
  const edited =
    path === undefined || problem !== undefined ? undefined : withNamingConvention(text, models.name);
  if (path !== undefined && edited !== undefined) return { path, text: edited };
  throw new CommandFailure(
    EXIT.refused,
    `${models.name} is given no naming convention: it has one, or it is not a plain declarative base`,
    {
      place: path ?? models.module,
      nextStep: 'Leave out --naming-convention, and write MetaData(naming_convention=...) there yourself.',
    },
  );
}
