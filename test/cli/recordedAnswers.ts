// Asks the command line what real Alembic was asked before, and lists what differs. For tests over test/golden.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { retort, type Outcome } from '../support/commandLine';

/** Text, or several where Alembic takes an order from a set. */
type Text = string | { readonly any: readonly string[] };

/** What Alembic printed, or the words it failed with. */
export type RecordedAnswer = { readonly ok: Text } | { readonly failed: Text } | { readonly raised: unknown };

/** A folder with Alembic's configuration, an env.py and the revision files in versions/. */
export function writeProject(folder: string, url: string, env: string): void {
  const ini = `[alembic]\nscript_location = %(here)s\npath_separator = os\nsqlalchemy.url = ${url}\n`;
  writeFileSync(join(folder, 'alembic.ini'), ini);
  writeFileSync(join(folder, 'env.py'), env);
}

/** Runs the questions two at a time; `home` in what is printed is the project's folder. */
export async function differences(
  folder: string,
  questions: readonly { readonly words: readonly string[]; readonly answer: RecordedAnswer }[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [...questions];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { words, answer } = next;
      const outcome = await retort(folder, words);
      const difference = compare(outcome, answer, folder);
      if (difference !== undefined) found.push(`${words.join(' ')}: ${difference}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return found;
}

function compare(
  { code, stdout, stderr }: Outcome,
  answer: RecordedAnswer,
  folder: string,
): string | undefined {
  const printed = stdout.replaceAll(folder, 'HOME');
  if ('ok' in answer) {
    if (code !== 0) return `ended with ${code}: ${stderr}`;
    const texts = typeof answer.ok === 'string' ? [answer.ok] : answer.ok.any;
    if (texts.includes(printed)) return undefined;
    // Where the order is left to chance, the words are not.
    if (texts.length > 1 && texts.some((text) => words(text) === words(printed))) return undefined;
    return `printed ${JSON.stringify(printed)} instead of ${JSON.stringify(texts[0])}`;
  }
  if (code === 0 || stdout !== '') return `ended with ${code} and printed ${JSON.stringify(stdout)}`;
  if (!('failed' in answer)) return undefined;
  const messages = typeof answer.failed === 'string' ? [answer.failed] : answer.failed.any;
  // A line break of the message is a blank on the one line of an error.
  const said = stderr.replaceAll(folder, 'HOME').replace(/\s+/g, ' ');
  return messages.some((message) => said.includes(message.replace(/\s+/g, ' ')))
    ? undefined
    : `said ${said} instead of ${messages[0] ?? ''}`;
}

function words(text: string): string {
  return text
    .split(/[^\w.-]+/)
    .toSorted()
    .join(' ');
}
