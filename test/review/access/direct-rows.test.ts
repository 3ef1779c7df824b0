import { allow, allowOn, byService, login, ownLinesOf, push, repository, reviewOf, role } from '../reviewed';

const lambda = byService('lambda.amazonaws.com');

/** The lines of a principal, of those about an operation on a repository. */
function linesAbout(resources: Parameters<typeof reviewOf>[0], text: string, more: object = {}): string[] {
  return ownLinesOf(reviewOf(resources, more)).filter((line) => line.startsWith(text));
}

test('a name in a tag of the repositories tells those apart that are alike otherwise', () => {
  const tagged = (name: string) => {
    const one = repository(name);
    return { ...one, Properties: { ...(one.Properties as object), Tags: [{ Key: 'team', Value: 'blue' }] } };
  };
  const ci = role('ci', lambda, login, allowOn(push, '${aws:ResourceTag/team}'));
  expect(linesAbout({ App: tagged('app'), Blue: tagged('blue'), Ci: ci }, 'role/ci')).toEqual([
    'role/ci push blue: allowed',
  ]);
});

test('a role is not taken for another of its account where a policy leaves the account open', () => {
  const named = { 'Fn::Sub': 'arn:aws:iam::${Owner}:role/ci' };
  const resources = {
    App: repository('app', allow(['ecr:ListImages'], { AWS: named })),
    Other: role('other', lambda),
    Ci: role('ci', lambda),
  };
  const more = { Parameters: { Owner: { Type: 'String' } } };
  expect(linesAbout(resources, 'role/', more)).toEqual([
    'role/ci list app: unknown if whether the principal is arn:aws:iam::${app.Owner}:role/ci',
  ]);
});
