// Loaded before a command: it kills its own process right after so many changes of files below a folder, which is a moment
// that can be chosen and repeated. KILL_BELOW names the folder, KILL_AT the number.
'use strict';
const fs = require('node:fs');
const { resolve, sep } = require('node:path');
const { syncBuiltinESMExports } = require('node:module');

const { KILL_AT: at, KILL_BELOW: below } = process.env;
// Not for the processes that the command starts.
for (const name of ['KILL_AT', 'KILL_BELOW', 'NODE_OPTIONS']) delete process.env[name];
let left = Number(at);

for (const name of [
  'writeFileSync',
  'renameSync',
  'linkSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'cpSync',
]) {
  const real = fs[name];
  fs[name] = function changing(...words) {
    const answer = real.apply(this, words);
    const isBelow = words
      .slice(0, 2)
      .some((one) => typeof one === 'string' && resolve(one).startsWith(below + sep));
    if (isBelow && --left === 0) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
}
syncBuiltinESMExports();
