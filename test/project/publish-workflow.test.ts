import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { folderWith } from '../app/command';
import { jobsIn, scriptsIn } from '../github/workflow-lint';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, '.github/workflows/publish.yml'), 'utf8');
const jobs = Object.entries(jobsIn(text));

test('only the publication to registries without OIDC has secrets, in environments', () => {
  const withSecrets = jobs.filter(([, job]) => JSON.stringify(job).includes('secrets.'));
  expect(withSecrets.map(([name, job]) => [name, job.environment as string])).toEqual([
    ['maven', 'maven'],
    ['go', 'go'],
  ]);
});

test('only jobs of an environment get a token of GitHub, and none of them runs code of the repository', () => {
  const trusted = jobs.filter(([, job]) => JSON.stringify(job.permissions).includes('id-token'));
  expect(trusted.map(([name, job]) => [name, job.environment as string])).toEqual([
    ['npm', 'npm'],
    ['pypi', 'pypi'],
    ['nuget', 'nuget'],
  ]);
  expect(JSON.stringify(trusted)).not.toMatch(/actions\/checkout|npm ci|npm run/);
});

test('npm gets the provenance of the package', () => {
  expect(JSON.stringify(jobs)).toContain('npm publish ./dist/js/*.tgz --provenance --access public');
});

test('the release has the part of the changelog for its version', () => {
  const folder = folderWith({
    'CHANGELOG.md':
      '# Changelog\n\n## Unreleased\n\n## 1.2.3 - 2027-01-31\n\n### Added\n\n- This\n\n## 1.2 - 2026-12-24\n\n- That\n',
  });
  const script = scriptsIn(text).find((one) => one.includes('gh release create')) ?? '';
  const bash = (version: string) =>
    spawnSync('bash', ['-ec', `gh() { echo "$@"; }\n${script}`], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GITHUB_REF_NAME: version },
    });
  expect(bash('v1.2.3')).toMatchObject({
    status: 0,
    stdout: 'release create v1.2.3 --verify-tag --title v1.2.3 --notes-file notes.md\n',
  });
  expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('\n### Added\n\n- This\n\n');
  expect(bash('v9.9.9').status).toBe(1);
});

test('a tag that is not the version of package.json is not published', () => {
  const script = scriptsIn(text).find((one) => one.includes('package.json')) ?? '';
  const bash = (version: string) =>
    spawnSync('bash', ['-ec', script], { cwd: root, env: { PATH: process.env.PATH, GITHUB_REF_NAME: version } }).status;
  expect(bash(`v${packageJson.version}`)).toBe(0);
  expect(bash('v99.0.0')).toBe(1);
});
