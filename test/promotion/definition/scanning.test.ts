import './promise-with-resolvers';
import { Duration } from 'aws-cdk-lib';
import { ScanGate, type ScanGateOptions, ScanSeverity } from '../../../lib/promotion/scan-gate';
import { UnscannedReason } from '../../../lib/promotion/unscanned-reason';
import { pollsOf } from '../../../lib/promotion/definition/part-scan';
import { promote, pushed } from './cases';
import { type Finding, type Scan, ServiceError } from './registry-world';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

type Kind = 'basic' | 'enhanced';

async function judge(
  scan: Scan,
  gate: ScanGateOptions = {},
  kind: Kind = 'basic',
  at?: string,
): Promise<{ verdict: string | undefined; text: string; asked: number; path: readonly string[] }> {
  const { world, digest } = pushed(scan);
  world.scan = kind;
  const rules = ScanGate[kind](gate)._rules();
  const { verdicts, path } = await promote({ world, digest }, { gate: rules }, at);
  expect(verdicts).toHaveLength(1);
  expect(world.builds).toHaveLength(verdicts[0] === 'PROMOTED' ? 1 : 0);
  const asked = world.calls.filter((call) => call.endsWith('describeImageScanFindings')).length;
  return { verdict: verdicts[0], text: world.told[0]?.text ?? '', asked, path };
}

const finding = (severity?: string, name?: string): Finding => ({ severity, name: name ?? `CVE-2026-${severity}` });
const many = (count: number, severity: string): Finding[] =>
  Array.from({ length: count }, (_, index) => finding(severity, `CVE-2026-${10_000 + index}`));

describe.each(['basic', 'enhanced'] as const)('the status of a scan, %s (D2, D3, D5)', (kind) => {
  const good = kind === 'basic' ? 'COMPLETE' : 'ACTIVE';

  it(`${good} passes`, async () => {
    expect(await judge({ statuses: [good] }, {}, kind)).toMatchObject({ verdict: 'PROMOTED', asked: 1 });
  });

  it.each([
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'FINDINGS_UNAVAILABLE',
    'LIMIT_EXCEEDED',
    'IMAGE_ARCHIVED',
    'A_STATUS_THAT_AWS_ADDS_LATER',
    kind === 'basic' ? 'ACTIVE' : 'COMPLETE', // of the other kind of scanning
  ])('%s never passes, and is reported at once', async (status) => {
    const { verdict, text, asked } = await judge({ statuses: [status] }, {}, kind);
    expect({ verdict, asked }).toEqual({ verdict: 'NOT_SCANNED', asked: 1 });
    expect(text).toContain(`has the scan status ${status}, which does not pass`);
  });

  it('a missing one never passes', async () => {
    expect(await judge({ statuses: [undefined] }, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED', asked: 1 });
  });

  it.each(['IN_PROGRESS', 'PENDING'])('%s is waited for', async (status) => {
    const waited = await judge({ statuses: [status, status, good] }, {}, kind);
    expect(waited).toMatchObject({ verdict: 'PROMOTED', asked: 3 });
    const failed = await judge({ statuses: [status, 'FAILED'] }, {}, kind);
    expect(failed).toMatchObject({ verdict: 'NOT_SCANNED', asked: 2 });
  });

  it('a scan that the API does not know yet is waited for', async () => {
    expect(await judge({ notFound: 3 }, {}, kind)).toMatchObject({ verdict: 'PROMOTED', asked: 4 });
  });

  it(`${good} before the first findings are in is waited for`, async () => {
    const scan = { incomplete: 2, findings: [finding('CRITICAL')] };
    expect(await judge(scan, {}, kind)).toMatchObject({ verdict: 'FINDINGS', asked: 3 });
  });

  it.each([
    ['IN_PROGRESS', { statuses: ['IN_PROGRESS'] }],
    ['PENDING', { statuses: ['PENDING'] }],
    ['no scan at all', { notFound: 10_000 }],
    ['no findings', { incomplete: 10_000 }],
  ])('%s never passes: the gate waits no longer than it says', async (_, scan) => {
    const { verdict, text, asked } = await judge(scan, { waitAtMost: Duration.minutes(5) }, kind);
    expect({ verdict, asked }).toEqual({ verdict: 'SCAN_TIMED_OUT', asked: 21 }); // at once, and after each 15 s
    expect(text).toContain('was not scanned within the time that the gate waits');
  });
});

it.each([
  [300, { pause: 15, count: 20 }],
  [3_600, { pause: 90, count: 40 }],
  [86_400, { pause: 2_160, count: 40 }],
])('%d seconds are waited in few steps', (seconds, polls) => {
  expect(pollsOf(seconds)).toEqual(polls);
});

describe.each(['basic', 'enhanced'] as const)('findings, %s (D7)', (kind) => {
  const all = Object.values(ScanSeverity);
  it.each(
    all.slice(0, 4).flatMap((max, most) => all.map((severity, index) => [max, severity, index <= most] as const)),
  )('a gate of %s and a finding of %s: passes is %s', async (max, severity, passes) => {
    const { verdict } = await judge({ findings: [finding(severity)] }, { maxSeverity: max }, kind);
    expect(verdict).toBe(passes ? 'PROMOTED' : 'FINDINGS');
  });

  it.each(['UNDEFINED', 'UNTRIAGED', 'SEVERE', 'low', '', undefined])(
    'the severity %s never passes',
    async (severity) => {
      const findings = [finding('LOW'), { name: 'CVE-2026-1', ...(severity === undefined ? {} : { severity }) }];
      expect(await judge({ findings }, { maxSeverity: ScanSeverity.HIGH }, kind)).toMatchObject({
        verdict: 'FINDINGS',
      });
    },
  );

  it('an unknown severity that ECR counts never passes', async () => {
    const counts = { LOW: 1, SEVERE: 0 };
    expect(await judge({ findings: [finding('LOW')], counts }, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
  });

  it('fewer findings than ECR counts never pass, of any severity', async () => {
    for (const counts of [{ LOW: 2 }, { LOW: 1, CRITICAL: 1 }, { CRITICAL: 1 }] as Record<string, number>[]) {
      expect(await judge({ findings: [finding('LOW')], counts }, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
    }
    expect(await judge({ findings: [], counts: { LOW: 1 } }, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
    expect(await judge({ findings: [finding('LOW')], counts: { LOW: 1 } }, {}, kind)).toMatchObject({
      verdict: 'PROMOTED',
    });
  });

  it('findings without counts never pass', async () => {
    const low = { findings: [finding('LOW')], counts: undefined };
    expect(await judge(low, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
    const { verdict, text } = await judge({ findings: [finding('HIGH')], counts: undefined }, {}, kind);
    expect(verdict).toBe('FINDINGS');
    expect(text).toContain('HIGH CVE-2026-HIGH');
  });

  it('a bad finding on the last page stops the image', async () => {
    const findings = [...many(120, 'LOW'), finding('CRITICAL')];
    const { verdict, text, asked } = await judge({ findings }, {}, kind);
    expect(verdict).toBe('FINDINGS');
    expect(asked).toBe(kind === 'basic' ? 3 : 7);
    expect(text).toContain('CRITICAL CVE-2026-CRITICAL');
    expect(text).not.toContain('LOW CVE');
  });

  it('many pages of harmless findings pass', async () => {
    expect(await judge({ findings: many(500, 'LOW') }, {}, kind)).toMatchObject({ verdict: 'PROMOTED' });
  });

  it('more findings than can be read never pass', async () => {
    const { verdict, text } = await judge({ findings: many(kind === 'basic' ? 3_001 : 1_201, 'LOW') }, {}, kind);
    expect(verdict).toBe('FINDINGS');
    expect(text).toContain('has more findings than can be read');
  });

  it('reports twenty of many, with all counts', async () => {
    const { text, asked } = await judge({ findings: many(300, 'HIGH') }, {}, kind);
    expect(text.match(/HIGH CVE/g)).toHaveLength(20);
    expect(text).toContain('Total by severity: {"HIGH":300}');
    expect(asked).toBe(1);
  });

  it('of several pages are reported together', async () => {
    const findings = [finding('HIGH', 'CVE-2026-7001'), ...many(60, 'LOW'), finding('HIGH', 'CVE-2026-7002')];
    const { text } = await judge({ findings }, {}, kind);
    expect(text).toContain('HIGH CVE-2026-7001\n    HIGH CVE-2026-7002\n');
  });

  it('without a name stops the image', async () => {
    const { verdict, text } = await judge({ findings: [{ severity: 'HIGH' }] }, {}, kind);
    expect(verdict).toBe('FINDINGS');
    expect(text).toContain('has a finding without a name');
  });

  it('that change while they are read never pass', async () => {
    const good = kind === 'basic' ? 'COMPLETE' : 'ACTIVE';
    const scan = { findings: many(120, 'LOW'), statuses: [good, 'IN_PROGRESS'] };
    expect(await judge(scan, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
  });
});

it('findings of the other kind of scanning never pass', async () => {
  const { world, digest } = pushed({ statuses: ['COMPLETE'], findings: [finding('LOW')] });
  world.scan = 'enhanced';
  expect(await promote({ world, digest })).toMatchObject({ verdicts: ['NOT_SCANNED'] });
});

it.each([
  ['basic', 4_500],
  ['enhanced', 11_000],
] as const)('findings of %s that say much fit into the 256 KB of a state', async (kind, size) => {
  const { world, digest } = pushed({ findings: [...many(40, 'HIGH'), ...many(40, 'LOW')] });
  world.scan = kind;
  world.description = 'x'.repeat(size);
  const { verdicts, largest } = await promote({ world, digest }, { gate: ScanGate[kind]()._rules() });
  expect(verdicts).toEqual(['FINDINGS']);
  expect(largest).toBeGreaterThan(200 * 1024);
  expect(largest).toBeLessThan(256 * 1024);
});

describe.each(['basic', 'enhanced'] as const)('exceptions, %s', (kind) => {
  const reason = 'The package is in the image, and nothing runs it.';
  const except = (cve: string, until = '2026-12-01T00:00:00Z') => ({ cve, reason, until });
  const findings = [finding('CRITICAL', 'CVE-2026-4001'), finding('HIGH', 'CVE-2026-4002'), finding('LOW')];

  it('let a finding of any severity pass by its name', async () => {
    const exceptions = [except('CVE-2026-4001'), except('CVE-2026-4002', '2026-11-30T00:00:00Z')];
    expect(await judge({ findings }, { exceptions }, kind)).toMatchObject({ verdict: 'PROMOTED' });
  });

  it('let nothing else pass', async () => {
    const { verdict, text } = await judge({ findings }, { exceptions: [except('CVE-2026-4001')] }, kind);
    expect(verdict).toBe('FINDINGS');
    expect(text).toContain('HIGH CVE-2026-4002');
    expect(text).not.toContain('CRITICAL CVE-2026-4001');
    const longer = [except('CVE-2026-40011'), except('CVE-2026-4002')];
    expect(await judge({ findings }, { exceptions: longer }, kind)).toMatchObject({ verdict: 'FINDINGS' });
  });

  it.each([
    ['2026-11-30T23:59:59.999Z', 'PROMOTED'],
    ['2026-12-01T00:00:00.000Z', 'FINDINGS'],
    ['2027-01-01T00:00:00.000Z', 'FINDINGS'],
  ])('at %s, that end with November: %s', async (at, verdict) => {
    const exceptions = [except('CVE-2026-4001'), except('CVE-2026-4002', '2028-11-29T00:00:00Z')];
    expect(await judge({ findings }, { exceptions }, kind, at)).toMatchObject({ verdict });
  });

  it('can name a finding without a severity', async () => {
    for (const severity of ['UNDEFINED', 'UNTRIAGED']) {
      const scan = { findings: [finding(severity, 'CVE-2026-5001')] };
      expect(await judge(scan, {}, kind)).toMatchObject({ verdict: 'FINDINGS' });
      const excepted = await judge(scan, { exceptions: [except('CVE-2026-5001')] }, kind);
      expect(excepted).toMatchObject({ verdict: 'PROMOTED' });
    }
  });

  it('a hundred of them, all met', async () => {
    const met = many(100, 'CRITICAL');
    const exceptions = met.map(({ name = '' }, index) =>
      except(name, `2027-01-01T00:${index % 60 < 10 ? 0 : ''}${index % 60}:00Z`),
    );
    expect(await judge({ findings: met }, { exceptions }, kind)).toMatchObject({ verdict: 'PROMOTED' });
  });
});

const ImageScanCompletedAt = '2026-11-21T11:00:00Z';
const listNames = ['Findings', 'EnhancedFindings'];
const emptyLists = listNames.flatMap((name) => [{ [name]: [] }, { [name]: null }]);
const noCounts = [
  {},
  { FindingSeverityCounts: {} },
  { FindingSeverityCounts: null },
  { FindingSeverityCounts: { HIGH: 0 } },
];
const emptyAnswers = [
  {},
  ...emptyLists,
  { Findings: [], EnhancedFindings: [] },
  { Findings: null, EnhancedFindings: null },
].flatMap((lists) => noCounts.map((some) => ({ ImageScanCompletedAt, ...lists, ...some })));

describe.each(['basic', 'enhanced'] as const)('an image without findings, %s', (kind) => {
  it.each(emptyAnswers)('passes with the answer %j', async (raw) => {
    expect(await judge({ raw }, {}, kind)).toMatchObject({ verdict: 'PROMOTED', asked: 1 });
  });

  it.each([undefined, null, {}, { FindingSeverityCounts: null }])(
    'waits for the end of the scan with the answer %j',
    async (raw) => {
      const { verdict, asked } = await judge({ raw }, { waitAtMost: Duration.minutes(5) }, kind);
      expect({ verdict, asked }).toEqual({ verdict: 'SCAN_TIMED_OUT', asked: 21 });
    },
  );

  it('does not pass if ECR counts findings that it does not list', async () => {
    for (const lists of [{}, { Findings: null }, { EnhancedFindings: [] }]) {
      const raw = { ImageScanCompletedAt, ...lists, FindingSeverityCounts: { LOW: 1 } };
      expect(await judge({ raw }, {}, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
    }
  });
});

const unsupported = 'UnsupportedImageError: The operating system and/or package manager are not supported.';

describe.each([
  ['basic', 'UNSUPPORTED_IMAGE', { statuses: ['UNSUPPORTED_IMAGE'] }],
  ['basic', 'UNSUPPORTED_IMAGE', { statuses: ['PENDING', 'FAILED'], description: unsupported }],
  ['basic', 'IMAGE_SIZE_EXCEEDED', { statuses: ['IMAGE_SIZE_EXCEEDED'] }],
  ['enhanced', 'UNSUPPORTED_IMAGE', { statuses: ['PENDING', 'UNSUPPORTED_IMAGE'], description: 'UNSUPPORTED_OS' }],
  ['enhanced', 'SCAN_ELIGIBILITY_EXPIRED', { statuses: ['SCAN_ELIGIBILITY_EXPIRED'] }],
  ['enhanced', 'IMAGE_SIZE_EXCEEDED', { statuses: ['IMAGE_SIZE_EXCEEDED'] }],
] as const)('an image that %s scanning cannot check: %s, %j', (kind, name, scan) => {
  const reason = UnscannedReason[name];
  const status = scan.statuses.at(-1);

  it('is refused by default, with what the scan says', async () => {
    const { verdict, text } = await judge(scan, {}, kind);
    expect(verdict).toBe('NOT_SCANNED');
    const why = 'description' in scan ? `: ${scan.description}` : '';
    expect(text).toContain(`has the scan status ${status}, which does not pass${why}\n`);
  });

  it('passes only if its reason may pass, and the notification says that it was not scanned', async () => {
    const { verdict, text } = await judge(scan, { passUnscanned: [reason] }, kind);
    expect(verdict).toBe('PROMOTED');
    expect(text).toMatch(/  sha256:\w{64} was not scanned \(\w+\), and the gate lets it pass without a scan\n/);
    expect(text).toContain(`was not scanned (${status})`);
    const [other = UnscannedReason.IMAGE_SIZE_EXCEEDED] = [
      UnscannedReason.UNSUPPORTED_IMAGE,
      UnscannedReason.IMAGE_SIZE_EXCEEDED,
    ].filter((one) => one !== reason);
    expect(await judge(scan, { passUnscanned: [other] }, kind)).toMatchObject({ verdict: 'NOT_SCANNED' });
  });

  it('never passes if an earlier scan found something', async () => {
    for (const list of listNames) {
      const raw = { [list]: [{ Name: 'CVE-2026-1111', Severity: 'CRITICAL' }] };
      const found = await judge({ ...scan, raw }, { passUnscanned: [reason] }, kind);
      expect(found).toMatchObject({ verdict: 'NOT_SCANNED' });
    }
  });
});

it.each(['FAILED', 'LIMIT_EXCEEDED', 'FINDINGS_UNAVAILABLE', 'IMAGE_ARCHIVED', 'A_STATUS_THAT_AWS_ADDS_LATER'])(
  'the status %s passes for no reason',
  async (status) => {
    const all = Object.values(UnscannedReason);
    const scan = { statuses: [status], description: 'InternalError: UnsupportedImageError may be' };
    expect(await judge(scan, { passUnscanned: all }, 'enhanced')).toMatchObject({ verdict: 'NOT_SCANNED' });
  },
);

it('an image that is deleted while its scan is awaited is refused as what it is', async () => {
  const { world, digest } = pushed({ statuses: ['IN_PROGRESS'] });
  world.before['aws-sdk:ecr:describeImageScanFindings'] = (times) => {
    if (times > 1) throw new ServiceError('Ecr.ImageNotFoundException', 'no such image');
  };
  expect(await promote({ world, digest })).toMatchObject({ verdicts: ['SUPERSEDED'] });
  expect(world.told[0]?.text).toContain(`${digest} was deleted while it was checked`);
  expect(world.builds).toEqual([]);
});
