import fc from 'fast-check';
import { ImageTag } from '../../lib/naming/image-tag';
import { VersionChannel } from '../../lib/naming/version-channel';
import { ReleaseWorld, systems } from './release-world';

const { MAJOR, MINOR, LATEST } = VersionChannel;
const following = [ImageTag.commit(), ImageTag.semanticVersion(), ImageTag.fixed('latest')];
const channels = [ImageTag.commit(), ImageTag.semanticVersion({ channels: [MAJOR, MINOR, LATEST] })];

describe.each(systems)('the rendered scripts of %s', (system) => {
  let world: ReleaseWorld;
  const start = (tags: ImageTag[]) => (world = new ReleaseWorld(system, tags));
  /** Commits of main, the oldest first. The last one is its head. */
  const history = (count: number): string[] => {
    const made: string[] = [];
    for (let index = 0; index < count; index += 1) made.push(world.commit(made.at(-1)));
    world.push('main', made.at(-1) ?? '');
    return made;
  };
  const onMain = (commit: string | undefined) => ({ commit: commit ?? '', branch: 'main' });
  const release = (commit: string | undefined, gitTag: string) => ({ commit: commit ?? '', gitTag });
  afterEach(() => {
    world.discard();
  });

  test('P1: a build of an older commit that ends later leaves the tag and the parameter, and says why', () => {
    start(following);
    const [older = '', newer = ''] = history(2);
    world.publish(onMain(newer));
    const log = world.publish(onMain(older));
    expect([world.tag('latest'), world.tag(older)]).toEqual([world.imageOf(newer), world.imageOf(older)]);
    expect(log).toContain(
      `The tag latest stays at ${world.imageOf(newer)}: its commit ${newer} is newer than ${older}`,
    );
    if (system === 'CodeBuild') {
      expect(world.parameter()).toBe(world.imageOf(newer));
      expect(log).toContain(`The parameter /app/image stays at ${world.imageOf(newer)}: its commit ${newer} is newer`);
    }
  });

  test('a Git tag on an older commit gives its version, and leaves the tag', () => {
    start(following);
    const [older = '', newer = ''] = history(2);
    world.publish(onMain(newer));
    world.publish(release(older, 'v1.0.0'));
    expect([world.tag('latest'), world.tag('1.0.0')]).toEqual([world.imageOf(newer), world.imageOf(older)]);
  });

  test('after a forced push, the branch replaces the commits that it lost', () => {
    start(following);
    const [base = '', lost = ''] = history(2);
    world.publish(onMain(lost));
    const forced = world.commit(base);
    world.push('main', forced);
    world.publish(onMain(forced));
    world.publish(onMain(lost));
    expect(world.tag('latest')).toBe(world.imageOf(forced));
  });

  test('an image that does not say its commit keeps the tag, unless a commit of the branch has it', () => {
    start(following);
    const [older = '', newer = ''] = history(2);
    const foreign = world.put('latest', '{}');
    expect(world.publish(onMain(newer))).toContain(`The tag latest stays at ${foreign}: its image does not say`);
    world.put(older, '{}');
    world.publish(onMain(newer));
    expect(world.tag('latest')).toBe(world.imageOf(newer));
  });

  test('the tag of its commit names the commit of an image, even if its label has another text', () => {
    start(following);
    const [older = '', newer = ''] = history(2);
    const labelled = '{"annotations":{"org.opencontainers.image.revision":"release 7"}}';
    world.put(older, labelled);
    world.put('latest', labelled);
    world.publish(onMain(newer));
    expect(world.tag('latest')).toBe(world.imageOf(newer));
  });

  test('the newest image of the branch has the tag, if another merged commit has an image too', () => {
    start(following);
    const base = world.commit();
    const older = world.commit(base);
    const newer = world.commit(older);
    const merged = world.commit(base);
    world.push('main', world.commit(merged, newer));
    world.put(merged, '{}');
    world.put(newer, '{"newer":true}');
    world.publish(onMain(older));
    expect(world.tag('latest')).toBe(world.tag(newer));
  });

  test('P2: a pre-release gets no channel, and a back-port only the channels below it', () => {
    start(channels);
    const [one = '', two = '', three = ''] = history(3);
    world.publish(release(two, 'v2.0.0'));
    world.publish(release(three, 'v3.0.0-rc.1'));
    world.publish(release(one, 'v1.9.9'));
    const images = [one, two].map((commit) => world.imageOf(commit));
    expect(['1', '1.9', '2', '2.0', 'latest', '3', '3.0'].map((tag) => world.tag(tag))).toEqual([
      ...[images[0], images[0], images[1], images[1], images[1]],
      ...[undefined, undefined],
    ]);
  });

  test('the highest version counts numbers, not characters, and build metadata at last', () => {
    start(channels);
    const [one = '', two = '', three = ''] = history(3);
    world.publish(release(one, 'v1.10.0'));
    world.publish(release(two, 'v1.10.0+b2'));
    world.publish(release(three, 'v1.9.0'));
    expect([world.tag('latest'), world.tag('1'), world.tag('1.9')]).toEqual(
      [two, two, three].map((commit) => world.imageOf(commit)),
    );
  });

  test('whenever one run happens within another, the newest commit and the highest version have the tags', () => {
    const versions = ['v1.0.0', 'v1.1.0', 'v1.0.1', 'v2.0.0-rc.1'];
    const [run, at] = [fc.nat({ max: 3 }), fc.integer({ min: 1, max: 30 })];
    fc.assert(
      fc.property(fc.boolean(), run, run, at, run, (byVersion, outer, inner, when, before) => {
        start(byVersion ? channels : following);
        const commits = history(4);
        const runOf = (index: number) =>
          byVersion ? release(commits[index], versions[index] ?? '') : onMain(commits[index]);
        world.publish(runOf(before));
        world.publish(runOf(outer), { at: when, run: runOf(inner) });
        const ran = [before, outer, inner];
        const stable = [0, 2, 1].filter((index) => ran.includes(index));
        const expected = byVersion ? stable.at(-1) : Math.max(...ran);
        expect(world.tag('latest')).toBe(expected === undefined ? undefined : world.imageOf(commits[expected] ?? ''));
        world.discard();
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
