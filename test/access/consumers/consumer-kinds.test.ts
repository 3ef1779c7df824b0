import { type ConsumerKey, consumerKinds, type ConsumerNames } from '../../../lib/access/consumers/consumer-kinds';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { account, region } from '../../synthesis';
import { organization, role, them, unit, user } from '../sample-consumers';

/** A name for each kind. The compiler requires one when a kind is added. */
const names: ConsumerNames = {
  account: them,
  organization,
  organizationalUnit: unit,
  role,
  user,
  tagged: { key: 'team', value: 'web', account: them },
  lambda: { account: them },
  codeBuild: { account: them },
  service: { name: 'sagemaker.amazonaws.com', account: them },
};
const keys = Object.keys(names) as ConsumerKey[];
const env = { partition: 'aws', region, account };

test('the names are those of all kinds', () => {
  expect(keys).toEqual(Object.keys(consumerKinds));
});

test.each(keys)('%s has a factory method of its name', (key) => {
  expect(ImageConsumer).toHaveProperty(key, expect.any(Function));
});

test.each(keys)('the lists of the config file accept %s if the repository policy can grant the access', (key) => {
  const { config } = consumerKinds[key];
  const consumer = ImageConsumer._of(key, names[key]);
  const isGranted = (use: 'pull' | 'push' | 'read') => {
    try {
      return consumer._policyEntries(use, env).length > 0;
    } catch {
      return false;
    }
  };
  expect({ pullers: 'pullers' in config, pushers: 'pushers' in config, readers: 'readers' in config }).toEqual({
    pullers: isGranted('pull'),
    pushers: isGranted('push'),
    readers: isGranted('read'),
  });
});

test('only one role or one user can be an exclusive pusher', () => {
  expect(keys.filter((key) => 'onlyPushers' in consumerKinds[key].config)).toEqual(['role', 'user']);
});

test('equal names give one consumer', () => {
  expect(ImageConsumer.tagged('team', 'web', { accountId: them })).toBe(ImageConsumer._of('tagged', names.tagged));
  expect(ImageConsumer.lambda(them)).not.toBe(ImageConsumer.lambdaOfOrganization(organization));
});
