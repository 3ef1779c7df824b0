import { isTrue } from '../shape';
import { buildRule } from './build-rule';

export const publicBadge = buildRule({
  id: 'build-badge',
  severity: 'note',
  title: 'A badge that anyone can read',
  fix: 'Set BadgeEnabled to false, unless anyone may know whether the build passes.',
  problem: ({ resource }) =>
    isTrue(resource.properties.BadgeEnabled)
      ? 'has a badge. Anyone with its address sees whether the build passes, without signing in, and it cannot be made private.'
      : undefined,
});
