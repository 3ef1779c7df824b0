import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { stringify } from 'yaml';
import { runApp } from '../../../lib/app/app';
import * as review from '../../../lib/review/report/report-of-graph';
import { minimal } from '../config-cases';
import { run } from '../command';

jest.mock('../../../lib/review/report/report-of-graph', () => {
  const actual = jest.requireActual<typeof review>('../../../lib/review/report/report-of-graph');
  return { ...actual, reportOfGraph: jest.fn(actual.reportOfGraph) };
});

const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-synth-'));
const outdir = join(folder, 'cdk.out');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a synth reviews once, and writes the same report as the command line prints', () => {
  const config = {
    ...minimal,
    repositories: [{ name: 'approved', mutableTags: ['latest'] }],
    acknowledgements: [
      {
        id: 'EcrPublishingChecks::repository-mutable-approved-tags',
        reason: 'The tag latest of this repository moves, as its readers know.',
      },
    ],
  };
  const file = join(folder, 'ecr-publishing.yaml');
  writeFileSync(file, stringify(config));
  // The CDK CLI sets these. They give findings the paths of their constructs.
  const context = { ...recommendedFlags, 'aws:cdk:enable-path-metadata': true, config: file };
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  runApp({ outdir, context, analyticsReporting: false, builtinCloudFormationValidation: false });
  expect(process.exitCode).toBeUndefined();
  expect(review.reportOfGraph).toHaveBeenCalledTimes(1);
  const written = readFileSync(join(outdir, 'ecr-publishing-review.json'), 'utf8');
  expect(written).toBe(run('review', outdir, '--format', 'json').stdout);
  expect(written).toContain('"acknowledged": "The tag latest of this repository moves, as its readers know."');
});
