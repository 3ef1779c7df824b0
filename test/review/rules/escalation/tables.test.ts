import { boundaryWrites, iamWrites } from '../../../../lib/review/rules/escalation/iam-writes';
import { administrations } from '../../../../lib/review/rules/escalation/image-administration';
import { passedRuns, takenRuns } from '../../../../lib/review/rules/escalation/running-services';
import { actionsOf } from '../../../service-authorization';

const named = [
  ...[...iamWrites, ...boundaryWrites, ...takenRuns].map(({ action }) => action),
  ...passedRuns.flatMap(({ needs }) => needs.flat()),
  ...administrations.flatMap(({ actions }) => actions),
];

test('each action of the tables is one that AWS has', async () => {
  const services = [...new Set(named.map((action) => action.split(':')[0] ?? ''))];
  const known = new Set((await Promise.all(services.map(actionsOf))).flat());
  expect(named.filter((action) => !known.has(action))).toEqual([]);
});
