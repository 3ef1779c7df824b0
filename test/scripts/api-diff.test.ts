import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareAssemblies, mayBreak } from '../../scripts/api-diff';

const folder = mkdtempSync(join(tmpdir(), 'api-diff-test-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a build whose only class, an experimental one like ours, has these methods. Returns its folder. */
function assemblyWith(name: string, ...methods: string[]): string {
  const build = join(folder, name);
  const described = {
    schema: 'jsii/0.10.0',
    jsiiVersion: '6.0.16',
    name: 'registry',
    version: '1.0.0',
    fingerprint: '*',
    license: 'Apache-2.0',
    description: 'A registry',
    homepage: 'https://example.com',
    repository: { type: 'git', url: 'https://example.com/registry.git' },
    author: { name: 'Us', roles: ['author'] },
    types: {
      'registry.Repository': {
        assembly: 'registry',
        fqn: 'registry.Repository',
        name: 'Repository',
        kind: 'class',
        docs: { stability: 'experimental' },
        initializer: {},
        methods: methods.map((method) => ({ name: method, docs: { stability: 'experimental' } })),
      },
    },
  };
  mkdirSync(build);
  writeFileSync(join(build, 'package.json'), JSON.stringify({ name: 'registry', version: '1.0.0', jsii: {} }));
  writeFileSync(join(build, '.jsii'), JSON.stringify(described));
  return build;
}

const before = assemblyWith('before', 'allowPull', 'allowPush');

test('a removed method is an incompatible change', () => {
  expect(compareAssemblies(before, assemblyWith('removed', 'allowPush'))).toEqual({
    breaks: true,
    report: [
      'Original assembly: registry@1.0.0',
      'Updated assembly: registry@1.0.0',
      'API elements with incompatible changes:',
      'err  - METHOD registry.Repository.allowPull: has been removed',
      '',
    ].join('\n'),
  });
});

test('an added method is not', () => {
  const after = assemblyWith('added', 'allowPull', 'allowPush', 'allowRead');
  expect(compareAssemblies(before, after)).toEqual({ breaks: false, report: '' });
});

test('fails when a folder has no build', () => {
  expect(() => compareAssemblies(before, join(folder, 'missing'))).toThrow(/^jsii-diff failed: /);
});

test.each([
  ['1.4.2', '1.4.3', false],
  ['1.4.2', '1.5.0', false],
  ['1.4.2', '2.0.0', true],
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.2.0', true],
  ['0.9.0', '1.0.0', true],
])('from %s to %s, code may break: %s', (older, newer, breaks) => {
  expect(mayBreak(older, newer)).toBe(breaks);
});
