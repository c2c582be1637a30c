// Addresses that let one person into an editor with a password, without typing it: a secret in the address is exchanged for the
// editor's own session cookie. Cookies belong to a host, whatever the port, so a second small server can hand it over.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { folderUrl } from './editorHost.mjs';

/**
 * Starts the small server.
 * @param {import('./editorHost.mjs').RunningHost} running
 * @param {string} password of the running editor
 * @param {Readonly<Record<string, string>>} folders by the name they have in the address
 * @returns {Promise<{ addresses: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function openEntrance(running, password, folders) {
  const cookies = await logIn(running, password);
  const key = randomBytes(16).toString('base64url');
  const server = createServer((request, response) => {
    const [, given, name] = (request.url ?? '').split('/');
    const folder = given === key ? folders[name ?? ''] : undefined;
    if (folder === undefined) response.writeHead(404).end('There is nothing here.\n');
    else response.writeHead(302, { 'Set-Cookie': cookies, Location: folderUrl(running, folder) }).end();
  });
  await new Promise((/** @type {(value: unknown) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(undefined)),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    addresses: Object.fromEntries(
      Object.keys(folders).map((name) => [name, `http://127.0.0.1:${port}/${key}/${name}`]),
    ),
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @param {import('./editorHost.mjs').RunningHost} running
 * @param {string} password
 */
async function logIn(running, password) {
  const body = new URLSearchParams({ password });
  const answer = await fetch(`${running.url}login`, { method: 'POST', body, redirect: 'manual' });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length === 0) throw new Error(`code-server did not take its own password (${answer.status})`);
  return cookies;
}
