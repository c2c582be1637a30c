// What processes are connected to, as the kernel tells it (Linux).
import { readdir, readFile, readlink } from 'node:fs/promises';

/** Ends of a connection as /proc/net/tcp writes them: nobody, this machine, this machine by IPv6. */
const LOCAL = /^(?:0{8}|0100007F|0{32}|0{24}01000000|0{16}FFFF00000100007F):/;

/** Ids of the processes whose words hold a text. */
export async function processesWith(text: string): Promise<readonly string[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const pid of all) {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (words.includes(text)) found.push(pid);
  }
  return found;
}

/** Remote ends, beyond this machine, that a process is connected to; none for a process that has ended. */
export async function remoteEnds(pid: string): Promise<readonly string[]> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(files.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  return tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter((cells) => inodes.has(cells[9] ?? '') && !LOCAL.test(cells[2] ?? ''))
    .map((cells) => cells[2] ?? '');
}
