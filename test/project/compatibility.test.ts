import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { type Properties } from '../synthesis';
import { jobsIn } from '../github/workflow-lint';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/compatibility.md'), 'utf8');
const nodes = (
  jobsIn(readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8')).test?.strategy as { matrix: Properties }
).matrix.node as number[];

/** The oldest and newest version on the page, by the package. */
const rows = Object.fromEntries(
  [...page.matchAll(/^\| `?([A-Za-z][\w.-]+)`?[^|]*\| +(\S+) +\| +(\S+) +\|$/gm)].map(
    ([, name = '', oldest, newest]) => [name, [oldest, newest]],
  ),
);

test('the page has the versions of package.json, which the tests use', () => {
  const { peerDependencies: oldest, devDependencies: newest } = packageJson;
  const peers = Object.entries(oldest).map(([name, range]) => [
    name,
    [range.replace('^', ''), newest[name as keyof typeof newest]],
  ]);
  const cli = newest['aws-cdk'];
  expect(rows).toEqual({
    'Node.js': [packageJson.engines.node.replace('>=', ''), String(nodes.at(-1))],
    ...Object.fromEntries(peers),
    'aws-cdk': [cli, cli],
    package: ['oldest', 'newest'],
  });
});

test('it names the versions of Node.js that CI uses, of which the oldest is the oldest that is accepted', () => {
  expect(page.replaceAll(/\s+/g, ' ')).toContain(`on Node.js ${nodes.slice(0, -1).join(', ')} and ${nodes.at(-1)}.`);
  expect(packageJson.engines.node).toBe(`>=${nodes[0]}`);
});

test('it says what the tests with the oldest versions run', () => {
  const script = readFileSync(join(root, 'scripts/test-oldest-peers.ts'), 'utf8');
  expect(page.replaceAll(/\s+/g, ' ')).toContain(
    'With the oldest ones, the examples and the tests of repositories and access run.',
  );
  expect(/const tests = (\[.*\]);/.exec(script)?.[1]).toBe(
    "['test/examples.test.ts', 'test/repository', 'test/access']",
  );
});
