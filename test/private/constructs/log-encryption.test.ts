import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { allowLogEncryption } from '../../../lib/private/constructs/log-encryption';
import { account, newApp, newStack, onlyProperties, type Properties, region } from '../../synthesis';

const arnOf = (name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}`;

function keyWith(names: readonly string[]) {
  const stack = newStack();
  const key = new Key(stack, 'Key');
  for (const name of names) expect(allowLogEncryption(stack, key, [arnOf(name)])).toBe(true);
  return { stack, key };
}

test('all log groups of a key share one statement, which names each of them', () => {
  const { stack } = keyWith(['/one', '/two', '/one']);
  const { Statement: statements } = onlyProperties(stack, 'AWS::KMS::Key').KeyPolicy as { Statement: Properties[] };
  expect(statements.filter(({ Sid: sid }) => sid !== undefined)).toMatchObject([
    {
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [arnOf('/one'), arnOf('/two')] } },
    },
  ]);
});

test('an imported key is not changed, so the caller has to say what its policy needs', () => {
  const stack = newStack();
  const arn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
  expect(allowLogEncryption(stack, Key.fromKeyArn(stack, 'Key', arn), [arnOf('/one')])).toBe(false);
});

test('the policy of a key may have 32,768 bytes, and not one more', () => {
  const names = Array.from({ length: 290 }, (_, index) => `/aws/codebuild/${index}`.padEnd(40, 'x'));
  const problemsWith = (last: string) => keyWith([...names, last]).key.node.validate();
  const sizeOf = (text = '') => Number(/got ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
  const [tooLong] = problemsWith('y'.repeat(30_000));
  const room = 30_000 - (sizeOf(tooLong) - 32_768);
  expect(problemsWith('y'.repeat(room))).toEqual([]);
  expect(problemsWith('y'.repeat(room + 1))).toEqual([
    "the policy of the key 'Stack/Key' must have at most 32,768 bytes, got 32,769. Each log group that the key " +
      'encrypts adds its ARN. Give some projects another `encryptionKey`.',
  ]);
});

test.each([
  ['us-east-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the policy of a key in %s is as long as with its real partition, without flags of CDK', (place, partition) => {
  const names = Array.from({ length: 250 }, (_, index) => `/aws/codebuild/${index}`.padEnd(40, 'x'));
  const keyOf = (last: string) => {
    const stack = new Stack(newApp({ context: {} }), 'Stack', { env: { account, region: place } });
    const key = new Key(stack, 'Key');
    const arns = [...names, last].map((name) =>
      stack.formatArn({ service: 'logs', resource: `log-group:${name}`, arnFormat: ArnFormat.NO_RESOURCE_NAME }),
    );
    allowLogEncryption(stack, key, arns);
    return { stack, problems: key.node.validate() };
  };
  const bytesOf = (stack: Stack) =>
    JSON.stringify(onlyProperties(stack, 'AWS::KMS::Key').KeyPolicy).replace(
      /\{"Fn::Join":\["",\["(.*?)",\{"Ref":"AWS::Partition"\},"(.*?)"\]\]\}/g,
      `"$1${partition}$2"`,
    ).length;
  const room = 32_768 - bytesOf(keyOf('').stack);
  const fitting = keyOf('y'.repeat(room));
  expect([bytesOf(fitting.stack), fitting.problems]).toEqual([32_768, []]);
  expect(keyOf('y'.repeat(room + 1)).problems).toEqual([
    "the policy of the key 'Stack/Key' must have at most 32,768 bytes, got 32,769. Each log group that the key " +
      'encrypts adds its ARN. Give some projects another `encryptionKey`.',
  ]);
});
