import fc from 'fast-check';
import { jsonChunks } from '../../../lib/review/render/json-chunks';
import {
  renderJson,
  renderJsonChange,
  renderJsonChangeChunks,
  renderJsonChunks,
} from '../../../lib/review/render/json';
import { type ReviewReport, type ReviewedRepository } from '../../../lib/review/report/review-report';
import { safeJson } from '../../../lib/review/render/safe-json';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import {
  accessRow,
  change,
  finding,
  hostileReport,
  longReport,
  realReport,
  reviewedChange,
  unread,
} from './report-fixture';

const withoutSource = ({ name, arn, account, region }: ReviewedRepository) => ({ name, arn, account, region });

test('has the fields that are documented, in their order', () => {
  const report = JSON.parse(renderJson(realReport)) as Record<string, Record<string, unknown>[]>;
  expect(Object.keys(report)).toEqual([
    'repositories',
    'principals',
    'access',
    'findings',
    'unreviewed',
    'assumptions',
  ]);
  expect(Object.keys(report.repositories?.[0] ?? {})).toEqual(['name', 'arn', 'account', 'region']);
  expect(Object.keys(report.principals?.[0] ?? {})).toEqual(['principal', 'kind', 'account']);
  const row = ['principal', 'via', 'repository', 'operation', 'decision', 'conditions', 'source'];
  expect(Object.keys(report.access?.[0] ?? {})).toEqual(row);
  expect(Object.keys(report.findings?.[0] ?? {})).toEqual(['id', 'severity', 'message', 'fix', 'source']);
  expect(report.findings?.at(-1)).toHaveProperty('acknowledged');
  expect(Object.keys(report.findings?.[0]?.source ?? {})).toEqual(['template', 'logicalId', 'path']);
});

test('has the content of the report, with unresolved values as text', () => {
  const access = [
    accessRow({ principal: `arn:aws:iam::${unresolved('Account')}:root` }),
    accessRow({ conditions: ['a', 'b'] }),
  ];
  const report: ReviewReport = { ...realReport, access, findings: [finding({ acknowledged: 'It is meant.' })] };
  const read = JSON.parse(renderJson(report)) as ReviewReport;
  const printed = Object.fromEntries(
    Object.entries(report).filter(([key]) => !['serviceRoles', 'graph'].includes(key)),
  );
  expect(read).toEqual({
    ...printed,
    repositories: report.repositories.map(withoutSource),
    access: [accessRow({ principal: 'arn:aws:iam::${Account}:root' }), access[1]],
  });
});

test('a change has the fields that are documented, in their order', () => {
  const read = JSON.parse(renderJsonChange(change)) as Record<string, unknown>;
  expect(Object.keys(read)).toEqual(['added', 'removed', 'widened', 'narrowed', 'changes', 'findings', 'unreviewed']);
  expect(read.widened).toHaveLength(change.widened.length);
});

test('escapes control and invisible characters, and parses back to the same', () => {
  const text = renderJson(hostileReport);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  const { repositories } = JSON.parse(text) as ReviewReport;
  expect(repositories).toEqual(hostileReport.repositories.map(withoutSource));
});

test('has the parts that were not read and the assumptions, in the order that is documented', () => {
  const report = { ...realReport, unreviewed: [unread({})], assumptions: [unread({ what: 'account 123456789012' })] };
  const { unreviewed, assumptions } = JSON.parse(renderJson(report)) as ReviewReport;
  expect([unreviewed, assumptions]).toEqual([report.unreviewed, report.assumptions]);
  expect(Object.keys(unreviewed[0] ?? {})).toEqual(['what', 'why', 'source']);
  const changed = JSON.parse(
    renderJsonChange({ ...change, changes: [reviewedChange({})], unreviewed: [unread({})] }),
  ) as typeof change;
  expect([changed.changes, changed.unreviewed]).toEqual([[reviewedChange({})], [unread({})]]);
  expect(Object.keys(changed.changes[0] ?? {})).toEqual(['kind', 'what', 'why', 'fix', 'source']);
});

test('a row has `outside` only if its repository is outside the templates', () => {
  const access = [accessRow({ outside: true }), accessRow({ outside: false }), accessRow({})];
  const { access: rows } = JSON.parse(renderJson({ ...realReport, access })) as ReviewReport;
  expect(rows.map((row) => row.outside)).toEqual([true, undefined, undefined]);
  const keys = ['principal', 'via', 'repository', 'outside', 'operation', 'decision', 'conditions', 'source'];
  expect(Object.keys(rows[0] ?? {})).toEqual(keys);
  expect(Object.keys(rows[1] ?? {})).not.toContain('outside');
});

test('a row for many repositories names the others', () => {
  const access = [accessRow({ alike: [{ name: 'web', arn: 'arn:web' }] }), accessRow({})];
  const { access: rows } = JSON.parse(renderJson({ ...realReport, access })) as ReviewReport;
  expect(rows.map(({ alike }) => alike)).toEqual([['web'], undefined]);
});

test('a huge report is written in chunks, none of them large', () => {
  const chunks = Array.from(renderJsonChunks(longReport(500)));
  expect(chunks.length).toBeGreaterThan(10);
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(70_000);
  expect(chunks.join('')).toBe(renderJson(longReport(500)));
  expect(Array.from(renderJsonChangeChunks(change)).join('')).toBe(renderJsonChange(change));
});

test('chunks together are the JSON of the whole', () => {
  const item = fc.dictionary(
    fc.string({ unit: 'binary' }),
    fc.jsonValue({ depthSize: 'small', noUnicodeString: false }),
  );
  const lists = fc.dictionary(fc.string(), fc.array(item, { maxLength: 4 }), { minKeys: 1, noNullPrototype: true });
  fc.assert(
    fc.property(lists, (value) => {
      expect(Array.from(jsonChunks(value)).join('')).toBe(safeJson(value, 2));
    }),
    { numRuns: 500 },
  );
});
