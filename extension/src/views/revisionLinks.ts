// Ids of revisions that can be followed: in terminals, and in the documents that list or plan them.
import * as vscode from 'vscode';
import type { Projects } from '../projects';
import { uriOf } from '../uris';

const SCHEMES = ['retort-listing', 'retort-comparison', 'retort-sql'];
/** Anything that can be an id; most words are none and are looked up in vain. */
const WORD = /[\w.-]{4,64}/g;
/** Lines of terminals and documents longer than this are not searched. */
const LONGEST = 4000;

interface RevisionLink extends vscode.TerminalLink {
  readonly uri: vscode.Uri;
}

export function createRevisionLinks(projects: Projects): vscode.Disposable {
  let listed: Projects['all'] = [];
  let listedFiles: ReadonlyMap<string, vscode.Uri> = new Map();
  /** Made when somebody looks, and not at each letter that is typed. */
  const files = (): ReadonlyMap<string, vscode.Uri> => {
    if (projects.all === listed) return listedFiles;
    listed = projects.all;
    listedFiles = new Map(
      listed.flatMap(({ answer }) =>
        answer.revisions.map(({ revision, uri }) => [revision, uriOf(uri)] as const),
      ),
    );
    return listedFiles;
  };
  const found = (line: string) =>
    line.length > LONGEST
      ? []
      : [...line.matchAll(WORD)].flatMap(({ 0: word, index }) => {
          const uri = files().get(word);
          return uri === undefined ? [] : [{ word, index, uri }];
        });
  return vscode.Disposable.from(
    vscode.window.registerTerminalLinkProvider({
      provideTerminalLinks: ({ line }): RevisionLink[] =>
        found(line).map(({ word, index, uri }) =>
          Object.assign(
            new vscode.TerminalLink(index, word.length, vscode.l10n.t('Open revision {0}', word)),
            { uri },
          ),
        ),
      handleTerminalLink: async ({ uri }: RevisionLink) => {
        await vscode.window.showTextDocument(uri);
      },
    }),
    vscode.languages.registerDocumentLinkProvider(
      SCHEMES.map((scheme) => ({ scheme })),
      {
        provideDocumentLinks: (document) =>
          Array.from({ length: document.lineCount }, (_, line) => line).flatMap((line) =>
            found(document.lineAt(line).text).map(({ word, index, uri }) => {
              const link = new vscode.DocumentLink(
                new vscode.Range(line, index, line, index + word.length),
                uri,
              );
              link.tooltip = vscode.l10n.t('Open revision {0}', word);
              return link;
            }),
          ),
      },
    ),
  );
}
