import { ImageBuildGround } from './image-build-ground';
import { SourceHistory } from './image-build-history';
import { otherRegistry, place, repositories } from './image-build-names';
import { sourceFolder, writeFiles } from './image-build-source';
import { type PhasesRun } from './registry-ground/codebuild-phases';
import { type RegistryReader } from './registry-ground/pulled-image';

const base = `${otherRegistry.host}/team/patched:1`;
const uri = `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${repositories.rebuilt}`;

describe('a release whose base image changes, in a registry with another password', () => {
  let ground: ImageBuildGround;
  let reader: RegistryReader;
  let source: SourceHistory;
  let released: string;
  const bases: string[] = [];

  beforeAll(async () => {
    ground = await ImageBuildGround.start('node -r tsx/cjs test/e2e/rebuild-app.ts');
    reader = ground.reader(repositories.rebuilt);
    source = new SourceHistory({ Dockerfile: `FROM ${base}\nCOPY greeting.txt /\n`, 'greeting.txt': 'hello\n' });
    released = source.commit();
    await patch();
  }, 3_600_000); // the first time, BuildKit, buildx and regctl are compiled

  afterAll(async () => {
    await ground.stop();
  });

  /** Gives the tag of the base image to a new image. */
  async function patch(): Promise<void> {
    const at = sourceFolder();
    writeFiles(at, { patch: `patch ${bases.length}\n` });
    await ground.engine.makeImage(base, 'FROM scratch\nCOPY patch /patch\n', { patch: `${at}/patch` });
    await ground.engine.push(base, otherRegistry.password, otherRegistry.username);
    const { stdout } = await ground.engine.docker('image', 'inspect', '--format', '{{index .RepoDigests 0}}', base);
    bases.push(stdout.trim().split('@')[1] ?? '');
  }

  /** Starts a build for a Git tag, or as the schedule does: for the newest commit, with the variable REBUILD. */
  const build = (commit: string, reference?: string): Promise<PhasesRun> =>
    ground.codeBuild.build('rebuilt', {
      source: source.checkout(commit),
      commit,
      ...(reference === undefined ? { variables: { REBUILD: 'true' } } : { reference }),
    });
  const tags = async () => [...(await reader.tags())].sort();

  /** The digests of the base image in the provenance of an image. */
  async function recordedBases(image: string): Promise<unknown[]> {
    const { annotations, manifests = [] } = await reader.manifest(image);
    expect(Object.keys(annotations ?? {})).not.toContain('org.opencontainers.image.base.digest');
    const attestations = manifests.find(({ platform }) => platform?.os === 'unknown');
    const { layers = [] } = await reader.manifest(attestations?.digest ?? '');
    const statements = await Promise.all(layers.map(({ digest }) => reader.json(digest)));
    const provenance = statements.find(({ predicateType }) => predicateType === 'https://slsa.dev/provenance/v1');
    const { buildDefinition } = provenance?.predicate as {
      buildDefinition: { resolvedDependencies: { uri: string; digest: { sha256: string } }[] };
    };
    const own = buildDefinition.resolvedDependencies.filter(({ uri: of }) => of.includes('/team/patched@'));
    return own.map(({ digest }) => `sha256:${digest.sha256}`);
  }

  it('is published with the digest of its base image in the provenance, and in no annotation', async () => {
    const run = await build(released, 'refs/tags/v1.2.3');
    expect([run.succeeded, run.exported.IMAGE_TAGS]).toEqual([true, '1.2.3 1.2 latest']);
    expect(await recordedBases('1.2.3')).toEqual([bases[0]]);
  });

  it('is not built again while its base image is the same', async () => {
    const before = await tags();
    const run = await build(source.commit());
    expect(run.log).toContain('The base images of 1.2.3 have not changed, so nothing is built again');
    expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([true, await reader.digest('1.2.3')]);
    expect(await tags()).toEqual(before);
  });

  it('is built again once, from its commit and on the new base image, under its own tag', async () => {
    const first = await reader.digest('1.2.3');
    await patch();
    const newest = source.commit();
    const run = await build(newest);
    expect(run.log).toContain(`The base image ${base} was ${bases[0] ?? ''} and is ${bases[1] ?? ''} now`);
    expect(run.succeeded).toBe(true);
    const { IMAGE_TAG: tag = '', IMAGE_DIGEST: digest = '' } = run.exported;
    expect(tag).toMatch(/^1\.2\.3-20\d{6}$/);
    expect(run.exported).toMatchObject({ IMAGE_URI_BY_DIGEST: `${uri}@${digest}`, IMAGE_REVISION: released });
    expect(await tags()).toEqual(['1.2', '1.2.3', tag, 'latest'].sort());
    expect(await reader.digest('1.2.3')).toBe(first);
    expect([await reader.digest(tag), await reader.digest('latest'), await reader.digest('1.2')]).toEqual(
      Array(3).fill(digest),
    );
    expect(await recordedBases(tag)).toEqual([bases[1]]);
    const { manifests: [image] = [] } = await reader.manifest(digest);
    expect((await reader.contents(image?.digest ?? '')).join('')).toContain('patch 1');
  });

  it('is not built again by the next schedule, whose base image is the same', async () => {
    const before = await ground.images(repositories.rebuilt);
    const [tag = ''] = (await tags()).filter((one) => one.startsWith('1.2.3-'));
    const run = await build(source.commit());
    expect(run.log).toContain(`The base images of ${tag} have not changed, so nothing is built again`);
    expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([true, await reader.digest(tag)]);
    expect(await ground.images(repositories.rebuilt)).toEqual(before);
  });
});
