import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SigningProfile, Platform } from 'aws-cdk-lib/aws-signer';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { env, newApp } from '../synthesis';
import { addPrefixPromotion, addPromotion } from './promotion';

// test/setup.ts turns the validation of CloudFormation off everywhere else, since it costs some 4 s in each process.
process.env.CDK_VALIDATION = 'true';

const kinds: [string, (stack: Stack) => unknown][] = [
  ['between repositories', (stack) => addPromotion(stack)],
  ['between prefixes', (stack) => addPrefixPromotion(stack)],
  [
    'with all that there is',
    (stack) =>
      addPromotion(stack, {
        gate: ScanGate.enhanced(),
        approval: {},
        deploys: [
          EcsDeployment.named('c', 's', { passRoles: ['tasks'] }),
          LambdaDeployment.named('f', { alias: 'live' }),
        ],
        signingProfile: new SigningProfile(stack, 'Profile', { platform: Platform.NOTATION_OCI_SHA384_ECDSA }),
        alarmTopic: new Topic(stack, 'Alarms', {
          masterKey: new Key(stack, 'Key', { enableKeyRotation: true }),
          enforceSSL: true,
        }),
      }),
  ],
];

describe.each(kinds)('a promotion %s', (_, add) => {
  test.each([
    ['a known account and Region', env],
    ['an account and a Region that the deploy knows', {}],
  ])('is clean in all packs of cdk-nag and to CloudFormation, in %s', (_place, place) => {
    const app = newApp({ builtinCloudFormationValidation: true });
    add(new Stack(app, 'Stack', place === env ? { env } : {}));
    addAllPacks(app);
    const findings = readFindings(app.synth());
    expect(findings.flatMap(({ violations }) => violations)).toEqual([]);
    const acknowledged = findings.flatMap(({ suppressed }) => suppressed);
    expect(acknowledged.filter(({ reason = '' }) => reason.length < 20)).toEqual([]);
    const places = acknowledged.map(({ acknowledgedAt = '' }) => acknowledgedAt);
    expect(places.filter((path) => path.split('/').length < 4)).toEqual([]);
  });
});

test('an auditor reads why each wildcard of a promotion between prefixes is needed', () => {
  const app = newApp();
  addPrefixPromotion(new Stack(app, 'Stack', { env }));
  addAllPacks(app);
  const suppressed = readFindings(app.synth()).flatMap((report) => report.suppressed);
  const reasons = suppressed.filter(({ ruleName }) => ruleName.includes('IAM5')).map(({ reason = '' }) => reason);
  expect(new Set(reasons)).toEqual(
    new Set([
      'Every repository below incoming/ is promoted to one below approved/, also a repository that is created later. ' +
        'Each wildcard follows a slash and matches this registry only.',
      'IAM accepts only * as the resource of ecr:GetAuthorizationToken. This policy holds no other action.',
      'IAM accepts only * as the resource of logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, ' +
        'logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, ' +
        'logs:UpdateLogDelivery. This policy holds no other action.',
      'IAM accepts only * as the resource of xray:GetSamplingRules, xray:GetSamplingTargets, xray:PutTelemetryRecords, ' +
        'xray:PutTraceSegments. This policy holds no other action.',
    ]),
  );
});

test('an acknowledgement of a wildcard is on a policy without other statements', () => {
  const app = newApp();
  addPrefixPromotion(new Stack(app, 'Stack', { env }));
  addAllPacks(app);
  const wide = readFindings(app.synth())
    .flatMap(({ suppressed }) => suppressed)
    .filter(({ ruleName }) => ruleName.includes('Resource::*'))
    .map(({ acknowledgedAt = '' }) => acknowledgedAt.split('/').slice(2, 4).join('/'));
  expect([...new Set(wide)].sort()).toEqual(['Copy/Login', 'Machine/LogDelivery', 'Machine/Tracing']);
});
