import { renderTable } from '../../../lib/review/render/table';
import { renderMarkdown } from '../../../lib/review/render/markdown';
import { allow, pull, repository, reviewOf } from '../reviewed';

const other = 'arn:aws:iam::222222222222:root';
const partlyOf = (...statements: object[]) =>
  reviewOf({ App: repository('app', ...statements) }).repositories.map(({ partly }) => partly);

test('a principal with one action of a pull has a part of it, and no row', () => {
  const report = reviewOf({ App: repository('app', allow('ecr:BatchGetImage', '*')) });
  expect(report.access).toEqual([]);
  expect(report.repositories[0]?.partly).toEqual([
    { principal: '*', operation: 'pull', actions: ['ecr:BatchGetImage'] },
  ]);
  const text = 'Only a part is granted on app: * may call ecr:BatchGetImage, which is a part of a pull.';
  const table = renderTable(report, { width: 200, colours: false });
  expect(table).toContain(text);
  expect(table).not.toContain('grant no access');
  expect(renderMarkdown(report)).toContain(text.replace('*', '\\*'));
});

test.each<[string, object[], unknown]>([
  [
    'another account',
    [allow('ecr:PutImage', { AWS: other })],
    [{ principal: other, operation: 'push', actions: ['ecr:PutImage'] }],
  ],
  ['all of a pull', [allow(pull, { AWS: other })], undefined],
  ['a pull as the CDK grants it', [allow([...pull, 'ecr:BatchCheckLayerAvailability'], { AWS: other })], undefined],
  ['all of a pull by two statements', pull.map((action) => allow(action, { AWS: other })), undefined],
  ['an action of no operation', [allow('ecr:DescribeRepositories', { AWS: other })], undefined],
  [
    'a part that is denied',
    [allow('ecr:PutImage', { AWS: other }), { Effect: 'Deny', Principal: '*', Action: 'ecr:Put*' }],
    undefined,
  ],
])('%s', (_, statements, expected) => {
  expect(partlyOf(...statements)).toEqual([expected]);
});
