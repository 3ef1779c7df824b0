import '../promotion/definition/promise-with-resolvers';
import { anything, type Caller, docker, mayLogIn } from '../simulation';
import { copyDockerfile, program, sourceWith, wrongPassword } from './image-build-source';
import { type JsonObject } from './json';
import { type Execution, PromotionGround } from './promotion-ground';
import { approved, contributor, excepted, handingOut, incoming, place } from './promotion-names';
import { builderImages, pushBuilderImages } from './registry-ground/builder-images';
import { type Manifest, RegistryReader } from './registry-ground/pulled-image';
import { registryHost, registryPassword } from './registry-ground/registry';

jest.mock('jsonpath-plus', () =>
  jest
    .requireActual<typeof import('../promotion/definition/json-path-of-service')>(
      '../promotion/definition/json-path-of-service',
    )
    .jsonPathOfService(),
);

const host = registryHost(place);
const from = `${host}/${incoming}`;
const to = `${host}/${approved}`;
const source = new RegistryReader(place, incoming);
const target = new RegistryReader(place, approved);
const low = { findings: [{ name: 'CVE-2026-1', severity: 'LOW' }] };
const high = { findings: [...low.findings, { name: 'CVE-2026-2', severity: 'HIGH' }] };

interface Pushed {
  readonly digest: string;
  readonly event: JsonObject;
}

describe("a contributor's image, from the instructions to the approved pull", () => {
  let ground: PromotionGround;

  beforeAll(async () => {
    ground = await PromotionGround.start();
  }, 3_600_000); // the first time, the tools are compiled

  afterAll(async () => {
    await ground.stop();
  });

  /** Makes an image that says something, on the machine of the contributor. */
  const makeImage = async (name: string, greeting: string): Promise<void> => {
    const folder = sourceWith({ 'greeting.txt': greeting });
    const files = { busybox: `${folder}/busybox`, 'greeting.txt': `${folder}/greeting.txt` };
    await ground.engine.makeImage(name, 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY greeting.txt /\n', files);
  };

  /** Pushes as the page says, and gives the one event of that. */
  const push = async (image?: string, tag?: string): Promise<Pushed> => {
    const before = ground.events.length;
    const said = await ground.contributor.push(image, tag);
    const digest = /digest: (?<digest>sha256:[0-9a-f]{64})/.exec(said)?.groups?.digest ?? '';
    const [event, ...others] = ground.events.slice(before);
    if (!event || others.length > 0) throw new Error(`not one event: ${JSON.stringify([event, ...others])}`);
    return { digest, event };
  };

  const pushNew = async (tag: string, greeting = `hello from ${tag}\n`): Promise<Pushed> => {
    await makeImage('made:now', greeting);
    const pushed = await push('made:now', tag);
    ground.scans.set(pushed.digest, low);
    return pushed;
  };

  const deliver = async ({ event }: Pick<Pushed, 'event'>): Promise<Execution> => {
    const execution = await ground.deliver(event);
    if (!execution) throw new Error('the rule did not want the event');
    return execution;
  };

  describe('the instructions', () => {
    let lines: string;

    it('is by the one who may, with the command of the page', async () => {
      expect(await ground.admin.identity()).toContain(handingOut.split('/')[1]);
      lines = await ground.admin.credentials();
      const exported = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'].map(
        (name) => `export AWS_${name}='\\S+'\n`,
      );
      expect(lines).toMatch(new RegExp(`^${exported.join('')}# until \\d{4}-.+\n$`));
    });

    it('makes a contributor of who pastes the lines, and only then lets push', async () => {
      await makeImage('my-image:latest', 'hello from alice\n');
      await expect(ground.contributor.push()).rejects.toThrow('no basic auth credentials');
      expect(await ground.contributor.takeCredentials(lines)).toMatch(new RegExp(`/${contributor}\n$`));
      expect(await ground.contributor.logIn()).toContain('Login Succeeded');
    });
  });

  describe('a clean image, pushed with the commands of the page', () => {
    let pushed: Pushed;
    let execution: Execution;

    beforeAll(async () => {
      pushed = await push();
      ground.scans.set(pushed.digest, low);
      execution = await deliver(pushed);
    });

    it('is promoted by one copy, and what is copied is not promoted again', async () => {
      expect(execution.verdicts).toEqual(['PROMOTED']);
      expect(execution.copies).toHaveLength(1);
      const others = ground.events.filter((event) => event !== pushed.event);
      expect(others.length).toBeGreaterThan(0);
      expect(await Promise.all(others.map((event) => ground.deliver(event)))).toEqual(others.map(() => undefined));
    });

    it('has the same digest and the same bytes under its tag', async () => {
      const { digest } = pushed;
      expect(await target.digest('1.0.0')).toBe(digest);
      expect(await ground.manifests.read(approved, digest)).toEqual(await ground.manifests.read(incoming, digest));
      expect(await target.contents(digest)).toEqual(await source.contents(digest));
    });

    it('was copied without moving a byte of its layers: the registry mounts them', () => {
      const blobs = ground.requests.filter((request) => request.includes(`/v2/${approved}/blobs/uploads/`));
      expect(blobs.length).toBeGreaterThan(0);
      expect(blobs.filter((request) => !/^POST .*[?&]mount=sha256/.test(request))).toEqual([]);
    });

    it('can be pulled by its digest and holds what was pushed', async () => {
      const image = `${to}@${pushed.digest}`;
      await ground.engine.docker('login', '--username', 'AWS', '--password', registryPassword(place), host);
      await ground.engine.docker('pull', '--quiet', image);
      await ground.engine.docker('logout', host);
      const run = ['run', '--rm', '--network', 'none', image, '/bin/busybox', 'cat', '/greeting.txt'];
      expect((await ground.engine.docker(...run)).stdout).toBe('hello from alice\n');
    });

    it('is reported with its contributor, tag, digest, verdict and new address', () => {
      const [{ subject, text } = { subject: '', text: '' }] = execution.told;
      const { digest } = pushed;
      expect(subject).toBe('Image promoted');
      expect(text).toContain(
        `Contributor: alice\nRepository: ${incoming}\nTag:        1.0.0\nDigest:     ${digest}\nVerdict:    PROMOTED`,
      );
      expect(text).toContain(`${to}:1.0.0\n  ${to}@${digest}\n`);
    });

    it('does not change at a second event: nothing is copied, written or reported', async () => {
      const before = ground.stored();
      const second = await deliver(pushed);
      expect(second).toMatchObject({ verdicts: [], copies: [] });
      expect(second.error).toBeUndefined();
      expect(ground.stored()).toEqual(before);
    });
  });

  describe('an index for two platforms, with attestations, signatures and a list of files', () => {
    const tag = '2.0.0';
    const signatureType = 'application/vnd.dev.cosign.artifact.sig.v1+json';
    let index: Manifest;
    let digest: string;
    let event: JsonObject;
    let others: readonly JsonObject[];
    let arm: string;

    beforeAll(async () => {
      const { buildKit, sbomScanner } = builderImages(place);
      await pushBuilderImages(ground.engine, ground.endpoint, place);
      const before = ground.events.length;
      const folder = sourceWith({ Dockerfile: copyDockerfile, 'greeting.txt': 'hello from two platforms\n' });
      const [signature, list] = [`${folder}/greeting.txt`, `${folder}/Dockerfile`]; // any bytes will do
      await ground.contributor.run(
        `docker buildx create --name two --driver docker-container --driver-opt image=${buildKit} --bootstrap --use`,
        `docker buildx build --platform linux/amd64,linux/arm64 --tag ${from}:${tag} --push \\`,
        `  --attest type=provenance,mode=max --attest type=sbom,generator=${sbomScanner} ${folder}`,
      );
      digest = await source.digest(tag);
      index = await source.manifest(tag);
      const [amd = '', arm64 = ''] = (index.manifests ?? []).map((part) => part.digest);
      arm = arm64;
      await ground.contributor.run(
        `regctl artifact put --subject ${from}@${digest} --artifact-type ${signatureType} <${signature}`,
        `regctl artifact put --subject ${from}@${amd} --artifact-type application/spdx+json <${list}`,
        `regctl artifact put --artifact-type ${signatureType} ${from}:${digest.replace(':', '-')}.sig <${signature}`,
      );
      const pushes = ground.events.slice(before);
      event = pushes.find(({ detail }) => (detail as JsonObject)['image-tag'] === tag) ?? {};
      others = pushes.filter((one) => one !== event);
    });

    it('starts nothing for its parts and attachments without tags, and reports the tag of a signature', async () => {
      expect(others).toHaveLength(7); // two images, two attestations, two referrers and a signature
      const untagged = others.filter(({ detail }) => (detail as JsonObject)['image-tag'] === undefined);
      expect(untagged).toHaveLength(6);
      for (const other of untagged) {
        const { path, verdicts } = await deliver({ event: other });
        expect({ path, verdicts }).toEqual({ path: ['Is the push tagged?', 'Nothing to promote'], verdicts: [] });
      }
      const [tagged = {}] = others.filter((other) => !untagged.includes(other));
      const { told, copies } = await deliver({ event: tagged });
      expect({ told: told.map(({ verdict }) => verdict), copies }).toEqual({ told: ['NEVER_PROMOTED'], copies: [] });
    });

    it('is refused as a whole for one bad part. That is reported, and nothing is copied', async () => {
      for (const part of index.manifests ?? []) ground.scans.set(part.digest, part.digest === arm ? high : low);
      const before = ground.stored();
      const { verdicts, told, copies } = await deliver({ event });
      expect(verdicts).toEqual(['FINDINGS']);
      expect(told[0]?.text).toContain(`${arm} has findings that stop it:\n    HIGH CVE-2026-2\n`);
      expect(copies).toEqual([]);
      expect(ground.stored()).toEqual(before);
    });

    it('is promoted with all that belongs to it when each part is clean', async () => {
      ground.scans.set(arm, low);
      expect((await deliver({ event })).verdicts).toEqual(['PROMOTED']);
      expect(await target.digest(tag)).toBe(digest);
      const parts = (index.manifests ?? []).map((part) => part.digest);
      expect(parts).toHaveLength(4);
      const referrers = (repository: string) =>
        Promise.all([digest, ...parts].map((one) => ground.manifests.referrers(repository, one)));
      const attached = (await referrers(incoming)).flat();
      expect(attached).toHaveLength(4); // BuildKit's attestations are parts, and refer to parts too
      expect((await referrers(approved)).flat().sort()).toEqual([...attached].sort());
      const cosign = `${digest.replace(':', '-')}.sig`;
      for (const one of [digest, ...parts, ...attached, cosign]) {
        const copied = await ground.manifests.read(approved, one);
        expect(copied).toHaveProperty('digest');
        expect(copied).toEqual(await ground.manifests.read(incoming, one));
        expect(await target.contents(one)).toEqual(await source.contents(one));
      }
      expect([...(await target.tags())].sort()).toEqual(['1.0.0', tag, cosign]);
    });
  });

  describe('an image that may not pass', () => {
    let pushed: Pushed;

    beforeAll(async () => {
      pushed = await pushNew('3.0.0');
    });

    it.each([
      ['is too bad', high, 'FINDINGS', 'HIGH CVE-2026-2'],
      [
        'has a finding that nobody judged',
        { findings: [{ name: 'CVE-2026-3', severity: 'UNDEFINED' }] },
        'FINDINGS',
        'UNDEFINED CVE-2026-3',
      ],
      ['could not be scanned', { status: 'FAILED' }, 'NOT_SCANNED', 'has the scan status FAILED'],
      [
        'is of no known system',
        { status: 'UNSUPPORTED_IMAGE' },
        'NOT_SCANNED',
        'has the scan status UNSUPPORTED_IMAGE',
      ],
    ])('stays in its repository if it %s, and that is reported', async (_, scanned, verdict, text) => {
      ground.scans.set(pushed.digest, scanned);
      const before = ground.stored();
      const { verdicts, told, copies } = await deliver(pushed);
      expect(verdicts).toEqual([verdict]);
      expect(told[0]?.text).toContain(`Repository: ${incoming}\nTag:        3.0.0\nDigest:     ${pushed.digest}`);
      expect(told[0]?.text).toContain(text);
      expect(copies).toEqual([]);
      expect(ground.stored()).toEqual(before);
    });

    it('passes if the finding is excepted by name', async () => {
      ground.scans.set(pushed.digest, { findings: [{ name: excepted, severity: 'CRITICAL' }] });
      expect((await deliver(pushed)).verdicts).toEqual(['PROMOTED']);
      expect(await target.digest('3.0.0')).toBe(pushed.digest);
    });
  });

  describe('a tag that moves', () => {
    let second: Pushed;

    it('stops the image that was checked if its tag moves between scan and copy', async () => {
      const first = await pushNew('latest', 'the first\n');
      const before = ground.storedAsApproved();
      ground.afterScan = async () => {
        ground.afterScan = () => Promise.resolve();
        second = await pushNew('latest', 'the second\n');
      };
      const { verdicts, told, copies } = await deliver(first);
      expect(second.digest).not.toBe(first.digest);
      expect(verdicts).toEqual(['SUPERSEDED']);
      expect(told[0]?.text).toContain(`Digest:     ${first.digest}`);
      expect(copies).toEqual([]);
      expect(ground.storedAsApproved()).toEqual(before);
    });

    it('promotes the image that has the tag now, by its own event', async () => {
      expect((await deliver(second)).verdicts).toEqual(['PROMOTED']);
      expect(await target.digest('latest')).toBe(second.digest);
    });

    it('moves no tag of the approved repository', async () => {
      const third = await pushNew('latest', 'the third\n');
      const before = ground.storedAsApproved();
      const { verdicts, told, copies } = await deliver(third);
      expect(verdicts).toEqual(['TARGET_TAG_TAKEN']);
      expect(told[0]?.text).toContain(`${to}:latest is ${second.digest}`);
      expect(copies).toEqual([]);
      expect(ground.storedAsApproved()).toEqual(before);
      expect(await target.digest('latest')).toBe(second.digest);
    });
  });

  it('is copied byte by byte if the registry mounts no blobs', async () => {
    const pushed = await pushNew('6.0.0');
    const before = ground.requests.length;
    ground.mountsBlobs = false;
    expect((await deliver(pushed)).verdicts).toEqual(['PROMOTED']);
    ground.mountsBlobs = true;
    const sent = ground.requests.slice(before).filter((request) => /^(PUT|PATCH) .*\/blobs\/uploads\//.test(request));
    expect(sent.length).toBeGreaterThan(0);
    expect(await target.digest('6.0.0')).toBe(pushed.digest);
    expect(await target.contents('6.0.0')).toEqual(await source.contents('6.0.0'));
  });

  describe('a copy that breaks off', () => {
    const isTag = (method: string, path: string) => method === 'PUT' && path.endsWith('/manifests/4.1.0');
    const isBlob = (method: string, path: string) => method === 'POST' && path.includes('/blobs/uploads/');

    it.each([
      ['after its first blob', '4.0.0', isBlob, 1],
      ['before its tag', '4.1.0', isTag, 0],
    ])('%s is begun again and ends with the same digest: until then it has no tag', async (_, tag, breaks, allowed) => {
      const pushed = await pushNew(tag);
      const tagged: boolean[] = [];
      let seen = 0;
      ground.isBroken = (method, path) => {
        if (tagged.length > 0 || !path.startsWith(`/v2/${approved}/`) || !breaks(method, path)) return false;
        return (seen += 1) > allowed;
      };
      ground.afterCopy = async () => void tagged.push((await target.tags()).includes(tag));
      const { verdicts, copies } = await deliver(pushed);
      expect(seen).toBeGreaterThan(allowed);
      expect(copies.map(({ succeeded }) => succeeded)).toEqual([false, true]);
      expect(tagged).toEqual([false, true]);
      expect(verdicts).toEqual(['PROMOTED']);
      expect(await target.digest(tag)).toBe(pushed.digest);
      expect(await target.contents(tag)).toEqual(await source.contents(tag));
    });

    it('is reported after the third try, and the execution can be started again', async () => {
      const pushed = await pushNew('5.0.0');
      ground.programs = [program('aws', wrongPassword)];
      const failed = await deliver(pushed);
      expect(failed.verdicts).toEqual(['COPY_FAILED']);
      expect(failed.error).toContain('COPY_FAILED');
      expect(failed.copies.map(({ succeeded }) => succeeded)).toEqual([false, false, false]);
      expect(await target.tags()).not.toContain('5.0.0');
      expect(ground.tellsOf('FAILED')).toMatch(
        / ended with the status FAILED at 2026-11-21T12:10:00Z\. .+:execution:[\w-]+:1$/,
      );
      expect(ground.tellsOf('SUCCEEDED')).toBeUndefined();
      ground.programs = [];
      expect((await deliver(pushed)).verdicts).toEqual(['PROMOTED']);
      expect(await target.digest('5.0.0')).toBe(pushed.digest);
    });
  });

  describe('by the policies as they are deployed', () => {
    const repository = (name: string) => {
      const found = ground.account.regions[place.region]?.repositories[name];
      return { arn: found?.repositoryArn as string, policy: found?.repositoryPolicy as unknown as object };
    };
    const caller = (role: string): Caller => {
      const attached = ground.account.roles[role]?.attachedPolicies as unknown as string[];
      return {
        principal: `arn:aws:iam::${place.account}:role/${role}`,
        identityPolicies: attached.map((arn) => ground.account.policies[arn]?.document as JsonObject),
        context: { 'aws:CurrentTime': '2026-11-21T12:00:00Z' },
      };
    };

    it('the contributor pushes to the incoming repository and to no other, and pulls from none', async () => {
      const alice = caller(`contributor-prod-${contributor}`);
      expect(await mayLogIn(alice)).toBe(true);
      expect(await docker('push', alice, repository(incoming))).toBe('done');
      expect(await docker('push', alice, repository(approved))).toBe('refused');
      expect(await docker('pull', alice, repository(approved))).toBe('refused');
    });

    it('only the role of the copies pushes to the approved repository, administrators do not', async () => {
      const [project = {}] = Object.values(ground.account.regions[place.region]?.projects ?? {});
      const copying = caller((project.serviceRole as string).split('/')[1] ?? '');
      expect(await mayLogIn(copying)).toBe(true);
      expect(await docker('pull', copying, repository(incoming))).toBe('done');
      expect(await docker('push', copying, repository(approved))).toBe('done');
      expect(await docker('push', copying, repository(incoming))).not.toBe('done');
      const admin = { ...caller(`contributor-prod-${contributor}`), principal: handingOut, identityPolicies: anything };
      expect(await docker('push', admin, repository(approved))).not.toBe('done');
      expect(await docker('push', admin, repository(incoming))).toBe('done');
    });
  });

  describe('the end', () => {
    it('is a log-out, after which nothing can be pushed', async () => {
      await ground.contributor.cleanUp();
      await makeImage('made:now', 'too late\n');
      await expect(ground.contributor.push('made:now', '9.0.0')).rejects.toThrow('no basic auth credentials');
    });
  });
});
