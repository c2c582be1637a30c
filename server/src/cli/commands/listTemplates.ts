// `retort list_templates`: what `init` can make.
import type { Command } from '../command';
import { PROJECT_TEMPLATES } from '../../engine/index';

export const listTemplates: Command = {
  name: 'list_templates',
  summary: 'Lists the templates of init.',
  options: {},
  positionals: [],
  run({ process }) {
    const lines = Object.entries(PROJECT_TEMPLATES).map(([name, about]) => `${name} - ${about}\n`);
    process.write(
      `Available templates:\n\n${lines.join('')}\nTemplates are used via the 'init' command, e.g.:\n\n  retort init --template generic ./scripts\n`,
    );
    return 0;
  },
};
