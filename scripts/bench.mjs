// npm run bench: figures of how fast this is, each beside what it replaces, measured in turns in one run.
// `npm run bench -- run graph` measures these subjects alone: the files of scripts/bench/, each of which is one subject.
import { readdir } from 'node:fs/promises';
import { BenchReport, benchParts } from './lib/benchReport.mjs';
import { build } from './lib/build.mjs';
import { withCleanUp } from './lib/cleanUp.mjs';
import { inRoot } from './lib/paths.mjs';
import { ensureModules } from './lib/tools.mjs';

const wanted = process.argv.slice(2);

await withCleanUp(async () => {
  const files = await readdir(inRoot('scripts', 'bench'));
  const subjects = files.filter((file) => file.endsWith('.mjs')).map((file) => file.replace(/\.mjs$/, ''));
  const unknown = wanted.find((name) => !subjects.includes(name));
  if (unknown !== undefined) throw new Error(`unknown subject "${unknown}": ${subjects.join(', ')}`);
  await ensureModules();
  const problem = await build({ isForRelease: true });
  if (problem !== undefined) throw new Error(problem);
  const report = new BenchReport();
  for (const subject of wanted.length > 0 ? wanted : subjects) {
    console.log(`\n${subject}`);
    /** @type {import('./lib/benchReport.mjs').BenchSubject} */
    const { bench } = await import(`./bench/${subject}.mjs`);
    await bench(report, benchParts);
  }
  return report.close();
});
