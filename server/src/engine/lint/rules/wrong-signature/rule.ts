// wrong-signature: functions of a multidb project in a plain one, or the other way round.
import { defineRevisionRule } from '../../rule';
import type { FunctionDefinition } from '../../../python/syntax';

export const wrongSignature = defineRevisionRule({
  id: 'wrong-signature',
  summary: 'upgrade() or downgrade() does not take the arguments that env.py calls it with.',
  severity: 'error',
  check({ module, header, environmentSource, path }, report) {
    if (environmentSource === undefined || header.revision === undefined) return;
    const passes = [
      ...environmentSource.matchAll(/\brun_migrations\(((?:(?!run_migrations\()[^)])*)\)/g),
    ].map((match) => match[1] ?? '');
    // A call that is not understood says nothing.
    if (passes.length === 0 || passes.some((text) => text.trim() !== '' && !/^\w+\s*=/.test(text.trim())))
      return;
    const given = passes.map((text) =>
      [...text.matchAll(/(?<!\w)(\w+)\s*=(?!=)/g)].map((match) => match[1] ?? ''),
    );
    const [names = []] = given;
    if (given.some((other) => other.join() !== names.join())) return;
    const functions = module.body.filter(
      (one): one is FunctionDefinition => one.kind === 'function' && /^(?:upgrade|downgrade)$/.test(one.name),
    );
    for (const { name, nameSpan, parameters, headerEnd, decorators } of functions) {
      if (decorators.length > 0) continue;
      const takesAny = parameters.some(({ form }) => form === 'star' || form === 'doubleStar');
      const required = parameters.filter(
        ({ form, defaultValue }) => form === 'positional' && defaultValue === undefined,
      );
      const missing = names.filter((one) => !parameters.some((parameter) => parameter.name === one));
      const extra = required.filter((parameter) => !names.includes(parameter.name));
      if (takesAny || (missing.length === 0 && extra.length === 0)) continue;
      const start = nameSpan.end;
      const isPlain = parameters.every(
        ({ annotation, defaultValue }) => annotation === undefined && defaultValue === undefined,
      );
      report({
        span: nameSpan,
        message:
          `env.py calls ${name}(${names.map((one) => `${one}=...`).join(', ')}), and this function takes ` +
          `(${parameters.map((parameter) => parameter.name).join(', ')}): Python stops with a TypeError. Give it the parameters of the others.`,
        fixes: isPlain
          ? [
              {
                title: `Write ${name}(${names.join(', ')})`,
                isPreferred: true,
                isSafe: false,
                files: [
                  { path, edits: [{ span: { start, end: headerEnd }, text: `(${names.join(', ')}):` }] },
                ],
              },
            ]
          : [],
      });
    }
  },
});
