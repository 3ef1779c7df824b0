import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKept, renderTable, tablePath } from '../../scripts/aws-managed-policies';

test('the table is as the script writes it from the installed package', () => {
  expect(readFileSync(tablePath, 'utf8') === renderTable()).toBe(true);
});

test('the table keeps each action that the review asks about', () => {
  const folder = join(__dirname, '../../lib/review');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const asked = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return [...text.matchAll(/'((?:ecr|ecr-public|sts|iam|kms|codebuild):[A-Z][A-Za-z]+)'/g)].map(
      ([, action]) => action ?? '',
    );
  });
  expect(asked).toContain('iam:PassRole');
  expect(asked.filter((action) => !isKept(action))).toEqual([]);
});

test('an action with wildcards stays if it covers one that matters', () => {
  const kept = [
    '*',
    'e*:*',
    'ecr*:Put*',
    'iam:*',
    'iam:Pass*',
    'kms:*',
    'kms:Create*',
    'ECR:PutImage',
    '?cr:*',
    'codebuild:*',
    'ecs:*', // it runs tasks as a role
    'ec2:Run*',
  ];
  const leftOut = [
    's3:*',
    'ecs:Describe*',
    'ec2:Describe*',
    'iam:Get*',
    'iam:List*',
    'kms:Decrypt',
    'kms:GenerateDataKey*',
    'codebuild:BatchGet*',
  ];
  expect(kept.filter(isKept)).toEqual(kept);
  expect(leftOut.filter(isKept)).toEqual([]);
});
