import { keeps, lifecycle, lifecycleText, type RuleCases } from './fixtures';

const untagged = (priority: unknown, further: object = {}) => ({
  rulePriority: priority,
  selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14, ...further },
  action: { type: 'expire' },
});
const any = (priority: unknown, further: object = {}) => keeps(priority, { tagStatus: 'any', ...further });
const tagged = (priority: unknown, ...patterns: unknown[]) =>
  keeps(priority, { tagStatus: 'tagged', tagPatternList: patterns });
const prefixed = (priority: unknown, ...prefixes: unknown[]) =>
  keeps(priority, { tagStatus: 'tagged', tagPrefixList: prefixes });
const days = (countType: string, action: object, further: object = {}) => ({
  rulePriority: 1,
  selection: { tagStatus: 'any', countType, countUnit: 'days', countNumber: 90, ...further },
  action,
});
const archive = { type: 'transition', targetStorageClass: 'archive' };
const good = lifecycle(tagged(1, 'release-*'), untagged(2), any(3));

export const lifecycleCases: Readonly<Record<string, RuleCases>> = {
  'lifecycle-not-a-document': {
    wrong: [
      lifecycleText('keep the newest 100'),
      lifecycleText('{"rules": {}}'),
      lifecycleText('{"rules": []}'),
      lifecycleText('{"rules": [{}]}'),
      lifecycle(...Array.from({ length: 51 }, (_, index) => tagged(index + 1, `team-${index}-*`))),
      lifecycle(keeps(1, { tagStatus: 'any' }, { description: 'x'.repeat(31_000) })),
    ],
    right: [
      good,
      lifecycleText({ 'Fn::Sub': '{"rules": [${Rules}]}' }),
      lifecycle(...Array.from({ length: 50 }, (_, index) => tagged(index + 1, `team-${index}-*`))),
    ],
  },
  'lifecycle-words-refused': {
    wrong: [
      lifecycle(keeps(1, { tagStatus: 'all' })),
      lifecycle(keeps(1, { tagStatus: 'any', countType: 'imageCount' })),
      lifecycle(keeps(1, { tagStatus: 'any' }, { action: { type: 'delete' } })),
      lifecycle(keeps(1, {})),
      lifecycle(untagged(1), { rulePriority: 2 }),
    ],
    right: [good, lifecycle(days('sinceImagePulled', archive))],
  },
  'lifecycle-priority-refused': {
    wrong: [
      lifecycle(tagged(1, 'a-*'), tagged(1, 'b-*')),
      lifecycle(any(0)),
      lifecycle(any(1.5)),
      lifecycle(any(undefined)),
      lifecycle(untagged(2), any(2)),
    ],
    right: [good, lifecycle(tagged(10, 'a-*'), tagged(5, 'b-*'), any(20))],
  },
  'lifecycle-count-refused': {
    wrong: [
      lifecycle(any(1, { countNumber: 0 })),
      lifecycle(any(1, { countNumber: -1 })),
      lifecycle(any(1, { countNumber: 1.5 })),
      lifecycle(any(1, { countNumber: undefined })),
      lifecycle(days('sinceImageTransitioned', { type: 'expire' }, { storageClass: 'archive', countNumber: 30 })),
    ],
    right: [
      good,
      lifecycle(any(1, { countNumber: 1 })),
      lifecycle(days('sinceImageTransitioned', { type: 'expire' }, { storageClass: 'archive' })),
    ],
  },
  'lifecycle-unit-refused': {
    wrong: [
      lifecycle(any(1, { countUnit: 'days' })),
      lifecycle(untagged(1, { countUnit: 'hours' })),
      lifecycle(untagged(1, { countUnit: undefined })),
      lifecycle(untagged(1, { countUnit: 'day' })),
    ],
    right: [good, lifecycle(days('sinceImagePulled', archive))],
  },
  'lifecycle-tags-refused': {
    wrong: [
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPatternList: ['v*'], tagPrefixList: ['v'] })),
      lifecycle(keeps(1, { tagStatus: 'tagged' })),
      lifecycle(tagged(1)),
      lifecycle(tagged(1, 'a*b*c*d*e*f')),
      lifecycle(keeps(1, { tagStatus: 'untagged', tagPrefixList: ['v'] })),
      lifecycle(keeps(1, { tagStatus: 'any', tagPatternList: ['*'] })),
      lifecycle(prefixed(1, 'v*')),
      lifecycle(tagged(1, 'feature/x')),
    ],
    right: [good, lifecycle(tagged(1, 'a*b*c*d*e')), lifecycle(prefixed(1, 'release-'))],
  },
  'lifecycle-archive-refused': {
    wrong: [
      lifecycle(days('sinceImagePulled', { type: 'expire' })),
      lifecycle(days('sinceImagePushed', { type: 'transition' })),
      lifecycle(days('sinceImagePushed', { type: 'expire', targetStorageClass: 'archive' })),
      lifecycle(days('sinceImageTransitioned', { type: 'expire' })),
      lifecycle(days('sinceImagePushed', archive, { storageClass: 'archive' })),
    ],
    right: [
      good,
      lifecycle(days('sinceImagePulled', archive)),
      lifecycle(days('sinceImageTransitioned', { type: 'expire' }, { storageClass: 'archive' })),
    ],
  },
  'lifecycle-any-not-last': {
    wrong: [
      lifecycle(any(1), untagged(2)),
      lifecycle(any(1), tagged(2, 'v*')),
      lifecycle(tagged(3, 'v*'), any(2), untagged(1)),
      lifecycle(tagged(1, 'a*'), any(5), prefixed(6, 'b')),
    ],
    right: [good, lifecycle(any(9), untagged(1))],
  },
  'lifecycle-selected-twice': {
    wrong: [
      lifecycle(untagged(1), untagged(2)),
      lifecycle(any(1), any(2)),
      lifecycle(untagged(1), tagged(2, 'v*'), untagged(3)),
      lifecycle(untagged(1), untagged(2), untagged(3)),
    ],
    right: [
      good,
      lifecycle(days('sinceImagePulled', archive), {
        ...days('sinceImageTransitioned', { type: 'expire' }, { storageClass: 'archive' }),
        rulePriority: 2,
      }),
    ],
  },
  'lifecycle-rule-never-matches': {
    wrong: [
      lifecycle(tagged(1, '*'), tagged(2, 'release-*')),
      lifecycle(prefixed(1, 'v'), prefixed(2, 'v1')),
      lifecycle(tagged(2, 'release-1*'), tagged(1, 'release-*')),
      lifecycle(tagged(1, '*-dev'), tagged(2, 'web-dev')),
      lifecycle(tagged(1, 'a*'), tagged(2, 'a*', '*b')),
      lifecycle(tagged(1, 'v*'), untagged(2), tagged(3, 'v*')),
    ],
    right: [
      good,
      lifecycle(tagged(1, 'release-1*'), tagged(2, 'release-*')),
      lifecycle(tagged(1, 'a*', '*b'), tagged(2, 'a*')),
      lifecycle(tagged(1, 'a*b'), tagged(2, 'a*')),
      lifecycle(tagged(1, '*'), any(2)),
      lifecycle(tagged(1, 'aba*'), tagged(2, 'ab')),
    ],
  },
  'lifecycle-count-low': {
    wrong: [
      lifecycle(any(1, { countNumber: 1 })),
      lifecycle(any(1, { countNumber: 4 })),
      lifecycle(untagged(1), any(2, { countNumber: 2 })),
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPatternList: ['*'], countNumber: 3 })),
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPatternList: ['v*'] }), any(2, { countNumber: 2 })),
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPatternList: ['*', 'v*'] }), any(2, { countNumber: 2 })),
      lifecycle(keeps(2, { tagStatus: 'tagged', tagPatternList: ['*'], countNumber: 3 }), any(3, { countNumber: 2 })),
    ],
    right: [
      lifecycle(
        keeps(1, { tagStatus: 'tagged', tagPatternList: ['*'], countNumber: 99999 }),
        any(2, { countNumber: 1 }),
      ),
      lifecycle(any(9, { countNumber: 1 }), keeps(1, { tagStatus: 'tagged', tagPatternList: ['*'] })),
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPrefixList: [''] }), any(2, { countNumber: 1 })),
      good,
      lifecycle(any(1, { countNumber: 10 })),
      lifecycle(keeps(1, { tagStatus: 'tagged', tagPatternList: ['pr-*'], countNumber: 1 })),
      lifecycle({ ...any(1, { countNumber: 1 }), action: archive }),
    ],
  },
};
