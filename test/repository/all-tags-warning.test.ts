import { Duration, Fn } from 'aws-cdk-lib';
import { ImageRepository } from '../../lib/repository/image-repository';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import { newStack, warningsOf } from '../synthesis';

function warningsWith(...retention: ImageRetention[]): string[] {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { retention });
  return warningsOf(stack);
}

const remedy =
  'only images whose tags match all of the patterns. If one match is enough, use anyTagPatterns, or a rule for each ' +
  'pattern. [ack: Annotation::cdk-ecr-publishing:RetentionNeedsAllTags]';

test.each<[string, ImageRetention, string]>([
  [
    'patterns',
    ImageRetention.keepNewest(5, { tagPatterns: ['dev-*', 'pr-*'] }),
    `'Keep the newest 5 images tagged dev-* and pr-*' selects ${remedy}`,
  ],
  [
    'prefixes',
    ImageRetention.expireOlderThan(Duration.days(3), { tagPrefixes: ['dev', 'pr'] }),
    `'Expire images tagged dev* and pr* after 3 days' selects ${remedy}`,
  ],
  [
    "patterns in a rule in the form of the CDK's repository",
    ImageRetention.fromLifecycleRules({ tagPatternList: ['a', 'b'], maxImageCount: 3, description: 'mine' }),
    `'Keep the newest 3 images tagged a and b' selects ${remedy}`,
  ],
  [
    'patterns that are unknown at synth',
    ImageRetention.keepNewest(5, { tagPatterns: ['dev-*', Fn.importValue('pattern')] }),
    `A rule with tokens selects ${remedy}`,
  ],
])('warns of a rule with several %s', (_, retention, warning) => {
  expect(warningsWith(retention)).toEqual([warning]);
});

test('names all such rules in one warning', () => {
  const one = ImageRetention.keepNewest(5, { tagPatterns: ['a', 'b'] });
  const other = ImageRetention.keepNewest(5, { tagPatterns: ['c', 'd'] });
  expect(warningsWith(one, other)).toEqual([
    `'Keep the newest 5 images tagged a and b' and 'Keep the newest 5 images tagged c and d' select ${remedy}`,
  ]);
});

test('does not warn of patterns of which one is enough', () => {
  expect(
    warningsWith(
      ImageRetention.protect('latest', 'v*'),
      ImageRetention.keepNewest(5, { anyTagPatterns: ['dev-*', 'pr-*'] }),
      ImageRetention.keepNewest(5, { tagPatterns: ['test-*'] }),
    ),
  ).toEqual([]);
});
