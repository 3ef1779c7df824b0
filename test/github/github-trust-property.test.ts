import * as fc from 'fast-check';
import { GitHubSubject } from '../../lib/github/github-subject';
import { refuseContradictions } from '../../lib/github/subject-contradictions';
import { compileTrust } from '../../lib/publisher/oidc-trust';
import { type Properties } from '../synthesis';
import { issuer, providerArn } from './publisher';
import { type Claims, mayAssume } from './simulation';

/** The arguments of a subject. */
interface Request {
  readonly repository: number;
  readonly kind: 'branch' | 'tag' | 'branches' | 'tags' | 'environment';
  readonly name: string;
  readonly ids: 'none' | 'ids' | 'migrating';
  readonly workflow?: string | undefined;
  readonly ref?: string | undefined;
}

/** A run of a workflow, as GitHub describes it. */
interface Run {
  readonly repository: number;
  readonly repositoryId: string;
  readonly format: 'name' | 'ids';
  readonly context: string;
  readonly workflow: string;
  readonly ref: string;
}

const names = ['a', 'ab', 'x/a'];
const repositories = ['acme/app', 'acme/app-x', 'other/app'];
const owners = ['1', '1', '2'];
const idOf = (repository: number) => String(10 + repository);
const workflows = ['w', 'v'].map((file) => `acme/ci/.github/workflows/${file}.yml@refs/heads/main`);
const refs = ['refs/heads/a', 'refs/tags/a'];

const request = fc.record<Request>({
  repository: fc.nat(2),
  kind: fc.constantFrom('branch', 'tag', 'branches', 'tags', 'environment'),
  name: fc.constantFrom(...names),
  ids: fc.constantFrom('none', 'ids', 'migrating'),
  workflow: fc.option(fc.constantFrom(...workflows), { nil: undefined }),
  ref: fc.option(fc.constantFrom(...refs), { nil: undefined }),
});

const run = fc.record<Run>({
  repository: fc.nat(2),
  repositoryId: fc.constantFrom(...repositories.map((_, index) => idOf(index))),
  format: fc.constantFrom('name', 'ids'),
  context: fc.constantFrom(
    ...names.flatMap((name) => [`ref:refs/heads/${name}`, `ref:refs/tags/${name}`, `environment:${name}`]),
    'pull_request',
  ),
  workflow: fc.constantFrom(...workflows),
  ref: fc.constantFrom(...refs),
});

function subjectOf({ repository, kind, name, ids, workflow, ref }: Request): GitHubSubject {
  const given = { ownerId: owners[repository], repositoryId: idOf(repository) };
  const options = {
    ...(ids === 'none' ? {} : given),
    ...(ids === 'migrating' && { acceptNameOnly: true }),
    jobWorkflowRef: workflow,
    ...(kind === 'environment' && { ref }),
  };
  const full = repositories[repository] ?? '';
  if (kind === 'branches') return GitHubSubject.branchPattern(full, `${name}*`, options);
  if (kind === 'tags') return GitHubSubject.tagPattern(full, `${name}*`, options);
  return GitHubSubject[kind](full, name, options);
}

function claimsOf({ repository, repositoryId, format, context, workflow, ref }: Run): Claims {
  const [owner = '', name = ''] = (repositories[repository] ?? '').split('/');
  const whole =
    format === 'name' ? `${owner}/${name}` : `${owner}@${owners[repository] ?? ''}/${name}@${idOf(repository)}`;
  const sub = `repo:${whole}:${context}`;
  return { aud: 'sts.amazonaws.com', sub, repository_id: repositoryId, job_workflow_ref: workflow, ref };
}

/** Another owner may have the name by now, with another id. Ids in the subject must match the claim. */
function real(one: Run): Run {
  return one.format === 'ids' ? { ...one, repositoryId: idOf(one.repository) } : one;
}

/** Whether one request alone matches a run. This is a second implementation, which never combines several requests. */
function means({ repository, kind, name, ids, workflow, ref }: Request, one: Run): boolean {
  const starts = { branches: `ref:refs/heads/${name}`, tags: `ref:refs/tags/${name}` };
  const exact = { branch: `ref:refs/heads/${name}`, tag: `ref:refs/tags/${name}`, environment: `environment:${name}` };
  const isPlace =
    kind === 'branches' || kind === 'tags' ? one.context.startsWith(starts[kind]) : one.context === exact[kind];
  const isFormat = { none: one.format === 'name', ids: one.format === 'ids', migrating: true }[ids];
  return (
    isPlace &&
    isFormat &&
    one.repository === repository &&
    (ids === 'none' || one.repositoryId === idOf(repository)) &&
    (workflow === undefined || workflow === one.workflow) &&
    (kind !== 'environment' || ref === undefined || ref === one.ref)
  );
}

/** One way to give ids for each repository, as a role accepts them. */
function agreeing(requests: readonly Request[]): Request[] {
  const byName = new Map<number, boolean>();
  return requests.map((one) => {
    const isByName = byName.get(one.repository) ?? one.ids === 'none';
    byName.set(one.repository, isByName);
    const withIds = one.ids === 'none' ? 'ids' : one.ids;
    return { ...one, ids: isByName ? 'none' : withIds };
  });
}

test('a run may assume the role if one subject matches all of it, and otherwise not', async () => {
  const seen = { allowed: 0, refused: 0, crossing: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 6 }),
      fc.array(run, { minLength: 12, maxLength: 12 }),
      async (any, runs) => {
        const requests = agreeing(any);
        const subjects = requests.map(subjectOf);
        refuseContradictions(subjects);
        const trusted = { providerArn, issuer, audience: 'sts.amazonaws.com' };
        const trust = compileTrust(
          trusted,
          subjects.map(({ _claims }) => _claims),
        ) as unknown as Properties[];
        // A run for each request, so that some are allowed, and a run with the workflow of the next request.
        const near = requests.map((one, index): Run => {
          const next = requests[(index + 1) % requests.length] ?? one;
          return {
            repository: one.repository,
            repositoryId: idOf(index % 2 === 0 ? one.repository : next.repository),
            format: one.ids === 'none' || (one.ids === 'migrating' && index % 3 === 0) ? 'name' : 'ids',
            context:
              one.kind === 'environment'
                ? `environment:${one.name}`
                : `ref:refs/${one.kind.startsWith('b') ? 'heads' : 'tags'}/${one.name}`,
            workflow: (index % 2 === 0 ? one.workflow : next.workflow) ?? workflows[0] ?? '',
            ref: one.ref ?? refs[0] ?? '',
          };
        });
        for (const each of [...runs, ...near].map(real)) {
          const expected = requests.some((one) => means(one, each));
          expect({ each, allowed: await mayAssume(trust, claimsOf(each)) }).toEqual({ each, allowed: expected });
          seen[expected ? 'allowed' : 'refused'] += 1;
          if (!expected && requests.length > 1) seen.crossing += 1;
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(seen.allowed).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(50);
  expect(seen.crossing).toBeGreaterThan(50);
}, 120_000);
