// The parameters between the parentheses of a `def`.
import { type BuildContext } from './buildContext';
import { buildWhole } from './expressionFromTokens';
import { areParametersLegal } from './legality';
import type { Expression, Parameter } from './syntax';
import { findText, splitTop } from './tokenSearch';
import type { Token } from './tokens';

/** Builds the parameters from the tokens between the parentheses; `/` and a lone `*` leave none. `isDamaged`: as `buildWhole`. */
export function buildParameters(
  context: BuildContext,
  tokens: readonly Token[],
  isDamaged: boolean,
): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let afterStar = false;
  let loneStar = false;
  let slashes = 0;
  for (const run of splitTop(tokens, 0, tokens.length, ',')) {
    const [first] = run;
    if (first?.text === '/' && run.length === 1) {
      // At most one, behind a parameter and in front of every star.
      if (++slashes > 1 || parameters.length === 0 || afterStar) context.fault = true;
      continue;
    }
    const star = first?.text === '*' || first?.text === '**' ? first.text : '';
    if (star === '*') {
      if (afterStar) context.fault = true;
      afterStar = true;
    }
    if (star === '*' && run.length === 1) {
      loneStar = true;
      continue;
    }
    const form =
      star === '*' ? 'star' : star === '**' ? 'doubleStar' : afterStar ? 'keywordOnly' : 'positional';
    const parameter = buildParameter(context, run, star === '' ? 0 : 1, form, isDamaged);
    if (parameter !== undefined) parameters.push(parameter);
  }
  if (loneStar && !parameters.some((parameter) => parameter.form === 'keywordOnly')) context.fault = true;
  if (!areParametersLegal(parameters)) context.fault = true;
  return parameters;
}

function buildParameter(
  context: BuildContext,
  run: readonly Token[],
  nameIndex: number,
  form: Parameter['form'],
  isDamaged: boolean,
): Parameter | undefined {
  const name = run[nameIndex];
  const start = run[0]?.start;
  if (name?.kind !== 'name' || start === undefined) {
    context.fault = true;
    return undefined;
  }
  const end = run.at(-1)?.end ?? name.end;
  const equals = findText(run, nameIndex + 1, run.length, '=');
  const annotationEnd = equals < 0 ? run.length : equals;
  const hasAnnotation = run[nameIndex + 1]?.text === ':';
  if (!hasAnnotation && annotationEnd !== nameIndex + 1) context.fault = true;
  return {
    span: { start, end },
    name: name.text,
    form,
    annotation: hasAnnotation
      ? buildAnnotation(context, run.slice(nameIndex + 2, annotationEnd), name.end, form, isDamaged)
      : undefined,
    defaultValue:
      equals < 0 ? undefined : buildWhole(context, run.slice(equals + 1), end, 'single', isDamaged),
  };
}

/** `*args: *Ts` has a star that stands alone nowhere else. */
function buildAnnotation(
  context: BuildContext,
  tokens: readonly Token[],
  at: number,
  form: Parameter['form'],
  isDamaged: boolean,
): Expression {
  const star = tokens[0];
  if (star?.text !== '*' || form !== 'star') return buildWhole(context, tokens, at, 'single', isDamaged);
  const value = buildWhole(context, tokens.slice(1), star.end, 'single', isDamaged);
  return { kind: 'starred', span: { start: star.start, end: tokens.at(-1)?.end ?? star.end }, value };
}
