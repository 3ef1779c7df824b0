import fc from 'fast-check';
import { type PolicyEntry, compilePolicyEntries } from '../../lib/access/policy-entry';
import { pushOnlyEntries } from '../../lib/access/push-only';
import { policyJson } from '../../lib/private/aws/policy-document';
import { isAllowed } from '../simulation';
import { account, region } from '../synthesis';
import { repositoryArn } from './callers';
import { type Asker, asker, callerOf, crowd, type Meaning, person, principal, service } from './consumer-oracle';

const env = { partition: 'aws', region, account };

/** The consumers of each kind of access. */
interface Granted {
  readonly pull: readonly Meaning[];
  readonly push: readonly Meaning[];
  readonly read: readonly Meaning[];
}

/** By which uses an action comes, and whether a service that only fetches has it. */
const actions: Record<string, { uses: (keyof Granted)[]; fetching?: true }> = {
  'ecr:BatchGetImage': { uses: ['pull', 'push'], fetching: true },
  'ecr:GetDownloadUrlForLayer': { uses: ['pull'], fetching: true },
  'ecr:BatchCheckLayerAvailability': { uses: ['pull', 'push'] },
  'ecr:PutImage': { uses: ['push'] },
  'ecr:UploadLayerPart': { uses: ['push'] },
  'ecr:ListImages': { uses: ['read'] },
  'ecr:DescribeImageScanFindings': { uses: ['read'] },
  'ecr:BatchDeleteImage': { uses: [] },
  'ecr:SetRepositoryPolicy': { uses: [] },
};
const action = fc.constantFrom(...Object.keys(actions));
const some = (...meanings: fc.Arbitrary<Meaning>[]) => fc.array(fc.oneof(...meanings), { maxLength: 6 });

/** By what the consumers say of themselves, without a look at any policy. */
function shouldMay(granted: Granted, who: Asker, what: string): boolean {
  const { uses = [], fetching } = actions[what] ?? {};
  return uses.some((use) =>
    granted[use].some(({ means, meansFetching }) => means(who) || (fetching && meansFetching?.(who))),
  );
}

function entriesOf(granted: Granted): PolicyEntry[] {
  return (['pull', 'push', 'read'] as const).flatMap((use) =>
    granted[use].flatMap(({ consumer }) => consumer._policyEntries(use, env)),
  );
}

function may(entries: PolicyEntry[], who: Asker, what: string): Promise<boolean> {
  const statements = compilePolicyEntries(entries);
  const resourcePolicy = statements.length > 0 ? { resourcePolicy: policyJson(statements) } : {};
  return isAllowed(callerOf(who), { action: what, resource: repositoryArn, account, ...resourcePolicy });
}

const runs = { numRuns: 600 };

jest.setTimeout(60_000);

test('who may do what is what the consumers say, and nothing more', async () => {
  const granted = fc.record({
    pull: some(principal, crowd, service),
    push: some(principal),
    read: some(principal, crowd),
  });
  const seen = { allowed: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(granted, asker, action, async (given, who, what) => {
      const expected = shouldMay(given, who, what);
      seen[expected ? 'allowed' : 'denied'] += 1;
      expect(await may(entriesOf(given), who, what)).toBe(expected);
    }),
    runs,
  );
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(40);
});

test('exclusive pushers are the only ones to push, and all other access stays the same', async () => {
  const granted = fc.record({ pull: some(principal, crowd, service), read: some(principal, crowd) });
  const pushers = fc.array(person, { minLength: 1, maxLength: 3 });
  const seen = { allowed: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(granted, pushers, asker, action, async (given, push, who, what) => {
      const only = pushOnlyEntries(
        env,
        push.map(({ consumer }) => consumer),
      );
      const expected = shouldMay({ ...given, push }, who, what);
      seen[expected ? 'allowed' : 'denied'] += 1;
      expect(await may([...entriesOf({ ...given, push: [] }), ...only], who, what)).toBe(expected);
    }),
    runs,
  );
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(40);
});

test('one more consumer removes no access from any caller', async () => {
  const pull = some(principal, crowd, service);
  await fc.assert(
    fc.asyncProperty(pull, fc.oneof(principal, crowd, service), asker, async (before, more, who) => {
      const entries = (list: readonly Meaning[]) => entriesOf({ pull: list, push: [], read: [] });
      if (!(await may(entries(before), who, 'ecr:BatchGetImage'))) return;
      expect(await may(entries([...before, more]), who, 'ecr:BatchGetImage')).toBe(true);
    }),
    runs,
  );
});
