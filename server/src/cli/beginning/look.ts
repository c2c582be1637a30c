// `retort init --look`: what a folder already says about a project that is to begin, for the editor to ask about.
import { installationFor } from './installAlembic';
import type { CommandInput } from '../command';
import { findModels, type BeginningLook } from '../../files/findModels';

export function lookAtFolder(input: CommandInput): BeginningLook {
  const installation = installationFor(input);
  return {
    ...findModels(input.process.cwd),
    hasAlembic: installation === 'installed',
    installsInto: typeof installation === 'object' ? installation.where : undefined,
  };
}
