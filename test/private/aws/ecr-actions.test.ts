import {
  adminActions,
  loginAction,
  pullActions,
  pullPushActions,
  pushActions,
  readActions,
  repositoryActions,
  servicePullActions,
  writeActions,
} from '../../../lib/private/aws/ecr-actions';
import { actionsOnRepositories } from '../../service-authorization';

test('a pull reads manifests and layers', () => {
  expect(pullActions).toEqual(['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']);
  expect(pullActions).toEqual(expect.arrayContaining(servicePullActions));
});

test('a push uploads layers, and reads manifests but no layers', () => {
  expect(pushActions).toEqual([
    'ecr:BatchCheckLayerAvailability',
    'ecr:BatchGetImage',
    'ecr:CompleteLayerUpload',
    'ecr:InitiateLayerUpload',
    'ecr:PutImage',
    'ecr:UploadLayerPart',
  ]);
});

test('a pull and a push together hold each action once', () => {
  expect(pullPushActions).toEqual([...new Set([...pullActions, ...pushActions])].sort());
  expect(pullPushActions).toHaveLength(7);
});

test('what a push changes is all of it that a pull does not take', () => {
  expect(writeActions).toEqual(pushActions.filter((action) => !pullActions.includes(action)));
});

test('a read shares nothing with a pull or a push', () => {
  expect(readActions.filter((action) => pullPushActions.includes(action))).toEqual([]);
});

test('the login is in none of them', () => {
  expect(loginAction).toBe('ecr:GetAuthorizationToken');
  expect(repositoryActions).not.toContain(loginAction);
});

test('the actions on a repository are those of the service authorization reference', async () => {
  const names = (await actionsOnRepositories()).map(({ action }) => action);
  expect(names.length).toBeGreaterThan(30);
  expect([...repositoryActions].sort()).toEqual(names.sort());
});

test('a read only reads', async () => {
  const reading = (await actionsOnRepositories()).filter(({ writes }) => !writes).map(({ action }) => action);
  expect(reading).toEqual(expect.arrayContaining(readActions));
});

/** Actions that write but do not change images or access by themselves. */
const harmless = [
  'ecr:BatchImportUpstreamImage', // a pull through a cache, of an image that the rule allows
  'ecr:ReplicateImage', // a push by another Region or account that the registry's policy allows
  'ecr:StartImageScan',
  'ecr:StartLifecyclePolicyPreview', // deletes nothing
];

test("what else writes is for the owner's account alone", async () => {
  const writing = (await actionsOnRepositories()).filter(({ writes }) => writes).map(({ action }) => action);
  const others = writing.filter((action) => !writeActions.includes(action) && !harmless.includes(action));
  expect(others.sort()).toEqual([...adminActions].sort());
});
