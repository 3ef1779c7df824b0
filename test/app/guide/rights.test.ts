import fc from 'fast-check';
import { anything, type Caller, isAllowed, mayLogIn } from '../../simulation';
import { account, allow, allowOn, byService, document, login, repository, role } from '../../review/reviewed';
import { commandIds, pagesOf } from './guided';

const upload = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
];
const fetch = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** The actions that each command needs, by the documentation of ECR. */
const needed: Readonly<Record<string, { readonly actions: readonly string[]; readonly docker?: true }>> = {
  push: { actions: upload, docker: true },
  'push-platforms': { actions: [...upload, 'ecr:BatchGetImage'], docker: true },
  'pull-by-tag': { actions: fetch, docker: true },
  'pull-by-digest': { actions: fetch, docker: true },
  run: { actions: fetch, docker: true },
  'labels-pulled': { actions: fetch, docker: true },
  labels: { actions: fetch },
  retag: { actions: ['ecr:BatchGetImage', 'ecr:PutImage'] },
  list: { actions: ['ecr:DescribeImages'] },
  'list-tags': { actions: ['ecr:ListImages'] },
};
/** All commands. An example of each property has the rights to them all, so that each command is seen. */
const commands = Object.keys(needed).sort();
const everything = [...upload, ...fetch, 'ecr:DescribeImages', 'ecr:ListImages'];
const arn = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`;

/** The commands that a caller may run, by the IAM simulator. */
async function runnable(caller: Caller, resourcePolicy?: object): Promise<string[]> {
  const logsIn = await mayLogIn(caller);
  const ids: string[] = [];
  for (const [id, { actions, docker }] of Object.entries(needed)) {
    if (docker && !logsIn) continue;
    const answers = actions.map((action) =>
      isAllowed(caller, { action, resource: arn, account, ...(resourcePolicy && { resourcePolicy }) }),
    );
    if ((await Promise.all(answers)).every(Boolean)) ids.push(id);
  }
  return ids.sort();
}

/** The commands of the repository's page for one reader. Empty if there is no page for that reader. */
function shown(resources: Parameters<typeof pagesOf>[0], principal: string): string[] {
  try {
    const pages = pagesOf(resources, { for: principal });
    return pages
      .flatMap(commandIds)
      .filter((id) => id in needed)
      .sort();
  } catch (error) {
    expect((error as { problems?: { message: string }[] }).problems?.[0]?.message).toMatch(
      /^--for must be a principal, or a kind of principal, that the templates grant access, got /,
    );
    return [];
  }
}

const some = fc.subarray(everything);
const mostly = fc.oneof(
  some,
  fc.constantFrom(upload, fetch, [...upload, ...fetch], [...upload, 'ecr:BatchGetImage'], ['ecr:DescribeImages']),
);

test('a role of another account reads exactly the commands that the policy allows', async () => {
  const principal = 'arn:aws:iam::222222222222:role/ci';
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mostly, fc.option(some, { freq: 3 }), async (allowed, denied) => {
      const statements = [
        ...(allowed.length > 0 ? [allow(allowed, { AWS: principal })] : []),
        ...(denied && denied.length > 0 ? [{ ...allow(denied, { AWS: principal }), Effect: 'Deny' }] : []),
        allow(fetch, { AWS: 'arn:aws:iam::333333333333:role/other' }),
      ];
      const caller = { principal, identityPolicies: anything };
      const expected = await runnable(caller, document(statements));
      for (const id of expected) seen.add(id);
      expect(shown({ App: repository('team/app', ...statements) }, principal)).toEqual(expected);
    }),
    { numRuns: 40, examples: [[everything, null]] },
  );
  expect([...seen].sort()).toEqual(commands);
});

test('a role of the same account reads exactly the commands that its policies allow, with docker only if it may log in', async () => {
  const principal = `arn:aws:iam::${account}:role/task`;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mostly, fc.boolean(), fc.boolean(), async (allowed, logsIn, isByRepository) => {
      const own = [...(logsIn ? [login] : []), ...(isByRepository ? [] : [allowOn(allowed, 'team/app')])];
      const statements = isByRepository && allowed.length > 0 ? [allow(allowed, { AWS: principal })] : [];
      const used = own.length > 0 ? own : [allowOn('ecr:GetLifecyclePolicy', 'team/app')];
      const caller = { principal, identityPolicies: [document(used)] };
      const expected = await runnable(caller, statements.length > 0 ? document(statements) : undefined);
      for (const id of expected) seen.add(id);
      const resources = {
        App: repository('team/app', ...statements),
        Task: role('task', byService('ecs-tasks.amazonaws.com'), ...used),
      };
      expect(shown(resources, principal)).toEqual(expected);
    }),
    { numRuns: 40, examples: [[everything, true, false]] },
  );
  expect([...seen].sort()).toEqual(commands);
});
