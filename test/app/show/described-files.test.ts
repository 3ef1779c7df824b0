import { join } from 'node:path';
import { stringify } from 'yaml';
import { folderWith, run } from '../command';

const trusted = { repository: 'acme/shop', ownerId: '1', repositoryId: '2', branches: ['main'], tagPatterns: ['v*'] };
const config = {
  version: 1,
  environments: [
    { name: 'prod', account: '123456789012', region: 'us-east-1' },
    { name: 'test', account: '210987654321', region: 'eu-west-1' },
  ],
  repositories: [{ name: 'shop/web', mutableTags: ['latest'] }, { name: 'shop/api' }],
  publishers: [
    {
      name: 'github-ci',
      environments: ['prod'],
      repositories: ['shop/web', 'shop/api'],
      github: [trusted],
      deploys: [{ cluster: 'shop', service: 'web' }],
      workflow: {
        manual: true,
        tags: { commit: true, semanticVersion: true },
        images: [
          {
            repository: 'shop/web',
            context: 'web',
            target: 'production',
            services: ['shop/web'],
            platforms: ['linux/amd64', 'linux/arm64'],
            tags: { semanticVersion: true, channels: ['latest'] },
            rebuilds: { schedule: 'cron(0 3 ? * MON *)', timeZone: 'Europe/Berlin' },
          },
          {
            repository: 'shop/api',
            dockerfile: 'api/Dockerfile.prod',
            tests: [
              { source: true, commands: ['make lint', 'make test'] },
              { stage: 'tested' },
              { image: true, commands: ['docker run --rm "$IMAGE" --version'] },
            ],
          },
        ],
      },
    },
    {
      name: 'gitlab-ci',
      environments: ['test'],
      repositories: ['shop/web'],
      gitlab: [{ project: 'acme/web', projectId: '3', branches: ['main'] }],
      workflow: { platforms: ['linux/arm64'] },
    },
    { name: 'plain', repositories: ['shop/web'], github: [{ ...trusted, tagPatterns: undefined }] },
  ],
};

const file = join(folderWith({ 'ecr-publishing.yaml': stringify(config) }), 'ecr-publishing.yaml');
const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined); // the warnings of synth
const { stdout } = run('show', file);
printed.mockRestore();
const environments = stdout.split(/^(?=account )/m);

test('the files that the config describes are shown at the account of their role, with the command that writes them', () => {
  expect(environments).toHaveLength(2);
  expect(filesIn(environments[0])).toBe(`Files of CI systems
  github-ci
    file      .github/workflows/publish.yml of acme/shop, for GitHub Actions
    runs      at a push to branch main or tag v*, or when a user starts it
    image     shop/web in us-east-1, from web/Dockerfile, stage production in web, for linux/amd64 and linux/arm64
    tags      semantic-version:latest
    tests     none
    rebuilds  of the newest release, at 0 3 * * 1 Europe/Berlin
    deploys   service shop/web
    image     shop/api in us-east-1, from api/Dockerfile.prod, for linux/amd64
    tags      commit, semantic-version
    tests     the source (make lint; make test), stage tested, the image (docker run --rm "$IMAGE" --version)
    rebuilds  none
    write     ecr-publishing workflow ${file} --role github-ci --output .github/workflows/publish.yml
`);
  expect(filesIn(environments[1])).toBe(`Files of CI systems
  gitlab-ci
    file      .gitlab-ci.yml of acme/web, for GitLab CI/CD
    runs      at a push to branch main
    image     shop/web in eu-west-1, from Dockerfile, for linux/arm64
    tags      commit
    tests     none
    rebuilds  none
    write     ecr-publishing workflow ${file} --role gitlab-ci --output .gitlab-ci.yml
`);
});

/** The part of the screen about files, with the wrapped lines of a field in one. */
function filesIn(screen = ''): string {
  const [found = ''] = /^Files of CI systems\n(?: .*\n)*/m.exec(screen) ?? [];
  return found.replace(/\n {14}/g, ' ');
}

test('the command that the screen shows writes the file', () => {
  const words = /ecr-publishing (workflow \S+ --role github-ci)/.exec(stdout.replace(/\n {14}/g, ' '))?.[1] ?? '';
  const written = run(...words.split(' '));
  expect([written.exitCode, written.stderr]).toEqual([0, '']);
  expect(written.stdout).toContain('# Save it as .github/workflows/publish.yml of acme/shop.');
});

test('a config that describes no file has no such part', () => {
  const { publishers, ...others } = config;
  const plain = { ...others, publishers: publishers.map((one) => ({ ...one, workflow: undefined })) };
  const folder = folderWith({ 'ecr-publishing.yaml': stringify(plain) });
  expect(run('show', join(folder, 'ecr-publishing.yaml')).stdout).not.toContain('Files of CI systems');
});
