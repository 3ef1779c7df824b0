import {
  loginAction,
  pullActions,
  pullPushActions,
  pushActions,
  servicePullActions,
} from '../../lib/private/ecr-actions';

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

test('the login stands in none of them', () => {
  expect(loginAction).toBe('ecr:GetAuthorizationToken');
  expect(pullPushActions).not.toContain(loginAction);
});
