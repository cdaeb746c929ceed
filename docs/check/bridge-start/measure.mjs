// Measures start-up and memory of programs side by side, in turn, and prints a Markdown table and verdicts. What is measured is in
// the JSON file that is named first; the number of rounds is the second argument. Exit status 0 when every promise holds.
//
//   {"pipes": {NAME: {"command": [...], "env": {...}, "tool": NAME}}, "commands": {NAME: {...}}, "daemons": {NAME: {...}}}
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { createInterface } from 'node:readline';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const rounds = Number(process.argv[3]);
const crowd = 8;

const request = (id, method, params) => JSON.stringify({ jsonrpc: '2.0', id, method, params }) + '\n';
const hello = request(1, 'initialize', {
  protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'measure', version: '1' },
});

function start({ command, env }, stdio) {
  const child = spawn(command[0], command.slice(1), { env: { ...process.env, ...env }, stdio });
  child.on('error', (e) => { throw e; });
  return child;
}

/** Starts a server on pipes; resolves when it has answered initialize. */
async function pipe(what) {
  const began = performance.now();
  const child = start(what, ['pipe', 'pipe', 'ignore']);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (id, text) => {
    child.stdin.write(text);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${what.command[0]} ended before it answered`);
      const answer = JSON.parse(value);
      if (answer.id === id) {
        if (!answer.result || answer.result.isError) throw new Error(`${what.command}: ${value}`);
        return answer.result;
      }
    }
  };
  await ask(1, hello);
  const took = performance.now() - began;
  const end = async () => {
    const ended = once(child, 'exit');
    child.stdin.end();
    // Some wait for a connection of theirs.
    const late = setTimeout(() => child.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(late);
  };
  return { took, child, ask, end };
}

async function timeOfPipe(what) {
  const server = await pipe(what);
  await server.end();
  return server.took;
}

async function timeOfCommand(what) {
  const began = performance.now();
  const [status] = await once(start(what, ['ignore', 'ignore', 'inherit']), 'exit');
  if (status !== 0) throw new Error(`${what.command} ended with ${status}`);
  return performance.now() - began;
}

async function timeOfDaemon(what) {
  const began = performance.now();
  const child = start(what, ['ignore', 'ignore', 'pipe']);
  let took;
  for await (const line of createInterface({ input: child.stderr })) {
    const url = / listening on (\S+)/.exec(line)?.[1];
    if (url && !took) {
      if (!(await fetch(`${url}/readyz`)).ok) throw new Error('the daemon listens and is not ready');
      took = performance.now() - began;
      child.kill('SIGTERM');
    }
  }
  return took;
}

/** Megabytes a process, with all of them running, each after one call. */
async function memory(what) {
  const servers = await Promise.all(Array.from({ length: crowd }, () => pipe(what)));
  await Promise.all(servers.map(async ({ child, ask }) => {
    child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    await ask(2, request(2, 'tools/call', { name: what.tool, arguments: {} }));
  }));
  const kilobytes = servers.map(({ child }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8'))[1]));
  await Promise.all(servers.map((server) => server.end()));
  return kilobytes.reduce((a, b) => a + b) / crowd / 1000;
}

const kinds = [['pipes', timeOfPipe], ['commands', timeOfCommand], ['daemons', timeOfDaemon]];
const times = {};
const sizes = {};
const before = loadavg();
for (let round = 0; round <= rounds; round++) { // The first warms the disk, and does not count.
  for (const [kind, time] of kinds) {
    for (const [name, what] of Object.entries(plan[kind])) {
      const took = await time(what);
      if (round > 0) (times[name] ??= []).push(took);
    }
  }
}
for (let round = 0; round < 3; round++) {
  for (const [name, what] of Object.entries(plan.pipes)) (sizes[name] ??= []).push(await memory(what));
}

const sorted = (all) => [...all].sort((a, b) => a - b);
const median = (all) => {
  const s = sorted(all);
  return (s[Math.floor((s.length - 1) / 2)] + s[Math.ceil((s.length - 1) / 2)]) / 2;
};
const cell = (all) => `${median(all).toFixed(0)} (${sorted(all)[0].toFixed(0)} to ${sorted(all).at(-1).toFixed(0)})`;
const load = (averages) => averages.map((l) => l.toFixed(1)).join(' ');
console.log(`| ${rounds} rounds, medians and ranges | start, ms | with ${crowd}, MB each |`);
console.log('|---|---|---|');
for (const name of Object.keys(times)) {
  console.log(`| ${name} | ${cell(times[name])} | ${sizes[name] ? cell(sizes[name]) : ''} |`);
}
console.log(`\nLoad averages ${load(before)} before, ${load(loadavg())} after.\n`);

let failed = false;
function promise(text, value, limit) {
  failed ||= value > limit;
  console.log(`- ${value > limit ? '**DOES NOT HOLD**' : 'holds'}: ${text}: ${value.toFixed(2)}, at most ${limit}`);
}
const ratio = (a, b, of = times) => median(of[a]) / median(of[b]);
promise('bridge / Node server, start', ratio('bridge', 'Node server'), 0.5);
promise('bridge / mcp-remote, start', ratio('bridge', 'mcp-remote'), 0.3);
promise('bridge without cache / Node server, start', ratio('bridge without cache', 'Node server'), 1.2);
promise('`a2a whoami` / Node server, start', ratio('`a2a whoami`', 'Node server'), 0.8);
promise('bridge / Node server, memory', ratio('bridge', 'Node server', sizes), 0.8);
promise('bridge / mcp-remote, memory', ratio('bridge', 'mcp-remote', sizes), 0.65);
promise('daemon ready, seconds', median(times['daemon']) / 1000, 1.5);
process.exit(failed ? 1 : 0);
