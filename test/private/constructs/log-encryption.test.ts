import { Key } from 'aws-cdk-lib/aws-kms';
import { allowLogEncryption } from '../../../lib/private/constructs/log-encryption';
import { account, newStack, onlyProperties, type Properties, region } from '../../synthesis';

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
