// The guide and the pages of the lint rules as they lie in the extension, in dist/guide.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { writeWhenChanged } from './whenChanged.mjs';

/** What a person reads who has the extension and not this repository; the pages of the lint rules are beside them. */
const DOCUMENTS = ['guide', 'configuration', 'command-line', 'ci', 'troubleshooting', 'rules'];

/** Links lead to what is in the package; to a reader without the rest, the others are plain words. */
export async function packDocuments() {
  const rules = inRoot('server', 'src', 'engine', 'lint', 'rules');
  const names = (await readdir(rules, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const pages = [
    ...DOCUMENTS.map((name) => ({ source: inRoot('docs', `${name}.md`), page: `${name}.md` })),
    ...names.map(({ name }) => ({
      source: join(rules, name, 'README.md'),
      page: join('rules', `${name}.md`),
    })),
  ];
  await rm(inRoot('dist', 'guide', 'rules'), { recursive: true, force: true });
  for (const { source, page } of pages) {
    const text = await readFile(source, 'utf8');
    const linked = text.replaceAll(
      /(?<!!)\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)/gu,
      (_, /** @type {string} */ words, /** @type {string} */ target, anchor = '') => {
        const rule = /lint\/rules\/([\w-]+)\/README\.md$/u.exec(target)?.[1];
        if (rule !== undefined) return `[${words}](rules/${rule}.md)`;
        return DOCUMENTS.includes(target.replace(/\.md$/u, '')) ? `[${words}](${target}${anchor})` : words;
      },
    );
    await writeWhenChanged(inRoot('dist', 'guide', page), linked);
  }
}
