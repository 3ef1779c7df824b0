import { ScanGate, ScanSeverity, UnscannedReason } from '../../lib';
import {
  type PromotionDefinitionOptions,
  renderPromotionDefinition,
} from '../../lib/promotion/definition/promotion-definition';
import { options } from '../promotion/definition/cases';
import { type Comparison, compareWithModels } from './model-problems';
import { readServiceModels, type ServiceModel } from './service-models';

type States = Record<string, Record<string, unknown>>;

const exceptions = [
  { cve: 'CVE-2026-12345', reason: 'The package is in the image, and nothing runs it.', until: '2027-01-01T00:00:00Z' },
];
const [basic, enhanced] = (['basic', 'enhanced'] as const).map((scan) => ({
  ...options,
  approval: { topicArn: options.topicArn, timeoutSeconds: 60 },
  targetRepository: { kind: 'prefix', from: 'incoming/', to: 'approved/' } as const,
  gate: ScanGate[scan]({
    maxSeverity: ScanSeverity.HIGH,
    exceptions,
    passUnscanned: scan === 'basic' ? [UnscannedReason.UNSUPPORTED_IMAGE] : Object.values(UnscannedReason),
  })._rules(),
})) as [PromotionDefinitionOptions, PromotionDefinitionOptions];
const elsewhere = { ...basic, target: { ...options.target, region: 'us-west-2', crossRegion: true } };

let models: Readonly<Record<'ecr' | 'codebuild' | 'sns' | 'inspector2', ServiceModel>>;

beforeAll(async () => {
  models = await readServiceModels(['ecr', 'codebuild', 'sns', 'inspector2']);
});

const statesOf = (given: PromotionDefinitionOptions): States =>
  structuredClone(renderPromotionDefinition(given).States) as States;

/** Amazon Inspector also has the severity UNTRIAGED, which ECR's list for basic scanning does not contain. */
function compare(states: States): Comparison {
  const { problems, checked } = compareWithModels(states, models);
  return {
    problems: problems.filter((problem) => !problem.endsWith(': FindingSeverity has no value UNTRIAGED')),
    checked,
  };
}

test.each([
  ['basic', basic, 9],
  ['enhanced', enhanced, 9],
  ['to another Region', elsewhere, 6],
])('%s: every call, error, and field that a state reads is in the model of its service', (_, given, calls) => {
  const { problems, checked } = compare(statesOf(given));
  expect(problems).toEqual([]);
  expect(checked.calls).toBeGreaterThanOrEqual(calls);
  expect(checked.parameters).toBeGreaterThan(30);
  expect(checked.paths).toBeGreaterThan(30);
  expect(checked.errors).toBeGreaterThan(20);
  expect(checked.enums).toBeGreaterThan(8);
});

test('the severities are those of ECR and of Amazon Inspector', () => {
  const known = [
    ...(models.ecr.shapes.FindingSeverity?.enum ?? []),
    ...(models.inspector2.shapes.Severity?.enum ?? []),
  ];
  const written = JSON.stringify(statesOf(enhanced)).match(/(?<=@\.Severity == ')\w+/g);
  expect([...new Set(written)].sort()).toEqual([...new Set(known)].sort());
});

test('the statuses without a scan are those of ECR', () => {
  expect(models.ecr.shapes.ScanStatus?.enum).toEqual(expect.arrayContaining(Object.values(UnscannedReason)));
});

type Change = (state: Record<string, unknown>, states: States) => void;
const parameters = (state: Record<string, unknown>) => state.Parameters as Record<string, unknown>;

test.each<[string, string, Change, string]>([
  [
    'a member in the case of the API',
    'Read the pushed image',
    (state) => (parameters(state).registryId = '123456789012'),
    'Read the pushed image: BatchGetImageRequest has no member registryId',
  ],
  [
    'a missing member',
    'Read the target tag',
    (state) => delete parameters(state).ImageIds,
    'Read the target tag: ImageIds is required',
  ],
  [
    'a value that an enum lacks',
    'Look in the archive',
    (state) => (parameters(state).Filter = { ImageStatus: 'ALL' }),
    'Look in the archive.Filter.ImageStatus: must not be ALL',
  ],
  [
    'an error that the operation lacks',
    'Look in the archive',
    (state) => (state.Catch = [{ ErrorEquals: ['Ecr.ScanNotFoundException'], Next: 'FAILED' }]),
    'Look in the archive: no such error as Ecr.ScanNotFoundException',
  ],
  [
    'an operation that does not exist',
    'Look in the archive',
    (state) => (state.Resource = 'arn:aws:states:::aws-sdk:ecr:DescribeImages'),
    'Look in the archive: arn:aws:states:::aws-sdk:ecr:DescribeImages is no operation',
  ],
  [
    'a field that no answer has',
    'Open the manifest',
    (state) => (parameters(state)['other.$'] = '$.seen.Images[0].Manifest'),
    'Open the manifest: $.seen.Images[0].Manifest: Image has no member Manifest',
  ],
  [
    'a comparison with a value that an enum lacks',
    'Is the tag still this image?',
    (state) => (state.Choices = [{ Variable: '$.seen.Failures[0].FailureCode', StringEquals: 'NotFound' }]),
    'Is the tag still this image?: ImageFailureCode has no value NotFound',
  ],
])('fails for %s', (_, name, change, problem) => {
  const states = statesOf(basic);
  change(states[name] ?? {}, states);
  expect(compare(states).problems).toContainEqual(problem);
});
