import { isTrue } from '../shape';
import { buildRule } from './build-rule';

export const publicBadge = buildRule({
  id: 'build-badge',
  severity: 'note',
  title: 'A badge that everybody can read',
  fix: 'Set BadgeEnabled to false, unless everybody may know whether the build passes.',
  problem: ({ resource }) =>
    isTrue(resource.properties.BadgeEnabled)
      ? 'has a badge: whoever has its address sees whether the build passes, without signing in, and it can not be made private.'
      : undefined,
});
