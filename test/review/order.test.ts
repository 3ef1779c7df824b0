import fc from 'fast-check';
import { acknowledgedReport, reviewTemplates } from '../../lib/review/review-templates';
import { noAcknowledgements } from '../../lib/review/report/acknowledgements';
import { compareReports } from '../../lib/review/changes/compare-reports';
import { reviewFormats } from '../../lib/review/render/formats';
import { type ReviewReport } from '../../lib/review/report/review-report';
import { plainTerminal } from '../../lib/private/text/terminal';
import { allow, allowOn, byService, env, login, pull, push, repository, role, type TemplateResource } from './reviewed';
import { image, kms, lifecycle, newest, resource, retain } from './changes/changed';

type Entries = readonly (readonly [string, TemplateResource])[];

const anyone = (name: string, actions: readonly string[] = pull) => repository(name, allow(actions, '*'));
const account = (id: string) => ({ AWS: `arn:aws:iam::${id}:root` });

const before: Entries = [
  ['Open', anyone('open')],
  ['Shared', repository('shared', allow(pull, account('111111111111')), allow(push, account('222222222222')))],
  ['Same', repository('same', allow(pull, account('111111111111')))],
  ['Twin', repository('twin', allow(pull, account('111111111111')))],
  [
    'Build',
    role('build', byService('codebuild.amazonaws.com'), login, allowOn([...push, 'ecr:BatchGetImage'], 'shared')),
  ],
  ['Deploy', role('deploy', byService('ecs-tasks.amazonaws.com'), login, allowOn(pull, '*'))],
  ['Gone', image({ RepositoryName: 'gone' }, retain)],
  ['Old', image({ RepositoryName: 'moved' })],
  ['Life', image({ RepositoryName: 'life', ...lifecycle(newest(100)) })],
  ['Alarm', resource('AWS::CloudWatch::Alarm', { AlarmName: 'a' })],
  ['Unread', resource('AWS::CloudFormation::Stack', { TemplateURL: 'https://example.com/a.json' })],
  ['Other', resource('AWS::CloudFormation::Stack', { TemplateURL: 'https://example.com/b.json' })],
];

const after: Entries = [
  ...before.filter(([id]) => !['Gone', 'Old', 'Alarm', 'Life', 'Same', 'Twin'].includes(id)),
  ['Same', repository('same', allow([...pull, ...push], account('111111111111')))],
  ['Twin', repository('twin', allow([...pull, ...push], account('111111111111')))],
  ['New', image({ RepositoryName: 'moved' })],
  ['Life', image({ RepositoryName: 'life', ...kms, ...lifecycle(newest(10)) })],
  ['Wide', anyone('wide', push)],
  ['Fresh', role('fresh', byService('ecs-tasks.amazonaws.com'), login, allowOn(pull, '*'))],
];

function reportOf(entries: Entries): ReviewReport {
  const report = reviewTemplates([
    { name: 'app', file: 'app.json', body: { Resources: Object.fromEntries(entries) }, env },
  ]);
  return acknowledgedReport(report, noAcknowledgements);
}

const context = { files: new Map([['app', 'app.json']]), terminal: plainTerminal };

/** All formats of a report and of a comparison. */
function rendered(old: Entries, now: Entries): Record<string, string> {
  const [was, is] = [reportOf(old), reportOf(now)];
  const change = compareReports(was, is);
  return Object.fromEntries(
    Object.entries(reviewFormats).flatMap(([name, format]) => [
      [name, Array.from(format.report(is, context)).join('')],
      [`${name} of the change`, Array.from(format.change(change, context, is)).join('')],
    ]),
  );
}

const expected = rendered(before, after);

test('the same templates with their resources in another order give the same bytes in every format', () => {
  const shuffled = (entries: Entries) => fc.shuffledSubarray([...entries], { minLength: entries.length });
  fc.assert(
    fc.property(shuffled(before), shuffled(after), (old, now) => {
      expect(rendered(old, now)).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});
