import { changesOf, days, image, lifecycle, linesOf, newest, resource } from './changed';

const app = (...selections: object[]) => ({
  App: image({ RepositoryName: 'app', ...(selections.length > 0 && lifecycle(...selections)) }),
});

test('a rule that keeps fewer images deletes more', () => {
  expect(changesOf(app(newest(100)), app(newest(10)))).toEqual([
    {
      kind: 'retention shrinks',
      what: "Repository 'app' deletes more images than before",
      why: 'Rule 1, for all images, keeps the newest 10. Before, rule 1 kept the newest 100 of all images. ECR deletes the others within 24 hours of the deployment, also images that run or that a rollback needs.',
      fix: 'Run the review with `--images FILE` to see the images, or keep the earlier limits.',
      source: { template: 'app', logicalId: 'App', path: '' },
    },
  ]);
});

const untagged = { tagStatus: 'untagged' };

test.each([
  [
    'the first policy',
    app(),
    app(newest(10)),
    'It had no lifecycle policy before. Rule 1, for all images, deletes images that no rule deleted, and keeps the newest 10.',
  ],
  [
    'fewer days',
    app(days(30, untagged)),
    app(days(7, untagged)),
    'Rule 1, for images without tags, keeps those of the last 7 days. Before, rule 1 kept those of the last 30 days of images without tags.',
  ],
  [
    'another measure',
    app(newest(100)),
    app(days(90)),
    'Rule 1, for all images, keeps those of the last 90 days. Before, rule 1 kept the newest 100 of all images.',
  ],
  [
    'a rule that protected its images is gone',
    app(newest(500, 'v*'), newest(10)),
    app(newest(10)),
    "Rule 1, for all images, keeps the newest 10. Before, rule 1 kept the newest 500 of images with tags 'v*'.",
  ],
  [
    'narrower tags of a rule before a wider one',
    app(newest(500, 'v*'), newest(10)),
    app(newest(500, 'v1*'), newest(10)),
    "Rule 2, for all images, keeps the newest 10. Before, rule 1 kept the newest 500 of images with tags 'v*'.",
  ],
  [
    'rules in another order',
    app(newest(500, 'v*'), newest(10, '*-rc')),
    app(newest(10, '*-rc'), newest(500, 'v*')),
    "Rule 1, for images with tags '*-rc', keeps the newest 10. Before, rule 1 kept the newest 500 of images with tags 'v*'.",
  ],
  [
    'a rule that counts more images',
    app(newest(10, 'v*')),
    app(newest(10, '*')),
    "Rule 1, for images with tags '*', deletes images that no rule deleted, and keeps the newest 10.",
  ],
])('deletes more: %s', (_, before, after, why) => {
  const [change, ...others] = changesOf(before, after);
  expect([change?.kind, change?.why.replace(/ ECR deletes.*/, ''), others]).toEqual(['retention shrinks', why, []]);
});

test.each([
  ['the same', app(newest(10)), app(newest(10))],
  ['more images', app(newest(10)), app(newest(100))],
  ['no policy', app(newest(10)), app()],
  ['a rule less', app(days(1, untagged), newest(10, 'v*')), app(newest(10, 'v*'))],
  ['narrower tags', app(newest(10, 'v*')), app(newest(10, 'v1*'))],
  ['a rule that protects', app(newest(10)), app(newest(500, 'v*'), newest(10))],
  [
    'other priorities of rules for other images',
    app(days(1, untagged), newest(10, 'v*')),
    app(newest(10, 'v*'), days(1, untagged)),
  ],
])('deletes no more: %s', (_, before, after) => {
  expect(changesOf(before, after)).toEqual([]);
});

test('a prefix list that is narrower deletes no more, and a wider one does', () => {
  const prefixes = (...tagPrefixList: string[]) =>
    app({ tagStatus: 'tagged', tagPrefixList, countType: 'imageCountMoreThan', countNumber: 10 });
  expect(changesOf(prefixes('v'), prefixes('v1'))).toEqual([]);
  expect(linesOf(changesOf(prefixes('v1'), prefixes('v')))).toEqual([
    "retention shrinks: Repository 'app' deletes more images than before",
  ]);
});

test('a policy that only the deployment knows is unknown', () => {
  const open = { App: image({ RepositoryName: 'app', LifecyclePolicy: { LifecyclePolicyText: { Ref: 'Policy' } } }) };
  expect(linesOf(changesOf(app(newest(10)), open))).toEqual([
    "unknown: It is not known whether the lifecycle policy of repository 'app' deletes more images than before",
  ]);
  expect(changesOf(open, open)).toEqual([]);
});

test('logs and messages are kept for a shorter time', () => {
  const of = (logs: object, messages: object) => ({
    Logs: resource('AWS::Logs::LogGroup', { LogGroupName: 'a', ...logs }),
    Queue: resource('AWS::SQS::Queue', { QueueName: 'q', ...messages }),
  });
  const [before, after] = [of({}, {}), of({ RetentionInDays: 7 }, { MessageRetentionPeriod: 60 })];
  expect(linesOf(changesOf(before, after))).toEqual([
    "retention shrinks: Queue 'q' keeps its messages for 60 seconds, and before for 345600 seconds",
    "retention shrinks: Log group 'a' keeps its logs for 7 days, and before forever",
  ]);
  expect(changesOf(after, before)).toEqual([]);
});
