import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { parse } from 'yaml';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { ImageTag } from '../../lib/naming/image-tag';
import { mainAndVersions } from '../github/publisher';
import { workflowTo } from '../github/workflow-of';
import { env as place } from '../synthesis';
import { DockerGround } from './docker-ground';
import { GitHubApi } from './git-hub-api';
import { copyDockerfile } from './image-build-source';
import { builderImages, pushBuilderImages } from './registry-ground/builder-images';
import { askMoto } from './registry-ground/moto-request';
import { registryHost } from './registry-ground/registry';
import { type RunnerContext, WorkflowRunner } from './workflow-runner';

const repositoryName = 'service';
const host = registryHost(place);
const commit = (letter: string) => letter.repeat(40);
const onMain = (sha: string): RunnerContext => ({ sha, refType: 'branch', refName: 'main' });
const release = (sha: string, version: string): RunnerContext => ({ sha, refType: 'tag', refName: `v${version}` });
const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

/** The jobs of a workflow for a repository whose tags last, but `latest`. */
function jobsOf(options: PublishWorkflowOptions) {
  const tags = [ImageTag.commit(), ImageTag.semanticVersion(), ImageTag.fixed('latest')];
  const repository = { repositoryName, mutableTags: ['latest'] };
  const text = workflowTo(repository, { tags, ...options }, { subjects: mainAndVersions });
  return (parse(text) as { jobs: ConstructorParameters<typeof WorkflowRunner>[1] }).jobs;
}

describe('the steps of a publish workflow, run', () => {
  let ground: DockerGround;
  const gitHub = new GitHubApi();

  beforeAll(async () => {
    await gitHub.start();
    ground = await DockerGround.start(place, [repositoryName]);
    await askMoto(ground.endpoint, place, 'ecr', 'PutImageTagMutability', {
      repositoryName,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    });
    await pushBuilderImages(ground.engine, ground.endpoint, place);
  }, 3_600_000); // the first time, the tools are compiled

  afterAll(async () => {
    gitHub.stop();
    await ground.stop();
  });

  /** A machine of GitHub with a builder and the source. */
  async function newRunner(options: PublishWorkflowOptions, greeting: string): Promise<WorkflowRunner> {
    const terminal = ground.terminal();
    const image = builderImages(place).buildKit;
    await terminal.run(`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`);
    await terminal.run(`docker buildx create --use --driver-opt image=${image} --bootstrap`);
    writeFileSync(join(terminal.folder, 'Dockerfile'), copyDockerfile);
    writeFileSync(join(terminal.folder, 'greeting.txt'), greeting);
    return new WorkflowRunner(terminal, jobsOf(options), host, gitHub);
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
