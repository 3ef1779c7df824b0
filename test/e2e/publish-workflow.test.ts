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

  beforeAll(async () => {
    ground = await DockerGround.start(place, [repositoryName]);
    await askMoto(ground.endpoint, place, 'ecr', 'PutImageTagMutability', {
      repositoryName,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    });
    await pushBuilderImages(ground.engine, ground.endpoint, place);
  }, 3_600_000); // the first time, the tools are compiled

  afterAll(async () => {
    await ground.stop();
  });

  describe.each<[string, PublishWorkflowOptions, string]>([
    ['in one job', {}, 'a'],
    ['without attestations', { attestations: false }, 'c'],
    ['for two platforms side by side', { platforms }, 'e'],
  ])('%s', (_, options, letter) => {
    const sha = commit(letter);
    const version = `1.0.${letter.charCodeAt(0)}`;
    let runner: WorkflowRunner;
    let digest: string;

    beforeAll(async () => {
      const terminal = ground.terminal();
      const image = builderImages(place).buildKit;
      await terminal.run(`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`);
      await terminal.run(`docker buildx create --use --driver-opt image=${image} --bootstrap`);
      writeFileSync(join(terminal.folder, 'Dockerfile'), copyDockerfile);
      writeFileSync(join(terminal.folder, 'greeting.txt'), letter);
      runner = new WorkflowRunner(terminal, jobsOf(options), host);
    });

    it('builds a commit once and outputs its digest', async () => {
      const { image, tags, ...outputs } = await runner.run(onMain(sha));
      digest = outputs.digest ?? '';
      expect(digest).toBe(await ground.reader(repositoryName).digest(sha));
      expect(image).toBe(`${host}/${repositoryName}@${digest}`);
      expect(tags).toBe(`${sha} latest`);
      expect(runner.builds).toBe(options.platforms?.length ?? 1);
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
      const next = commit(String.fromCharCode(letter.charCodeAt(0) + 1));
      await expect(runner.run(release(next, version))).rejects.toThrow(
        `::error::The tag ${version} is that of another image already, ${digest}:`,
      );
      expect(runner.builds).toBe(0);
      expect(await ground.reader(repositoryName).tags()).not.toContain(next);
    });
  });
});
