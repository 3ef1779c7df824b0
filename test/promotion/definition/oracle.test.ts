import './promise-with-resolvers';
import fc from 'fast-check';
import { type GateRules } from '../../../lib/promotion/definition/gate-rules';
import { attestation, attesting, from, indexOf, manifest, newWorld, part, promote } from './cases';
import { now } from './interpreter';
import { type Finding, type Scan } from './registry-world';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const names = ['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-0003', 'ALAS2-2026-001', undefined];
const known = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNDEFINED', 'UNTRIAGED'];
const instants = ['2026-01-01T00:00:00Z', '2026-11-21T11:59:59Z', '2026-11-21T12:00:00Z', '2026-11-21T12:00:01Z'];

const findings = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    severity: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('LOW', 'INFORMATIONAL') },
      { weight: 2, arbitrary: fc.constantFrom<(string | undefined)[]>(...known, 'SEVERE', undefined) },
    ),
  }),
  { maxLength: 70 },
);

const exceptions = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...names.filter((name) => name !== undefined)),
    until: fc.constantFrom(...instants),
  }),
  { selector: ({ name }) => name },
);

const gates: fc.Arbitrary<GateRules> = fc.record({
  scan: fc.constantFrom('basic' as const, 'enhanced' as const),
  passing: fc.integer({ min: 1, max: 4 }).map((count) => known.slice(0, count)),
  exceptions,
  unscanned: fc.constant([]),
  waitSeconds: fc.constant(300),
});

const scans: fc.Arbitrary<{ findings: Finding[]; status: string; lost: number }> = fc.record({
  findings,
  status: fc.oneof(
    { weight: 9, arbitrary: fc.constant('good') },
    { weight: 1, arbitrary: fc.constantFrom('FAILED', 'PENDING', 'UNSUPPORTED_IMAGE', 'COMPLETE', 'ACTIVE') },
  ),
  lost: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
});

/** The rule in a few lines: what an image may have, and nothing of how a state machine finds out. */
function passes(
  gate: GateRules,
  { findings: all, status, lost }: { findings: Finding[]; status: string; lost: number },
) {
  const finished = gate.scan === 'basic' ? 'COMPLETE' : 'ACTIVE';
  const held = gate.exceptions.filter(({ until }) => Date.parse(now) < Date.parse(until)).map(({ name }) => name);
  const isGood = ({ name, severity }: Finding): boolean =>
    severity !== undefined &&
    known.includes(severity) &&
    (gate.passing.includes(severity) || (name !== undefined && held.includes(name)));
  return (status === 'good' || status === finished) && lost === 0 && all.every(isGood);
}

function scanOf(
  gate: GateRules,
  { findings: all, status, lost }: { findings: Finding[]; status: string; lost: number },
): Scan {
  const finished = gate.scan === 'basic' ? 'COMPLETE' : 'ACTIVE';
  const counts: Record<string, number> = {};
  for (const { severity } of all) if (severity !== undefined) counts[severity] = (counts[severity] ?? 0) + 1;
  if (lost > 0) counts.CRITICAL = (counts.CRITICAL ?? 0) + lost; // counted, and on no page
  return { findings: all, statuses: [status === 'good' ? finished : status], counts };
}

it('promotes exactly what a naive reading of the gate lets pass', async () => {
  let promoted = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      gates,
      fc.array(scans, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (gate, all, attested) => {
        const world = newWorld();
        world.scan = gate.scan;
        const digests = all.map((scan, number) => {
          const digest = world.push(from, manifest(number));
          world.scanned(digest, scanOf(gate, scan));
          return digest;
        });
        const about = attested ? [attesting(world.push(from, attestation(99)), digests[0] ?? '')] : [];
        const isAlone = digests.length === 1 && !attested;
        const body = isAlone ? manifest(0) : indexOf(...digests.map((digest) => part(digest)), ...about);
        const digest = world.push(from, body, 'v1');
        const { verdicts, error } = await promote({ world, digest }, { gate });
        const expected = all.every((scan) => passes(gate, scan));
        if (expected) promoted += 1;
        else refused += 1;
        expect({ promoted: verdicts[0] === 'PROMOTED', told: verdicts.length, error }).toEqual({
          promoted: expected,
          told: 1,
          error: undefined,
        });
      },
    ),
    { numRuns: 300 },
  );
  expect(Math.min(promoted, refused)).toBeGreaterThan(20); // both are met
}, 120_000);
