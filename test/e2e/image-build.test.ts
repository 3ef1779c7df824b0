import { createHash } from 'node:crypto';
import { ImageBuildGround } from './image-build-ground';
import * as names from './image-build-names';
import {
  copyDockerfile,
  earthlyStandIn,
  failing,
  onlyOnAmd64,
  plainDockerfile,
  program,
  serviceDockerfile,
  sourceWith,
  wrongPassword,
} from './image-build-source';
import { type JsonObject } from './json';
import { parameter } from './registry-ground/codebuild-environment';
import { type PhasesRun } from './registry-ground/codebuild-phases';
import { type Manifest, type RegistryReader } from './registry-ground/pulled-image';
import { registryHost, registryPassword } from './registry-ground/registry';

const { place, repositories } = names;
const host = registryHost(place);
const commits = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(40)) as [
  string,
  string,
  string,
  string,
  string,
];
const [first, second, third, fourth] = commits;
const indexType = 'application/vnd.oci.image.index.v1+json';

/** The exported variables of a build. Throws with its log if it failed. */
function exportsOf(run: PhasesRun | undefined): Readonly<Record<string, string>> {
  if (!run?.succeeded) throw new Error(`the build failed:\n${run?.log ?? 'it was not started'}`);
  return run.exported;
}

describe('image builds, run from the deployed projects', () => {
  let ground: ImageBuildGround;
  let service: RegistryReader;
  const serviceSource = () => sourceWith({ Dockerfile: serviceDockerfile, 'greeting.txt': 'hello from the source\n' });

  beforeAll(async () => {
    ground = await ImageBuildGround.start('node -r tsx/cjs test/e2e/image-build-app.ts');
    service = ground.reader(repositories.service);
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
        source: serviceSource(),
        commit: first,
        reference: 'refs/heads/main',
      });
      digest = exportsOf(run).IMAGE_DIGEST ?? '';
      index = await service.manifest(digest);
    });

    it('pushes one image and exports how it is named', async () => {
      const tags = [first, first.slice(0, 12), 'branch-main', 'latest'];
      const uri = `${host}/${repositories.service}`;
      expect(run.exported).toEqual({
        IMAGE_TAG: first,
        IMAGE_TAGS: tags.join(' '),
        IMAGE_URI: `${uri}:${first}`,
        IMAGE_URI_BY_DIGEST: `${uri}@${digest}`,
        IMAGE_DIGEST: digest,
        IMAGE_REVISION: first,
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
        'org.opencontainers.image.revision': first,
        'org.opencontainers.image.source': 'https://github.com/acme/service',
        'org.opencontainers.image.title': 'Pizza `service` $HOME',
      });
    });

    it('is an index with the image, its provenance and its list of files', async () => {
      expect(index.mediaType).toBe(indexType);
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
      const run = await ground.codeBuild.build('service', {
        source: serviceSource(),
        commit: second,
        reference: 'refs/heads/main',
      });
      const digest = exportsOf(run).IMAGE_DIGEST ?? '';
      expect(run.log).toMatch(/importing cache manifest from .*service-cache:cache-linux-amd64-service/);
      expect(run.log).toMatch(/RUN .*\n#\d+ CACHED/);
      expect(run.log).not.toContain('step-42');
      expect(await service.layers(digest)).toEqual(await service.layers(first));
      const images = await ground.images(repositories.service);
      expect(images[digest]).toEqual([second, second.slice(0, 12), 'branch-main', 'latest'].sort());
      expect([...(await service.tags())].sort()).toEqual(
        [first, first.slice(0, 12), second, second.slice(0, 12), 'branch-main', 'latest'].sort(),
      );
    });

    it('the same commit keeps its image, and only moves what may move', async () => {
      const before = (await ground.codeBuild.build('service', { source: serviceSource(), commit: first })).exported;
      const changed = sourceWith({ Dockerfile: 'FROM nowhere.invalid/nothing', 'greeting.txt': '' });
      const run = await ground.codeBuild.build('service', { source: changed, commit: first });
      expect(exportsOf(run).IMAGE_DIGEST).toBe(before.IMAGE_DIGEST);
      expect(run.log).toContain('This commit has its image already');
      expect(await service.digest('latest')).toBe(before.IMAGE_DIGEST);
      expect(await service.digest('branch-main')).toBe(await service.digest(second));
    });

    it('a git tag names its version once; the same version of another commit builds and pushes nothing', async () => {
      const released = await ground.codeBuild.build('service', {
        source: serviceSource(),
        commit: third,
        reference: 'refs/tags/v1.2.3',
      });
      const digest = exportsOf(released).IMAGE_DIGEST ?? '';
      const before = await ground.images(repositories.service);
      expect(before[digest]).toEqual(['1.2.3', third, third.slice(0, 12), 'latest'].sort());
      const run = await ground.codeBuild.build('service', {
        source: serviceSource(),
        commit: fourth,
        reference: 'refs/tags/v1.2.3',
      });
      expect(run.succeeded).toBe(false);
      expect(run.log).toContain(`The tag 1.2.3 is that of another image already, ${digest}`);
      expect(run.exported.IMAGE_DIGEST).toBe('');
      expect(await ground.images(repositories.service)).toEqual(before);
    });
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

  describe('two platforms', () => {
    const reader = () => ground.reader(repositories.platforms);

    it('are built side by side and joined in one index', async () => {
      const source = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello\n' });
      const runs = await ground.codeBuild.batch('platforms', { source, commit: first, reference: 'refs/heads/main' });
      const { linux_amd64: amd64, linux_arm64: arm64, index } = runs;
      const digest = exportsOf(index).IMAGE_DIGEST ?? '';
      const built = [amd64, arm64].map((run) => exportsOf(run).IMAGE_DIGEST);
      expect(new Set(built).size).toBe(2);
      const { mediaType, manifests = [] } = await reader().manifest(digest);
      expect(mediaType).toBe(indexType);
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
