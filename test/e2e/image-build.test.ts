import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ImageBuildGround } from './image-build-ground';
import { SourceHistory } from './image-build-history';
import * as names from './image-build-names';
import {
  copyDockerfile,
  earthlyStandIn,
  failing,
  onBasesDockerfile,
  onlyOnAmd64,
  plainDockerfile,
  program,
  serviceDockerfile,
  sourceFolder,
  sourceWith,
  stopsBeforeEdge,
  wrongPassword,
} from './image-build-source';
import { type JsonObject } from './json';
import { parameter } from './registry-ground/codebuild-environment';
import { type PhasesRun } from './registry-ground/codebuild-phases';
import { type Manifest, type RegistryReader } from './registry-ground/pulled-image';
import { registryHost, registryPassword } from './registry-ground/registry';

const { place, repositories } = names;
const host = registryHost(place);
/** Commits of sources without history. */
const [first, second] = ['a'.repeat(40), 'b'.repeat(40)] as const;
const indexType = 'application/vnd.oci.image.index.v1+json';

/** The exported variables of a build. Throws with its log if it failed. */
function exportsOf(run: PhasesRun | undefined): Readonly<Record<string, string>> {
  if (!run?.succeeded) throw new Error(`the build failed:\n${run?.log ?? 'it was not started'}`);
  return run.exported;
}

/** Waits for a file. */
async function fileAt(path: string): Promise<void> {
  while (!existsSync(path)) await setTimeout(100);
}

describe('image builds, run from the deployed projects', () => {
  let ground: ImageBuildGround;
  let service: RegistryReader;
  let history: SourceHistory;
  let initial: string;
  let next: string;

  beforeAll(async () => {
    ground = await ImageBuildGround.start('node -r tsx/cjs test/e2e/image-build-app.ts');
    service = ground.reader(repositories.service);
    history = new SourceHistory({ Dockerfile: serviceDockerfile, 'greeting.txt': 'hello from the source\n' });
    initial = history.commit();
  }, 3_600_000); // the first time, BuildKit, buildx and regctl are compiled

  afterAll(async () => {
    await ground.stop();
  });

  describe('the first build of a branch', () => {
    let run: PhasesRun;
    let digest: string;
    let index: Manifest;

    beforeAll(async () => {
      run = await ground.codeBuild.build('service', {
        source: history.checkout(initial),
        commit: initial,
        reference: 'refs/heads/main',
      });
      digest = exportsOf(run).IMAGE_DIGEST ?? '';
      index = await service.manifest(digest);
    });

    it('pushes one image and exports how it is named', async () => {
      const tags = [initial, initial.slice(0, 12), 'branch-main', 'latest'];
      const uri = `${host}/${repositories.service}`;
      expect(run.exported).toEqual({
        IMAGE_TAG: initial,
        IMAGE_TAGS: tags.join(' '),
        IMAGE_URI: `${uri}:${initial}`,
        IMAGE_URI_BY_DIGEST: `${uri}@${digest}`,
        IMAGE_DIGEST: digest,
        IMAGE_REVISION: initial,
      });
      expect((await ground.images(repositories.service))[digest]).toEqual([...tags].sort());
      expect([...(await service.tags())].sort()).toEqual([...tags].sort());
      expect(run.log).toContain('step-42');
    });

    it('writes the address by digest into the parameter', async () => {
      const value = await parameter(ground.endpoint, place, names.parameterName);
      expect(value).toBe(`${host}/${repositories.service}@${digest}`);
    });

    it('can be pulled by that address and holds what the source held', async () => {
      const image = await parameter(ground.endpoint, place, names.parameterName);
      await ground.engine.docker('login', '--username', 'AWS', '--password', registryPassword(place), host);
      await ground.engine.docker('pull', '--quiet', image);
      await ground.engine.docker('logout', host);
      const show = async (path: string) =>
        (await ground.engine.docker('run', '--rm', '--network', 'none', image, '/bin/busybox', 'cat', path)).stdout;
      expect(await show('/greeting.txt')).toBe('hello from the source\n');
      expect(await show('/flavour')).toBe('four cheese; "$(touch pwned)"');
    });

    it('has labels that name its source', async () => {
      const [image] = index.manifests ?? [];
      const manifest = await service.manifest(image?.digest ?? '');
      const { config } = await service.json(manifest.config?.digest ?? '');
      expect((config as JsonObject).Labels).toEqual({
        'org.opencontainers.image.revision': initial,
        'org.opencontainers.image.source': 'https://github.com/acme/service',
        'org.opencontainers.image.title': 'Pizza `service` $HOME',
      });
    });

    it('is an index with the image, its provenance and its list of files', async () => {
      expect(index.mediaType).toBe(indexType);
      expect(index.annotations).toEqual({ 'org.opencontainers.image.revision': initial });
      const [image, attestations] = index.manifests ?? [];
      expect(index.manifests).toHaveLength(2);
      expect(image?.platform).toEqual({ os: 'linux', architecture: 'amd64' });
      expect(attestations?.annotations).toEqual({
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': image?.digest,
      });
      const { layers = [] } = await service.manifest(attestations?.digest ?? '');
      const statements = await Promise.all(layers.map(({ digest: layer }) => service.json(layer)));
      const kinds = statements.map(({ predicateType }) => predicateType).sort();
      expect(kinds).toEqual(['https://slsa.dev/provenance/v1', 'https://spdx.dev/Document']);
      for (const { subject } of statements as unknown as { subject: { digest: { sha256: string } }[] }[]) {
        expect(subject.map(({ digest: { sha256 } }) => `sha256:${sha256}`)).toContain(image?.digest);
      }
      const sbom = statements.find(({ predicateType }) => predicateType === 'https://spdx.dev/Document');
      expect((sbom?.predicate as JsonObject).files).toEqual(
        expect.arrayContaining([{ fileName: '/greeting.txt' }, { fileName: '/bin/busybox' }]),
      );
    });

    it('gave the secrets to the step that requested them, and no part of it contains them', async () => {
      const { npmSecret, licenseSecret } = names;
      const blobs = await service.contents(digest);
      const cached = await ground.reader(repositories.cache).contents(`cache-linux-amd64-${repositories.service}`);
      const texts = [...blobs, ...cached];
      expect(blobs.length).toBeGreaterThan(4);
      expect(cached.length).toBeGreaterThan(1);
      for (const { value } of [npmSecret, licenseSecret]) {
        const sum = createHash('sha256').update(value).digest('hex');
        expect(texts.filter((text) => text.includes(sum)).length).toBeGreaterThan(0);
        expect(texts.filter((text) => text.includes(value))).toEqual([]);
        expect(run.log).not.toContain(value);
      }
    });
  });

  describe('later builds', () => {
    it('another commit of the same files runs no step again: its layers come from the cache in the registry', async () => {
      next = history.commit();
      const run = await ground.codeBuild.build('service', {
        source: history.checkout(next),
        commit: next,
        reference: 'refs/heads/main',
      });
      const digest = exportsOf(run).IMAGE_DIGEST ?? '';
      expect(run.log).toMatch(/importing cache manifest from .*service-cache:cache-linux-amd64-service/);
      expect(run.log).toMatch(/RUN .*\n#\d+ CACHED/);
      expect(run.log).not.toContain('step-42');
      expect(await service.layers(digest)).toEqual(await service.layers(initial));
      const images = await ground.images(repositories.service);
      expect(images[digest]).toEqual([next, next.slice(0, 12), 'branch-main', 'latest'].sort());
      expect([...(await service.tags())].sort()).toEqual(
        [initial, initial.slice(0, 12), next, next.slice(0, 12), 'branch-main', 'latest'].sort(),
      );
      const value = await parameter(ground.endpoint, place, names.parameterName);
      expect(value).toBe(`${host}/${repositories.service}@${digest}`);
    });

    it('the same commit keeps its image, and moves nothing back from a newer commit', async () => {
      const before = await ground.images(repositories.service);
      const changed = { Dockerfile: 'FROM nowhere.invalid/nothing', 'greeting.txt': '' };
      const run = await ground.codeBuild.build('service', {
        source: history.checkout(initial, changed),
        commit: initial,
      });
      const digest = await service.digest(initial);
      const newest = await service.digest(next);
      expect(exportsOf(run).IMAGE_DIGEST).toBe(digest);
      expect(run.log).toContain('This commit has its image already');
      for (const what of ['tag latest', `parameter ${names.parameterName}`]) {
        expect(run.log).toContain(`The ${what} stays at ${newest}: its commit ${next} is newer than ${initial}`);
      }
      expect(run.exported.IMAGE_TAGS).toBe(`${initial} ${initial.slice(0, 12)}`);
      expect(await service.digest('latest')).toBe(newest);
      expect(await service.digest('branch-main')).toBe(newest);
      const value = await parameter(ground.endpoint, place, names.parameterName);
      expect(value).toBe(`${host}/${repositories.service}@${newest}`);
      expect(await ground.images(repositories.service)).toEqual(before);
    });

    it('a git tag names its version once; the same version of another commit builds and pushes nothing', async () => {
      const commit = history.commit();
      const released = await ground.codeBuild.build('service', {
        source: history.checkout(commit),
        commit,
        reference: 'refs/tags/v1.2.3',
      });
      const digest = exportsOf(released).IMAGE_DIGEST ?? '';
      const before = await ground.images(repositories.service);
      expect(before[digest]).toEqual(['1.2.3', commit, commit.slice(0, 12), 'latest'].sort());
      const other = history.commit();
      const run = await ground.codeBuild.build('service', {
        source: history.checkout(other),
        commit: other,
        reference: 'refs/tags/v1.2.3',
      });
      expect(run.succeeded).toBe(false);
      expect(run.log).toContain(`The tag 1.2.3 is that of another image already, ${digest}`);
      expect(run.exported.IMAGE_DIGEST).toBe('');
      expect(await ground.images(repositories.service)).toEqual(before);
    });
  });

  describe('commits and versions that end out of order', () => {
    let releases: RegistryReader;
    let versions: SourceHistory;
    let older: string;
    let newer: string;
    const build = async (commit: string, reference: string, programs: readonly string[] = []) => {
      const run = await ground.codeBuild.build('releases', {
        source: versions.checkout(commit),
        commit,
        reference,
        programs,
      });
      return { log: run.log, tags: exportsOf(run).IMAGE_TAGS, digest: exportsOf(run).IMAGE_DIGEST ?? '' };
    };
    /** The commit of the image that each tag has, but for the tags of the commits. */
    const holders = async () => {
      const images = Object.values(await ground.images(repositories.releases));
      const named = images.flatMap((tags) => {
        const commit = tags.find((tag) => tag.length === 40);
        return tags.filter((tag) => tag !== commit).map((tag) => [tag, commit] as const);
      });
      return Object.fromEntries(named);
    };

    beforeAll(async () => {
      releases = ground.reader(repositories.releases);
      versions = new SourceHistory({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
      expect((await build(versions.commit(), 'refs/heads/main')).tags).toContain('edge');
    });

    it('an older commit that moves a tag just after a newer one gives it back', async () => {
      older = versions.commit();
      newer = versions.commit();
      const signals = sourceFolder();
      const [stopped, goOn] = [join(signals, 'stopped'), join(signals, 'go-on')];
      const slow = build(older, 'refs/heads/main', [program('aws', stopsBeforeEdge(stopped, goOn))]);
      await Promise.race([slow, fileAt(stopped)]);
      expect(existsSync(stopped)).toBe(true);
      const fast = await build(newer, 'refs/heads/main');
      expect(fast.tags).toBe(`${newer} edge`);
      writeFileSync(goOn, '');
      const { log, tags, digest } = await slow;
      expect(tags).toBe(older);
      expect(log).toContain(`The tag edge stays at ${fast.digest}: its commit ${newer} is newer than ${older}`);
      expect(await releases.digest('edge')).toBe(fast.digest);
      expect(await releases.digest(older)).toBe(digest);
      expect(await holders()).toEqual({ edge: newer });
    });

    it('a git tag on an older commit gives its image the version and the channels, and moves no tag of a branch', async () => {
      const { log, tags } = await build(older, 'refs/tags/v1.2.0');
      expect(log).toContain('This commit has its image already');
      expect(tags).toBe(`${older} 1.2.0 1 1.2 latest`);
      expect(await holders()).toEqual({ '1.2.0': older, 1: older, '1.2': older, latest: older, edge: newer });
    });

    it('a pre-release moves no channel, and the stable version after it does', async () => {
      expect((await build(newer, 'refs/tags/v1.3.0-rc.1')).tags).toBe(`${newer} 1.3.0-rc.1 edge`);
      const before = { '1.2.0': older, '1.2': older, '1.3.0-rc.1': newer, edge: newer };
      expect(await holders()).toEqual({ ...before, 1: older, latest: older });
      expect((await build(newer, 'refs/tags/v1.3.0')).tags).toBe(`${newer} 1.3.0 1 1.3 latest edge`);
      expect(await holders()).toEqual({ ...before, '1.3.0': newer, '1.3': newer, 1: newer, latest: newer });
    });

    it('a back-port moves the channel of its minor version only', async () => {
      const fix = versions.commit('release-1.2', older);
      const { log, tags } = await build(fix, 'refs/tags/v1.2.1');
      expect(tags).toBe(`${fix} 1.2.1 1.2`);
      const edge = await releases.digest(newer);
      expect(log).toContain(
        `The tag edge stays at ${edge}: the commit ${fix} does not descend from its commit ${newer}`,
      );
      const ofNewer = { '1.3.0-rc.1': newer, '1.3.0': newer, '1.3': newer, 1: newer, latest: newer, edge: newer };
      expect(await holders()).toEqual({ '1.2.0': older, '1.2.1': fix, '1.2': fix, ...ofNewer });
      for (const [tag, commit] of Object.entries(await holders())) {
        expect(await releases.digest(tag)).toBe(await releases.digest(commit ?? ''));
      }
    });
  });

  it.each([
    ['the annotation of an index', 'annotated', indexType],
    ['the label of an image', 'labelled', 'application/vnd.docker.distribution.manifest.v2+json'],
  ] as const)('a tag follows the commits in %s, if no tag names the commit', async (_, project, type) => {
    const commits = new SourceHistory({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
    const [older, newer, newest] = [commits.commit(), commits.commit(), commits.commit()];
    const reader = ground.reader(repositories[project]);
    const build = async (commit: string) => {
      const start = { source: commits.checkout(commit), commit, reference: 'refs/heads/main' };
      const run = await ground.codeBuild.build(project, start);
      return { log: run.log, digest: exportsOf(run).IMAGE_DIGEST ?? '' };
    };
    const { digest } = await build(newer);
    expect((await reader.manifest('edge')).mediaType).toBe(type);
    expect(await reader.digest('edge')).toBe(digest);
    const { log } = await build(older);
    expect(log).toContain(`The tag edge stays at ${digest}: its commit ${newer} is newer than ${older}`);
    expect(await reader.digest('edge')).toBe(digest);
    const after = await build(newest);
    expect(after.digest).not.toBe(digest);
    expect(await reader.digest('edge')).toBe(after.digest);
  });

  it('layers come from the local cache of the machine if a project has one', async () => {
    const source = sourceWith({ Dockerfile: plainDockerfile });
    const one = await ground.codeBuild.build('local-cache', { source, commit: first });
    const other = await ground.codeBuild.build('local-cache', { source, commit: second });
    expect(exportsOf(one).IMAGE_DIGEST).not.toBe(exportsOf(other).IMAGE_DIGEST); // their label names the commit
    expect([one, other].map(({ log }) => log.includes('step-42'))).toEqual([true, false]);
    expect(other.log).toContain('importing cache manifest from local:');
    const reader = ground.reader(repositories.localCache);
    expect(await reader.layers(second)).toEqual(await reader.layers(first));
  });

  describe('a build that fails', () => {
    const copied = () => sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });

    it.each([
      ['a step fails', () => ({ source: sourceWith({ Dockerfile: failing }) })],
      ['the password is not the right one', () => ({ source: copied(), programs: [program('aws', wrongPassword)] })],
      ['there is no Dockerfile', () => ({ source: sourceWith({}) })],
    ])('pushes nothing if %s', async (_, start) => {
      const run = await ground.codeBuild.build('broken', { ...start(), commit: first });
      expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([false, '']);
      expect(await ground.images(repositories.broken)).toEqual({});
      expect(await ground.reader(repositories.broken).tags()).toEqual([]);
    });

    it('works once that is fixed', async () => {
      const run = await ground.codeBuild.build('broken', { source: copied(), commit: first });
      expect(exportsOf(run).IMAGE_DIGEST).toBe(await ground.reader(repositories.broken).digest(first));
    });

    it('cannot move an immutable tag, because the registry refuses', async () => {
      const image = `${host}/${repositories.broken}:${first}`;
      await ground.engine.makeImage(image, 'FROM scratch\nCOPY busybox /other', { busybox: '/bin/busybox' });
      await expect(ground.engine.push(image, registryPassword(place))).rejects.toThrow(/tag is immutable/);
      await expect(ground.engine.docker('push', image)).rejects.toThrow(/no basic auth credentials/);
      expect(await ground.reader(repositories.broken).tags()).toEqual([first]);
    });
  });

  describe('base images in other registries', () => {
    const onBases = () => sourceWith({ Dockerfile: onBasesDockerfile });

    it('are pulled with the credentials in the secret, and through the mirror of Docker Hub', async () => {
      const run = await ground.codeBuild.build('on-bases', { source: onBases(), commit: first });
      expect(exportsOf(run).IMAGE_DIGEST).toBe(await ground.reader(repositories.onBases).digest(first));
      expect(run.log).toContain('step-42');
      expect(run.log).not.toContain(names.otherRegistry.password);
    });

    it('are named, with what to do, if neither the mirror nor Docker Hub gives them', async () => {
      const source = sourceWith({ Dockerfile: 'FROM absent:1\n' });
      const run = await ground.codeBuild.build('on-bases', { source, commit: second });
      expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([false, '']);
      expect(run.log).toContain(
        'The build has no credentials for docker.io, so it may not pull docker.io/library/absent:1. Check that the image exists. If it ' +
          'is private, add the registry to `registries`.',
      );
    });

    it('are not pulled, and nothing is built, if the password is not the right one', async () => {
      const variables = { LOGIN_PASSWORD_00: 'wrong' };
      const run = await ground.codeBuild.build('on-bases', { source: onBases(), commit: second, variables });
      expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([false, '']);
      expect(run.log).toContain('Docker could not log in to registry.pizza.test: check the user name and the password');
    });

    it('are named, with what to do, if the project has no credentials for them', async () => {
      const source = sourceWith({ Dockerfile: `FROM ${names.baseImage}\n` });
      const run = await ground.codeBuild.build('broken', { source, commit: second });
      expect(run.succeeded).toBe(false);
      expect(run.log).toContain(
        `The build has no credentials for registry.pizza.test, so it may not pull ${names.baseImage}. Check that the image exists. ` +
          'If it is private, add the registry to `registries`.',
      );
    });
  });

  describe('two platforms', () => {
    const reader = () => ground.reader(repositories.platforms);

    it('are built side by side and joined in one index', async () => {
      const source = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
      const runs = await ground.codeBuild.batch('platforms', { source, commit: first, reference: 'refs/heads/main' });
      const { linux_amd64: amd64, linux_arm64: arm64, index } = runs;
      const digest = exportsOf(index).IMAGE_DIGEST ?? '';
      const built = [amd64, arm64].map((run) => exportsOf(run).IMAGE_DIGEST);
      expect(new Set(built).size).toBe(2);
      const { mediaType, annotations, manifests = [] } = await reader().manifest(digest);
      expect(mediaType).toBe(indexType);
      expect(annotations).toEqual({ 'org.opencontainers.image.revision': first });
      const platforms = manifests.map(({ platform }) => `${platform?.os ?? ''}/${platform?.architecture ?? ''}`);
      expect(platforms.sort()).toEqual(['linux/amd64', 'linux/arm64', 'unknown/unknown', 'unknown/unknown']);
      expect(await reader().tags()).toEqual([first]);
      for (const { digest: child, platform } of manifests.filter((one) => one.platform?.os === 'linux')) {
        const texts = await reader().contents(child);
        expect(texts.join('')).toContain(`greeting-${platform?.architecture ?? ''}.txt`);
      }
    });

    it('keep their index when the same commit is built again', async () => {
      const digest = await reader().digest(first);
      const runs = await ground.codeBuild.batch('platforms', { source: sourceWith({}), commit: first });
      expect(Object.keys(runs)).toEqual(['linux_amd64', 'linux_arm64', 'index']);
      expect(Object.values(runs).map((run) => exportsOf(run).IMAGE_DIGEST)).toEqual([digest, digest, digest]);
    });

    it('get no tag if one of them fails', async () => {
      const source = sourceWith({ Dockerfile: onlyOnAmd64, plainDockerfile, 'greeting.txt': 'hello\n' });
      const {
        linux_amd64: amd64,
        linux_arm64: arm64,
        index,
      } = await ground.codeBuild.batch('platforms', {
        source,
        commit: second,
      });
      expect([amd64?.succeeded, arm64?.succeeded, index]).toEqual([true, false, undefined]);
      expect(await reader().tags()).toEqual([first]);
    });

    it('are not built by a build outside of a batch', async () => {
      const source = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
      const run = await ground.codeBuild.build('platforms', { source, commit: second });
      expect(run.succeeded).toBe(false);
      expect(run.log).toContain('start it as a batch');
    });
  });

  it('an image for Lambda is one manifest in the format of Docker', async () => {
    const source = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
    const run = await ground.codeBuild.build('lambda', { source, commit: first });
    const manifest = await ground.reader(repositories.lambda).manifest(exportsOf(run).IMAGE_DIGEST ?? '');
    expect(manifest.mediaType).toBe('application/vnd.docker.distribution.manifest.v2+json');
    expect(manifest.manifests).toBeUndefined();
    expect(Object.keys(await ground.images(repositories.lambda))).toEqual([run.exported.IMAGE_DIGEST]);
  });

  it("the user's own commands push what they built", async () => {
    const source = sourceWith({ Dockerfile: 'FROM scratch\nCOPY greeting.txt /', 'greeting.txt': 'by hand\n' });
    const run = await ground.codeBuild.build('script', { source, commit: first });
    const reader = ground.reader(repositories.script);
    expect(exportsOf(run).IMAGE_DIGEST).toBe(await reader.digest(first));
    const texts = await reader.contents(first);
    expect(texts.join('')).toContain('by hand\n');
  });

  describe('Earthly', () => {
    it('ends the build if it is not installed', async () => {
      const run = await ground.codeBuild.build('earthly', { source: sourceWith({}), commit: first });
      expect(run.succeeded).toBe(false);
      expect(run.log).toContain('Earthly is not installed here');
      expect(await ground.images(repositories.earthly)).toEqual({});
    });

    it('pushes the image under the name that it is given', async () => {
      const source = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'from the Earthfile\n' });
      const programs = [program('earthly', earthlyStandIn)];
      const run = await ground.codeBuild.build('earthly', { source, commit: first, programs });
      const reader = ground.reader(repositories.earthly);
      expect(exportsOf(run).IMAGE_DIGEST).toBe(await reader.digest(first));
      expect(run.log).toContain('--FLAVOUR=margherita');
    });
  });
});
