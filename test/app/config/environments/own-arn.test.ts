import { minimal, problemsIn } from '../../config-cases';

const environments = [{ name: 'china', account: '210987654321', region: 'cn-north-1' }];
const key = (partition: string, place: string) =>
  `arn:${partition}:kms:${place}:key/11111111-2222-3333-4444-555555555555`;

function problemsWith(encryptionKey: string): string[] {
  return problemsIn({ ...minimal, environments, repositories: [{ name: 'service', encryptionKey }] });
}

test('a key of another account and partition is one problem', () => {
  expect(problemsWith(key('aws', 'us-east-1:123456789012'))).toEqual([
    "repositories[0].encryptionKey: must be in account 210987654321 and Region cn-north-1 of environment 'china', got account " +
      '123456789012 and Region us-east-1',
  ]);
});

test('a key whose partition is not that of its Region is a problem', () => {
  const wrong = key('aws', 'cn-north-1:210987654321');
  expect(problemsWith(wrong)).toEqual([
    "repositories[0].encryptionKey: must start with 'arn:aws-cn:', because Region 'cn-north-1' is in that partition, got " +
      `'${wrong}'`,
  ]);
  expect(problemsWith(key('aws-cn', 'cn-north-1:210987654321'))).toEqual([]);
});
