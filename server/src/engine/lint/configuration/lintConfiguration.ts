// Runs the rules about configuration files over the files of one project.
import { readIniText } from './iniText';
import { readTomlText } from './tomlText';
import type { ConfigContext, ConfigurationFiles } from './files';
import type { Finding } from '../finding';
import { isActive, settle, toFinding, type RuleSettings } from '../linter';
import type { Rule } from '../rule';
import { parseModule } from '../../python/parse';
import type { Comment } from '../../python/syntax';

/** What the rules need besides the files. */
export type ConfigurationFacts = Pick<ConfigContext, 'dialect' | 'namingConvention' | 'readModule'>;

/** The findings of all the files, by path and place. */
export function lintConfiguration(
  files: ConfigurationFiles,
  facts: ConfigurationFacts,
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly Finding[] {
  const { ini, toml, environment, template, outside = [] } = files;
  const context: ConfigContext = {
    ...facts,
    section: files.section,
    isIgnored: files.isIgnored,
    ini: ini === undefined ? undefined : { ...ini, content: readIniText(ini.text) },
    toml: toml === undefined ? undefined : { ...toml, content: readTomlText(toml.text) },
    environment:
      environment === undefined ? undefined : { ...environment, module: parseModule(environment.text) },
    template,
    outside,
    ruleIds: rules.map(({ id }) => id),
  };
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.on !== 'config' || !isActive(rule, settings, facts.dialect)) continue;
    rule.check(context, (report) => findings.push(toFinding(rule, report, report.path, settings)));
  }
  const comments: readonly (readonly [string, string, readonly Comment[]])[] = [
    ...(context.ini === undefined
      ? []
      : [[context.ini.path, context.ini.text, context.ini.content.comments] as const]),
    ...(context.toml === undefined
      ? []
      : [[context.toml.path, context.toml.text, context.toml.content.comments] as const]),
    ...(context.environment === undefined
      ? []
      : [[context.environment.path, context.environment.text, context.environment.module.comments] as const]),
    ...(template === undefined ? [] : [[template.path, template.text, []] as const]),
  ];
  const of = (path: string): readonly Finding[] => findings.filter((finding) => finding.path === path);
  return [
    ...comments.flatMap(([path, text, list]) => settle(of(path), text, () => list)),
    ...outside.flatMap(({ path, text }) => {
      const own = of(path);
      return own.length === 0 ? [] : settle(own, text, () => parseModule(text).comments);
    }),
  ];
}
