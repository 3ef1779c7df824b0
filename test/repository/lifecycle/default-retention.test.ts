import { Duration } from 'aws-cdk-lib';
import { renderRetention } from '../../../lib/repository/lifecycle/default-retention';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';
import { newStack } from '../../synthesis';

const rulesOf = (retentions?: unknown) =>
  JSON.parse(renderRetention(newStack(), retentions as ImageRetention[]) ?? 'null') as unknown;

test('without retentions, untagged images expire after a day and the newest 100 are kept', () => {
  const stated = [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)];
  expect(rulesOf()).toEqual(rulesOf(stated));
  expect(rulesOf()).toMatchObject({
    rules: [
      { selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1 } },
      { selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 } },
    ],
  });
});

test('given retentions replace all defaults', () => {
  expect(rulesOf([ImageRetention.keepNewest(10)])).toMatchObject({ rules: [{ selection: { countNumber: 10 } }] });
});

test('keepAll has no document', () => {
  expect(rulesOf([ImageRetention.keepAll()])).toBeNull();
});

test.each<[name: string, retentions: unknown, message: string]>([
  [
    'it is one retention',
    ImageRetention.keepNewest(10),
    '`retention` must be a list, got a mapping. Put it in brackets',
  ],
  ['it is a text', 'keepNewest', "`retention` must be a list, got 'keepNewest'. Write ['keepNewest']"],
  ['it is null', null, '`retention` must be a list, got null. Omit it if there are none'],
  [
    'one is a text',
    [ImageRetention.keepNewest(10), 'protect'],
    "`retention[1]` must be an ImageRetention, got 'protect'. Use for example ImageRetention.keepNewest(10).",
  ],
  [
    'one is null',
    [null],
    '`retention[0]` must be an ImageRetention, got null. Use for example ImageRetention.keepNewest(10).',
  ],
  [
    'keepAll is not alone',
    [ImageRetention.keepAll(), ImageRetention.keepNewest(10)],
    '`retention` must list ImageRetention.keepAll() alone, got 2 retentions. It keeps all images, so remove it or the others.',
  ],
  [
    'none is there',
    [],
    '`retention` must list at least one ImageRetention, got an empty list. Omit it for the default, or use ImageRetention.keepAll() to keep all images.',
  ],
])('fails when %s, as JavaScript allows', (_, retentions, message) => {
  expect(() => rulesOf(retentions)).toThrow(new Error(message));
});
