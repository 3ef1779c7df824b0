import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { parse } from 'yaml';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { ImageTag } from '../../lib/naming/image-tag';
import { mainAndVersions } from '../github/publisher';
import { workflowTo } from '../github/workflow-of';
import { env as place } from '../synthesis';
import { DockerGround } from './docker-ground';
import { GitHubApi } from './git-hub-api';
import { baseImage, otherRegistry } from './image-build-names';
import { copyDockerfile, onBasesDockerfile } from './image-build-source';
import { builderImages, pushBuilderImages } from './registry-ground/builder-images';
import { askMoto } from './registry-ground/moto-request';
import { registryHost, registryPassword } from './registry-ground/registry';
import { type RunnerContext, WorkflowRunner } from './workflow-runner';

const repositoryName = 'service';
const host = registryHost(place);
const commit = (letter: string) => letter.repeat(40);
const onMain = (sha: string): RunnerContext => ({ sha, refType: 'branch', refName: 'main' });
const release = (sha: string, version: string): RunnerContext => ({ sha, refType: 'tag', refName: `v${version}` });
const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

/** The jobs of a workflow for a repository whose tags last, but `latest`. */
function jobsOf(options: PublishWorkflowOptions, props: Partial<GitHubPublisherRoleProps> = {}) {
  const tags = [ImageTag.commit(), ImageTag.semanticVersion(), ImageTag.fixed('latest')];
  const repository = { repositoryName, mutableTags: ['latest'] };
  const text = workflowTo(repository, { tags, ...options }, { subjects: mainAndVersions, ...props });
  return (parse(text) as { jobs: ConstructorParameters<typeof WorkflowRunner>[1] }).jobs;
}

describe('the steps of a publish workflow, run', () => {
  let ground: DockerGround;
  const gitHub = new GitHubApi();

  beforeAll(async () => {
    await gitHub.start();
    ground = await DockerGround.start(place, [repositoryName, 'docker-hub/library/mirrored'], [otherRegistry]);
    await askMoto(ground.endpoint, place, 'ecr', 'PutImageTagMutability', {
      repositoryName,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    });
    await pushBuilderImages(ground.engine, ground.endpoint, place);
    const cached = `${host}/docker-hub/library/mirrored:1`;
    await ground.engine.makeImage(baseImage, 'FROM scratch\nCOPY file /from-base\n', { file: '/etc/hostname' });
    await ground.engine.makeImage(cached, 'FROM scratch\nCOPY busybox /bin/busybox\n', { busybox: '/bin/busybox' });
    await ground.engine.push(baseImage, otherRegistry.password, otherRegistry.username);
    await ground.engine.push(cached, registryPassword(place));
  }, 3_600_000); // the first time, the tools are compiled

  afterAll(async () => {
    gitHub.stop();
    await ground.stop();
  });

  /** A machine of GitHub with a builder and the source. */
  async function newRunner(
    options: PublishWorkflowOptions,
    greeting: string,
    props: Partial<GitHubPublisherRoleProps> = {},
    dockerfile = copyDockerfile,
  ): Promise<WorkflowRunner> {
    const terminal = ground.terminal();
    const image = builderImages(place).buildKit;
    await terminal.run(`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`);
    await terminal.run(`docker buildx create --use --driver-opt image=${image} --bootstrap`);
    writeFileSync(join(terminal.folder, 'Dockerfile'), dockerfile);
    writeFileSync(join(terminal.folder, 'greeting.txt'), greeting);
    return new WorkflowRunner(terminal, jobsOf(options, props), host, gitHub);
  }

  describe.each<[string, PublishWorkflowOptions, [string, string, string]]>([
    ['in one job', {}, ['a', 'b', 'c']],
    ['without attestations', { attestations: false }, ['d', 'e', 'f']],
    ['for two platforms side by side', { platforms }, ['1', '2', '3']],
  ])('%s', (_, options, letters) => {
    const [sha, next, newer] = [commit(letters[0]), commit(letters[1]), commit(letters[2])];
    const patch = letters[0].charCodeAt(0);
    const version = `1.0.${patch}`;
    const builds = options.platforms?.length ?? 1;
    let runner: WorkflowRunner;
    let digest: string;
    let newerDigest: string;

    beforeAll(async () => {
      gitHub.push(sha);
      runner = await newRunner(options, letters[0]);
    });

    it('builds a commit once and outputs its digest', async () => {
      const { image, tags, ...outputs } = await runner.run(onMain(sha));
      digest = outputs.digest ?? '';
      expect(digest).toBe(await ground.reader(repositoryName).digest(sha));
      expect(image).toBe(`${host}/${repositoryName}@${digest}`);
      expect(tags).toBe(`${sha} latest`);
      expect(runner.builds).toBe(builds);
    });

    it('builds nothing when it is started again', async () => {
      expect((await runner.run(onMain(sha))).digest).toBe(digest);
      expect(runner.builds).toBe(0);
    });

    it("gives the commit's image the version that a Git tag names, and moves what moves", async () => {
      expect((await runner.run(release(sha, version))).digest).toBe(digest);
      expect(runner.builds).toBe(0);
      const reader = ground.reader(repositoryName);
      expect([await reader.digest(version), await reader.digest('latest')]).toEqual([digest, digest]);
    });

    it('fails before it builds if another commit has the version', async () => {
      gitHub.push(next);
      await expect(runner.run(release(next, version))).rejects.toThrow(
        `::error::The tag ${version} is that of another image already, ${digest}:`,
      );
      expect(runner.builds).toBe(0);
      expect(await ground.reader(repositoryName).tags()).not.toContain(next);
    });

    it('moves nothing back when an older commit is started again', async () => {
      gitHub.push(newer);
      const { tags, ...outputs } = await runner.run(onMain(newer));
      newerDigest = outputs.digest ?? '';
      expect([tags, runner.builds]).toEqual([`${newer} latest`, builds]);
      expect(newerDigest).not.toBe(digest);
      expect(await runner.run(onMain(sha))).toEqual({
        image: `${host}/${repositoryName}@${digest}`,
        digest,
        tags: sha,
      });
      expect(runner.builds).toBe(0);
      expect(await ground.reader(repositoryName).digest('latest')).toBe(newerDigest);
    });

    it("gives an older commit's image the version that a Git tag names, and moves nothing back", async () => {
      const later = `1.1.${patch}`;
      expect((await runner.run(release(sha, later))).tags).toBe(`${sha} ${later}`);
      expect(runner.builds).toBe(0);
      const reader = ground.reader(repositoryName);
      expect([await reader.digest(later), await reader.digest('latest')]).toEqual([digest, newerDigest]);
    });
  });

  it('starts from images of a registry outside ECR, and of the mirror of Docker Hub', async () => {
    const sha = commit('9');
    gitHub.push(sha);
    const credentials = RegistryCredentials.fromGitHubSecrets('PIZZA_TOKEN', { username: otherRegistry.username });
    const registries = [ImageRegistry.host(otherRegistry.host, credentials)];
    const mirrors = [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')];
    const options = { registries, buildKitImage: builderImages(place).buildKit };
    const runner = await newRunner(options, '', { mirrors }, onBasesDockerfile);
    const secrets = { PIZZA_TOKEN: otherRegistry.password };
    const { digest } = await runner.run({ ...onMain(sha), secrets });
    expect(digest).toBe(await ground.reader(repositoryName).digest(sha));
    await expect(runner.run({ ...onMain(sha), secrets: { PIZZA_TOKEN: 'wrong' } })).rejects.toThrow(/unauthorized/i);
  });

  it('moves what moves to the newer of two commits that run at the same time', async () => {
    const [older, newer] = [commit('4'), commit('5')];
    gitHub.push(older, newer);
    const runners = [await newRunner({}, 'older'), await newRunner({}, 'newer')] as const;
    const [first, second] = await Promise.all([runners[0].run(onMain(older)), runners[1].run(onMain(newer))]);
    const reader = ground.reader(repositoryName);
    expect([await reader.digest(older), await reader.digest(newer)]).toEqual([first.digest, second.digest]);
    expect(first.digest).not.toBe(second.digest);
    expect(await reader.digest('latest')).toBe(second.digest);
  });
});
