import { reviewRule } from '../review-rule';
import { numberOf } from '../shape';
import { shown } from '../shown';
import { oidcTrustsOf } from './oidc-trust';
import { iamLimits } from '../../service-limits';

const hour = iamLimits.sessionSeconds;

export const sessionTooLong = reviewRule({
  id: 'oidc-session-too-long',
  severity: 'note',
  title: 'Sessions of a CI system that outlast its runs',
  findProblems: (graph) => {
    const seen = new Set<unknown>();
    return oidcTrustsOf(graph).flatMap(({ identity: { resource, name }, system }) => {
      const seconds = numberOf(resource.properties.MaxSessionDuration) ?? hour;
      if (system?.isCi !== true || seconds <= hour || seen.has(resource)) return [];
      seen.add(resource);
      return [
        {
          source: resource.source,
          message: `Role '${shown(name)}' lets ${system.name} have sessions of ${Math.round(seconds / 360) / 10} hours. Leaked credentials stay valid that long.`,
          fix: 'Set MaxSessionDuration to 3600, or to the time of the longest run.',
        },
      ];
    });
  },
});
