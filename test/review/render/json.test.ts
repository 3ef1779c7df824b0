import { renderJson, renderJsonChange } from '../../../lib/review/render/json';
import { type ReviewReport } from '../../../lib/review/review-report';
import { hole } from '../../../lib/review/texts/symbolic-text';
import { accessRow, change, finding, hostileReport, realReport } from './report-fixture';

test('has the fields that are documented, in their order', () => {
  const report = JSON.parse(renderJson(realReport)) as Record<string, Record<string, unknown>[]>;
  expect(Object.keys(report)).toEqual(['repositories', 'principals', 'access', 'findings']);
  expect(Object.keys(report.repositories?.[0] ?? {})).toEqual(['name', 'arn', 'account', 'region']);
  expect(Object.keys(report.principals?.[0] ?? {})).toEqual(['principal', 'kind', 'account']);
  const row = ['principal', 'via', 'repository', 'operation', 'decision', 'conditions', 'source'];
  expect(Object.keys(report.access?.[0] ?? {})).toEqual(row);
  expect(Object.keys(report.findings?.[0] ?? {})).toEqual(['id', 'severity', 'message', 'fix', 'source']);
  expect(report.findings?.at(-1)).toHaveProperty('acknowledged');
  expect(Object.keys(report.findings?.[0]?.source ?? {})).toEqual(['template', 'logicalId', 'path']);
});

test('says the same as the report, holes apart', () => {
  const access = [
    accessRow({ principal: `arn:aws:iam::${hole('Account')}:root` }),
    accessRow({ conditions: ['a', 'b'] }),
  ];
  const report: ReviewReport = { ...realReport, access, findings: [finding({ acknowledged: 'It is meant.' })] };
  const read = JSON.parse(renderJson(report)) as ReviewReport;
  expect(read).toEqual({ ...report, access: [accessRow({ principal: 'arn:aws:iam::${Account}:root' }), access[1]] });
});

test('a change has the fields that are documented, in their order', () => {
  const read = JSON.parse(renderJsonChange(change)) as Record<string, unknown>;
  expect(Object.keys(read)).toEqual(['added', 'removed', 'widened', 'narrowed', 'findings']);
  expect(read.widened).toHaveLength(change.widened.length);
});

test('escapes what a terminal obeys and what nobody sees, and reads back the same', () => {
  const text = renderJson(hostileReport);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  const { repositories } = JSON.parse(text) as ReviewReport;
  expect(repositories).toEqual(hostileReport.repositories);
});
