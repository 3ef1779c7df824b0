import { Duration, Lazy } from 'aws-cdk-lib';
import { type ScanException, ScanGate, type ScanGateOptions, ScanSeverity, UnscannedReason } from '../../lib';

const exception: ScanException = {
  cve: 'CVE-2026-12345',
  reason: 'The package is in the image, and nothing runs it.',
  until: '2026-12-01T00:00:00Z',
};
const rules = (options?: ScanGateOptions) => ScanGate.basic(options)._rules();
const excepting = (changed: Partial<ScanException>) => () => rules({ exceptions: [{ ...exception, ...changed }] });

it('allows MEDIUM and waits an hour by default', () => {
  expect(rules()).toEqual({
    scan: 'basic',
    passing: ['INFORMATIONAL', 'LOW', 'MEDIUM'],
    exceptions: [],
    unscanned: [],
    waitSeconds: 3_600,
  });
  expect(ScanGate.enhanced()._rules().scan).toBe('enhanced');
});

it.each([
  [ScanSeverity.INFORMATIONAL, ['INFORMATIONAL']],
  [ScanSeverity.LOW, ['INFORMATIONAL', 'LOW']],
  [ScanSeverity.HIGH, ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH']],
])('%s lists the severities that pass, without unknown ones', (maxSeverity, passing) => {
  expect(rules({ maxSeverity }).passing).toEqual(passing);
});

it('takes exceptions with a reason and an end, in UTC and to the second', () => {
  const exceptions = [exception, { ...exception, cve: 'GHSA-jfh8-c2jp-5v3q', until: '2026-12-01T01:00:00+01:00' }];
  expect(rules({ exceptions }).exceptions).toEqual([
    { name: 'CVE-2026-12345', until: '2026-12-01T00:00:00Z' },
    { name: 'GHSA-jfh8-c2jp-5v3q', until: '2026-12-01T00:00:00Z' },
  ]);
});

it.each([
  'CVE-1999-0001',
  'CVE-2026-1234567',
  'GHSA-jfh8-c2jp-5v3q',
  'ALAS-2026-123',
  'ALAS2023-2026-1234',
  'ALAS2LIVEPATCH-2026-1',
])('takes %s', (cve) => {
  expect(excepting({ cve })).not.toThrow();
});

it('takes an end that is known at deploy time only', () => {
  const until = Lazy.string({ produce: () => '2026-12-01T00:00:00Z' });
  expect(rules({ exceptions: [{ ...exception, until }] }).exceptions[0]?.until).toBe(until);
});

it('fails when everything would pass (D17)', () => {
  expect(() => rules({ maxSeverity: ScanSeverity.CRITICAL })).toThrow(
    "`maxSeverity` must be one of INFORMATIONAL, LOW, MEDIUM, HIGH, got 'CRITICAL'. Nothing would stop an image. List the findings that may pass in `exceptions`.",
  );
});

it.each([
  ['UNDEFINED', "'UNDEFINED'"],
  ['medium', "'medium'"],
  [null, 'null'],
  [3, 'the number 3'],
])('fails when maxSeverity is %s', (maxSeverity, shown) => {
  expect(() => rules({ maxSeverity: maxSeverity as never })).toThrow(
    `\`maxSeverity\` must be one of INFORMATIONAL, LOW, MEDIUM, HIGH, got ${shown}`,
  );
});

const what = "a vulnerability's id like 'CVE-2026-12345'";
it.each([
  ['', `must be ${what}, got an empty text`],
  ['cve-2026-12345', `must be ${what}, got 'cve-2026-12345'. Write it in capitals: 'CVE-2026-12345'`],
  ['CVE-2026-*', `must be ${what}, got 'CVE-2026-*'. Write the one id that the scan shows`],
  ['CVE-2026-123', `must be ${what}, got 'CVE-2026-123'. Write the one id that the scan shows`],
  ['CVE-2026-12345 ', `must be ${what}, got 'CVE-2026-12345 '. Remove the white space around it`],
  ['*', `must be ${what}, got '*'. Write the one id that the scan shows`],
  ["CVE-2026-1234') || true", `must be ${what}, got 'CVE-2026-1234') || true'. Write the one id that the scan shows`],
])('fails when an id is %s', (cve, problem) => {
  expect(excepting({ cve })).toThrow(`\`exceptions[0].cve\` ${problem}`);
});

it('fails when a finding is excepted twice', () => {
  expect(() => rules({ exceptions: [exception, { ...exception, cve: 'CVE-2026-2222' }, exception] })).toThrow(
    "`exceptions[2].cve` must be excepted once, got 'CVE-2026-12345' again. `exceptions[0]` has it already.",
  );
});

it.each([
  ['accepted', 8],
  ['                    x                   ', 1],
  ['x'.repeat(1001), 1001],
])('fails when a reason is none: %s', (reason, count) => {
  expect(excepting({ reason })).toThrow(
    `\`exceptions[0].reason\` must be a reason of 20 to 1000 characters, got ${count}. Explain why the finding does no harm, and who decided that.`,
  );
});

it('fails when there is no reason', () => {
  expect(excepting({ reason: undefined })).toThrow(
    '`exceptions[0].reason` must be a reason of 20 to 1000 characters, got nothing. Explain why the finding may pass.',
  );
});

it.each([
  ['2026-12-01', "must be an instant with a zone like '2026-11-21T12:00:00Z', got '2026-12-01'"],
  ['2026-03-01T00:00:00Z', "must be 2026-11-30 or later, got '2026-03-01T00:00:00Z'. An earlier time is past."],
  [
    '2035-12-01T00:00:00Z',
    "must be before 2028-11-30, got '2035-12-01T00:00:00Z'. That is two years after the release of this version. Choose an " +
      'earlier time, and extend it later with a newer version.',
  ],
])('fails when an exception ends at %s', (until, problem) => {
  expect(excepting({ until })).toThrow(`\`exceptions[0].until\` ${problem}`);
});

it('fails when an exception has no end', () => {
  expect(excepting({ until: undefined })).toThrow(
    "`exceptions[0].until` must be an instant with a zone like '2026-11-21T12:00:00Z', got nothing",
  );
});

it('fails when there are more exceptions than a review reads', () => {
  const exceptions = Array.from({ length: 101 }, (_, index) => ({ ...exception, cve: `CVE-2026-${10_000 + index}` }));
  expect(() => rules({ exceptions })).toThrow(
    '`exceptions` must list at most 100 exceptions, got 101. Fix the findings that most images share.',
  );
});

it('fails when the exceptions are no list', () => {
  for (const exceptions of [Lazy.list({ produce: () => [] }), 'CVE-2026-12345']) {
    expect(() => rules({ exceptions: exceptions as never })).toThrow(
      '`exceptions` must be a list at synth. Its elements may contain tokens.',
    );
  }
});

it('takes the reasons that the type of scanning reports', () => {
  const all = Object.values(UnscannedReason);
  expect(ScanGate.enhanced({ passUnscanned: all })._rules().unscanned).toEqual(all);
  expect(rules({ passUnscanned: [UnscannedReason.UNSUPPORTED_IMAGE] }).unscanned).toEqual(['UNSUPPORTED_IMAGE']);
});

it.each([
  [['SCAN_ELIGIBILITY_EXPIRED'], "with basic scanning, got 'SCAN_ELIGIBILITY_EXPIRED'"],
  [['UNSUPPORTED_IMAGE_'], "with basic scanning, got 'UNSUPPORTED_IMAGE_'"],
  [['COMPLETE'], "with basic scanning, got 'COMPLETE'"],
  [[undefined], 'with basic scanning, got nothing'],
  [[3], 'with basic scanning, got the number 3'],
])('fails when a reason for no scan is %j', (passUnscanned, end) => {
  expect(() => rules({ passUnscanned: passUnscanned as never })).toThrow(
    `\`passUnscanned[0]\` must be one of UNSUPPORTED_IMAGE, IMAGE_SIZE_EXCEEDED ${end}`,
  );
});

it('fails when a reason is repeated, and when the reasons are no list', () => {
  const twice = [UnscannedReason.UNSUPPORTED_IMAGE, UnscannedReason.UNSUPPORTED_IMAGE];
  expect(() => rules({ passUnscanned: twice })).toThrow(
    "`passUnscanned[1]` must be listed once, got 'UNSUPPORTED_IMAGE' again",
  );
  expect(() => rules({ passUnscanned: 'UNSUPPORTED_IMAGE' as never })).toThrow(
    "`passUnscanned` must be a list at synth, got 'UNSUPPORTED_IMAGE'",
  );
});

it.each([
  [Duration.minutes(4), '4 minutes'],
  [Duration.hours(25), '1 day 1 hour'],
  [Duration.seconds(NaN), 'no number'],
])('fails when the wait is out of bounds: %s', (waitAtMost, shown) => {
  expect(() => rules({ waitAtMost })).toThrow(`\`waitAtMost\` must be from 5 minutes to 1 day, got ${shown}`);
});

it('fails when the wait is a token', () => {
  const waitAtMost = Duration.seconds(Lazy.number({ produce: () => 600 }));
  expect(() => rules({ waitAtMost })).toThrow('`waitAtMost` must be from 5 minutes to 1 day at synth, got a token');
});

it('takes the bounds of the wait', () => {
  expect(rules({ waitAtMost: Duration.minutes(5) }).waitSeconds).toBe(300);
  expect(rules({ waitAtMost: Duration.days(1) }).waitSeconds).toBe(86_400);
});
